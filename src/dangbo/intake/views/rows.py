"""Show what the rows of a list would do; mend them, decide of them, and give them back."""

from collections.abc import Callable, Collection
from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.exports.door import sheet_sent
from dangbo.desk.views.asking import whole
from dangbo.intake.commands import (
    accept_doubt,
    check_soon,
    decide_rows,
    decode_rows,
    drop_intake,
    mend_row,
)
from dangbo.intake.enums import Stage
from dangbo.intake.exports import rows_sheet
from dangbo.intake.forms.mending import mended_in
from dangbo.intake.phrases import STATES
from dangbo.intake.phrases.reasons import reason_label
from dangbo.intake.queries.looking import (
    Intake,
    Rows,
    intake_row,
    numbers_in,
    org_names,
    persons_called,
)
from dangbo.intake.tables.rows import Names, row_views
from dangbo.intake.views.frame import frame, lead_on, refused
from dangbo.rules.row_states import DOUBTFUL, DOUBTFUL_CODES, WRONG, WRONG_CODES
from dangbo.rules.row_states import STATES as ALL
from dangbo.rules.verdicts import RuleError
from dangbo.ui.addresses import query_with
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Tab

PAGE: Final = "intake/rows.html"
PER_PAGE: Final = 25
UNDONE: Final = (WRONG, DOUBTFUL)
STALE_AFTER: Final = 60


def rows(request: ActorRequest, pk: int) -> HttpResponseBase:
    """Show the rows of a list by state; on a post mend, decide, check again or give it up."""
    intake = intake_row(request.actor, pk)
    if request.method == "POST":
        return _post(request, intake)
    if request.GET.get("xuat") in {"sai", "tat-ca"} and intake.counts:
        return _file(request, intake)
    return render(request, PAGE, _context(request, intake))


def progress(request: ActorRequest, pk: int) -> HttpResponse:
    """Tell how far a check is; when it is done, have the page read again."""
    intake = intake_row(request.actor, pk)
    if intake.stage != Stage.CHECKING and request.headers.get("HX-Request"):
        answer = HttpResponse()
        answer["HX-Redirect"] = reverse("intake:rows", args=[pk])
        return answer
    return render(request, "intake/_progress.html", _progress(request, intake))


def _post(request: ActorRequest, intake: Intake) -> HttpResponse:
    act = ACTS.get(request.POST.get("viec", ""), _mended)
    try:
        url = act(request, intake)
    except RuleError as error:
        return refused(request, PAGE, _context(request, intake), error.verdict)
    return lead_on(request, url or request.get_full_path())


def _mended(request: ActorRequest, intake: Intake) -> str:
    """Keep what was typed and decided on the page, and check again."""
    actor, told = request.actor, mended_in(request.POST)
    for number, texts in told.texts.items():
        mend_row(actor=actor, intake=intake.pk, row=number, texts=texts)
    decisions: list[tuple[Collection[int], dict[str, Any]]] = [
        (told.left, {"left": True}),
        (told.back, {"left": False}),
        *(([number], {"accepted": codes}) for number, codes in told.accepted.items()),
        *(([number], {"person": person}) for number, person in told.persons.items()),
    ]
    for numbers, changes in decisions:
        if numbers:
            decide_rows(actor=actor, intake=intake.pk, rows=numbers, **changes)
    check_soon(actor=actor, intake=intake.pk)
    return ""


def _left_out(request: ActorRequest, intake: Intake) -> str:
    """Leave out every row that is wrong or doubtful."""
    numbers = numbers_in(intake, UNDONE)
    decide_rows(actor=request.actor, intake=intake.pk, rows=numbers, left=True)
    check_soon(actor=request.actor, intake=intake.pk)
    return _page(intake)


def _accepted(request: ActorRequest, intake: Intake) -> str:
    """Accept one kind of doubt in every row that has it."""
    code = request.POST.get("ly-do", "")
    if code in DOUBTFUL_CODES:
        numbers = numbers_in(intake, {DOUBTFUL}, code)
        accept_doubt(actor=request.actor, intake=intake.pk, rows=numbers, code=code)
        check_soon(actor=request.actor, intake=intake.pk)
    return _page(intake)


def _decoded(request: ActorRequest, intake: Intake) -> str:
    decode_rows(actor=request.actor, intake=intake.pk)
    check_soon(actor=request.actor, intake=intake.pk)
    return _page(intake)


def _again(request: ActorRequest, intake: Intake) -> str:
    check_soon(actor=request.actor, intake=intake.pk)
    return _page(intake)


def _dropped(request: ActorRequest, intake: Intake) -> str:
    drop_intake(actor=request.actor, intake=intake.pk)
    return reverse("intake:home")


