"""Show one report: its figures as sent or as they are now, its checks, its course; or its files."""

from dataclasses import replace
from typing import Any, Final

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.exports.door import letter_sent, sheet_sent
from dangbo.base.days import format_day
from dangbo.layouts.exports import About, form_letter, form_sheet
from dangbo.layouts.phrases import check_rows
from dangbo.layouts.queries import Filled
from dangbo.layouts.tables.checks import CHECK_COLUMNS
from dangbo.letters.files.docx import to_docx
from dangbo.letters.files.pdf import to_pdf
from dangbo.papers.queries.rows import papers_by_uid
from dangbo.returns.queries.forms import typed_cells
from dangbo.returns.queries.judging import may_take
from dangbo.returns.tables import reports
from dangbo.returns.tables.addresses import report_url
from dangbo.returns.views.asking import Here, frame, here_of, told_of
from dangbo.ui.addresses import query_with
from dangbo.ui.sheets import Sheet
from dangbo.ui.tables import table_of

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAPERS: Final = {"pdf": ("application/pdf", to_pdf), "docx": (WORD, to_docx)}
SHEET: Final = "xlsx"


def detail(request: ActorRequest, form: str, period: str, uid: str) -> HttpResponseBase:
    """Show a report, or give it as a file."""
    here = here_of(request, form, period, uid)
    told = told_of(request, here)
    kind = request.GET.get("xuat", "")
    if kind in {SHEET, *PAPERS} and here.at.place.stood:
        return _file(request, here, told, kind)
    cited = {each.paper for each in here.report.steps if each.paper}
    papers = papers_by_uid(actor=request.actor, uids=cited)
    context = {
        **frame(request, here, "detail"),
        "acts": _acts(request, here),
        "facts": reports.facts_of(here.at, here.sent),
        "grid": reports.grid(here.report, told, turn=here.turn),
        "checks": _checks(request, told),
        "failing": sum(each.verdict == "fails" for each in told.checks),
        "moments": reports.moments_of(here.report, papers),
        "current": here.turn and here.report.sending is None,
        "prepared_url": report_url(here.report),
        "files": {each: query_with(request, xuat=each) for each in (SHEET, *PAPERS)},
    }
    return render(request, "returns/report.html", context)


def _acts(request: ActorRequest, here: Here) -> list[Any]:
    if not here.at.place.stood:
        return []
    allowed = [
        kind for kind in reports.OFFERED if may_take(actor=request.actor, at=here.at, kind=kind)
    ]
    return reports.acts_of(here.at, allowed, typed=bool(typed_cells(here.at.layout)))


def _checks(request: ActorRequest, told: Filled) -> Any:
    rows = check_rows(told.layout, told.checks)
    if not rows:
        return None
    return table_of(request, CHECK_COLUMNS, rows, caption=_("Kiểm tra trong biểu"))


def _file(request: ActorRequest, here: Here, told: Filled, kind: str) -> HttpResponseBase:
    report, about = here.report, _about(request, here)
    code = report.form.replace("_", "-")
    name = f"bao-cao-{code}-{report.org.uid}-{report.period.code}.{kind}"
    if kind == SHEET:
        sheet = _with_state(form_sheet(told, about), here)
        rows = len(told.layout.rows)
        return sheet_sent(request, sheet, form=kind, name=name, persons=None, rows=rows)
    media_type, made = PAPERS[kind]
    letter = form_letter(told, about)
    return letter_sent(request, letter, made, media_type=media_type, name=name, persons=None)


def _about(request: ActorRequest, here: Here) -> About:
    place, period = here.at.place, here.report.period
    return About(
        org=place.org.name,
        superior=place.above[0].name if place.above else "",
        on=period.cut_off,
        start=period.start,
        known=here.sent.recorded if here.sent else request.as_of.known,
        invented=place.org.invented,
    )


def _with_state(sheet: Sheet, here: Here) -> Sheet:
    """Say in the head of a sheet whether its figures were sent, and how they were defined then."""
    if here.sent is None:
        state = (_("Trạng thái"), _("chưa gửi, số của lúc xuất"))
        return replace(sheet, facts=[*sheet.facts, state])
    day = format_day(here.sent.recorded)
    facts = [each for each in sheet.facts if each[0] != _("Định nghĩa")]
    facts += [
        (_("Định nghĩa"), here.sent.definition),
        (_("Trạng thái"), _("đã gửi, số liệu chốt ngày %(day)s") % {"day": day}),
    ]
    return replace(sheet, facts=facts)
