"""Show forms: the list, one filled for an organisation, what is behind a cell, its layout."""

from typing import Any, Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.exports.door import letter_sent, sheet_sent
from dangbo.layouts import queries
from dangbo.layouts.exports import form_letter, form_sheet
from dangbo.layouts.phrases import check_rows, said_by, unit_words
from dangbo.layouts.queries import Filled
from dangbo.layouts.tables import lists
from dangbo.layouts.tables.addresses import cell_url
from dangbo.layouts.tables.checks import CHECK_COLUMNS
from dangbo.layouts.tables.grid import Grid, grid_of
from dangbo.layouts.views.asking import (
    about,
    frame,
    invented_words,
    layout_asked,
    period_links,
    where,
)
from dangbo.letters.files.docx import to_docx
from dangbo.letters.files.pdf import to_pdf
from dangbo.reports.views.asking import Where
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.form_layouts import Layout
from dangbo.ui.addresses import query_with
from dangbo.ui.tables import table_of

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PAPERS: Final = {"pdf": ("application/pdf", to_pdf), "docx": (WORD, to_docx)}
SHEET: Final = "xlsx"


def home(request: ActorRequest) -> HttpResponse:
    """List the forms in force on the day, and the drafts of whoever may make forms."""
    as_of = request.as_of
    rows = queries.forms_on(actor=request.actor, on=as_of.on, known=as_of.known)
    title = _("Biểu mẫu thống kê")
    context = {
        "title": title,
        "acts": lists.home_acts(),
        "table": table_of(request, lists.LIST_COLUMNS, rows, caption=title),
    }
    return render(request, "layouts/home.html", context)


def form(request: ActorRequest, code: str) -> HttpResponseBase:
    """Show a form filled for an organisation and a day or period, or give it as a file."""
    layout = layout_asked(request, code)
    asked, filters = where(request)
    found = queries.filled(layout, asked.asked) if asked.asked else None
    kind = request.GET.get("xuat", "")
    if found and kind in {SHEET, *PAPERS}:
        return _file(request, asked, found, kind)
    context = {
        **frame(request, layout, asked, "layouts:form"),
        "form": filters,
        "with_start": layout.period != "day",
        "periods": period_links(request, layout, asked) if layout.period != "day" else [],
    }
    if found and asked.asked:
        context |= {
            "grid": filled_grid(found, asked),
            "checks": _checks(request, found),
            "failing": sum(each.verdict == "fails" for each in found.checks),
            "unknown": sum(each.verdict == "unknown" for each in found.checks),
            "units": _units(found),
            "invented": invented_words(asked.asked),
            "files": {each: query_with(request, xuat=each) for each in (SHEET, *PAPERS)},
        }
    return render(request, "layouts/form.html", context)


def filled_grid(found: Filled, asked: Where) -> Grid:
    """Return a filled form as a table whose cells lead to what stands behind them."""
    layout = found.layout
    kept = {"to_chuc": asked.uid, "tu": asked.start, "ban": layout.version}

    def url(key: CellKey) -> str:
        return cell_url(layout.code, key.row, key.column, **kept)

    return grid_of(found, url)


def _checks(request: ActorRequest, found: Filled) -> Any:
    rows = check_rows(found.layout, found.checks)
    if not rows:
        return None
    return table_of(request, CHECK_COLUMNS, rows, caption=_("Kiểm tra trong biểu"))


def _units(found: Filled) -> str:
    units = dict.fromkeys(each.unit for each in found.cells.values() if each.unit)
    return ", ".join(map(unit_words, units))


def _file(request: ActorRequest, asked: Where, found: Filled, kind: str) -> HttpResponseBase:
    if asked.asked is None:
        raise Http404
    told = about(found.layout, asked, asked.asked)
    day = asked.asked.on.isoformat()
    name = f"{found.layout.code.replace('_', '-')}-{asked.uid}-{day}.{kind}"
    if kind == SHEET:
        sheet = form_sheet(found, told)
        rows = len(found.layout.rows)
        return sheet_sent(request, sheet, form=kind, name=name, persons=None, rows=rows)
    media_type, made = PAPERS[kind]
    letter = form_letter(found, told)
    return letter_sent(request, letter, made, media_type=media_type, name=name, persons=None)


def about_form(request: ActorRequest, code: str) -> HttpResponse:
    """Show how a form is made: what each row and column says, its versions, its history."""
    layout = layout_asked(request, code)
    asked, _filters = where(request)
    as_of = request.as_of
    rows = queries.forms_on(actor=request.actor, on=as_of.on, known=as_of.known)
    row = next((each for each in rows if each.code == code), None)
    changes = queries.changes_of(actor=request.actor, code=code, known=as_of.known)
    acts = lists.acts_of(
        layout, code, own=bool(row and row.since), drafted=bool(row and row.drafted)
    )
    context = {
        **frame(request, layout, asked, "layouts:about"),
        "facts": lists.facts_of(layout),
        "definition": queries.definition_version(layout).replace(",", ", "),
        "acts": acts,
        "moments": lists.moments_of(changes),
        "parts": _said(layout, request),
        "versions": lists.versions_of(code, changes),
    }
    return render(request, "layouts/about.html", context)


def _said(layout: Layout, request: ActorRequest) -> list[dict[str, Any]]:
    """Return what rows, columns, cells and check sums say, in words."""
    known, on = queries.known_indicators(), request.as_of.on
    rows = [(each.key, each.title, said_by(each.content, known, on)) for each in layout.rows]
    columns = [(each.key, each.title, said_by(each.content, known, on)) for each in layout.columns]
    cells = [
        (f"{key.row}.{key.column}", "", said_by(content, known, on))
        for key, content in layout.cells.items()
    ]
    checks = [("", each.text, f"{each.left} {each.sign} {each.right}") for each in layout.checks]
    named = (
        (_("Cột"), columns),
        (_("Dòng"), rows),
        (_("Ô riêng"), cells),
        (_("Phép kiểm tra"), checks),
    )
    return [{"name": name, "rows": told} for name, told in named if told]