def _page(intake: Intake) -> str:
    return reverse("intake:rows", args=[intake.pk])


ACTS: Final[dict[str, Callable[[ActorRequest, Intake], str]]] = {
    "sua": _mended,
    "bo-sai": _left_out,
    "nhan": _accepted,
    "giai-ma": _decoded,
    "doi-chieu": _again,
    "cat": _dropped,
}


def _context(request: ActorRequest, intake: Intake) -> dict[str, Any]:
    context = {**frame(request, intake, "intake:rows"), **_progress(request, intake)}
    if not intake.counts or intake.stage == Stage.CHECKING or not intake.key:
        return context
    counts = intake.counts
    undone = sum(counts.get(state, 0) for state in UNDONE)
    asked = request.GET.get("xem", "")
    state = asked if asked in ALL else "can" if undone and asked != "het" else "het"
    wanted = {"can": UNDONE, "het": ALL}.get(state, (state,))
    code = request.GET.get("ly-do", "")
    code = code if code in counts.get("codes", {}) else ""
    page = page_of(Rows(intake, wanted, code), request, PER_PAGE)
    shown = list(page.object_list)
    names = _names(request, intake, shown)
    return {
        **context,
        "page": page,
        # A new name after each change: what was kept of the rows as they were is offered no more.
        "keep": f"list {intake.pk} {intake.changed_at.timestamp()} {page.number} {state} {code}",
        "rows": row_views(shown, intake, names, edited=whole(request.GET.get("sua", ""))),
        "counts": counts,
        "undone": undone,
        "ready": counts.get("new", 0) + counts.get("changed", 0),
        "tabs": _tabs(request, intake, state, undone),
        "reasons": _reasons(intake),
        "code": code,
        "acceptable": code if code in DOUBTFUL_CODES else "",
        "taken": intake.stage == Stage.TAKEN,
    }


def _progress(request: ActorRequest, intake: Intake) -> dict[str, Any]:
    quiet = (timezone.now() - intake.changed_at).total_seconds()
    return {
        "intake": intake,
        "checking": intake.stage == Stage.CHECKING,
        "stale": intake.stage == Stage.CHECKING and quiet > STALE_AFTER,
        "writable": request.as_of.is_today,
    }


def _tabs(request: ActorRequest, intake: Intake, state: str, undone: int) -> list[Tab]:
    told = [("can", _("Cần xem"), undone)] if undone else []
    told += [
        (each, str(STATES[each][0]), intake.counts[each]) for each in ALL if intake.counts.get(each)
    ]
    told.append(("het", _("Tất cả"), intake.rows))
    return [
        Tab(label, query_with(request, xem=name, sua=None, **{"ly-do": None}), name == state, count)
        for name, label, count in told
    ]


def _reasons(intake: Intake) -> list[tuple[str, str, int]]:
    """Return the kinds of faults and doubts that the rows have, to filter by."""
    found = intake.counts.get("codes", {})
    return [
        (code, reason_label(code), count)
        for code, count in sorted(found.items(), key=lambda each: -each[1])
        if code in WRONG_CODES | DOUBTFUL_CODES
    ]


def _names(request: ActorRequest, intake: Intake, shown: Collection[Any]) -> Names:
    states = [each.judged.state for each in shown]
    people = {uid for state in states for uid in (state.person, *state.choices) if uid}
    persons = persons_called(actor=request.actor, uids=people, on=intake.on)
    orgs = {each.judged.values.get("org", "") for each in shown}
    orgs |= {each.values.get("org", "") for each in persons.values()}
    orgs |= {
        str(found.fact(name) or "")
        for state in states
        for found in state.findings
        if found.code == "ORG_DIFFERS"
        for name in ("old", "new")
    }
    return Names(org_names(actor=request.actor, uids=orgs, on=intake.on), persons)


def _file(request: ActorRequest, intake: Intake) -> HttpResponseBase:
    wrong = request.GET["xuat"] == "sai"
    found = Rows(intake, UNDONE if wrong else ALL)
    rows_there = [(each.judged.state, each.cells) for each in found]
    uids = {
        str(told.fact(name) or "")
        for state, _cells in rows_there
        for told in state.findings
        for name in ("old", "new")
        if told.code == "ORG_DIFFERS"
    }
    sheet = rows_sheet(
        title=_("Dòng cần sửa") if wrong else _("Kết quả đối chiếu"),
        headings=intake.headings,
        rows=rows_there,
        orgs=org_names(actor=request.actor, uids=uids, on=intake.on),
    )
    name = "dong-can-sua" if wrong else "ket-qua-doi-chieu"
    file = f"{name}-{intake.pk}.xlsx"
    return sheet_sent(request, sheet, form="xlsx", name=file, persons=len(rows_there))
