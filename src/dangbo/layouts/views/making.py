"""Make forms in the browser: every button sends the whole form, and nothing is kept till saved.

So it works without a script; with one, htmx puts the answer in place and the preview follows.
"""

from dataclasses import replace
from datetime import date
from http import HTTPStatus
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.base.vietnamese.fold import words
from dangbo.layouts import access, commands, queries
from dangbo.layouts.forms.acting import pressed
from dangbo.layouts.forms.deciding import NewForm
from dangbo.layouts.forms.editing import Shown, read_layout
from dangbo.layouts.forms.names import names_on
from dangbo.layouts.phrases import PERIODS, TIMES, fault_words, in_words, place_words
from dangbo.layouts.tables.addresses import form_url
from dangbo.layouts.tables.grid import grid_of
from dangbo.layouts.views.asking import crumbs
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.views.asking import on_day
from dangbo.orgs.views.choosing import chosen_org
from dangbo.reports import queries as reports
from dangbo.reports.phrases import dimension_name
from dangbo.rules.form_faults import Fault
from dangbo.rules.form_layouts import MOST_INDENT, SIGNS, Column, Layout, Row
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.parts import Crumb

CODE_LENGTH: Final = 36
SHORTEST: Final = 3
MOST_FAULTS: Final = 12
# The address of a page beside the forms, which no form may have.
NEW: Final = "moi"


def new(request: ActorRequest) -> HttpResponse:
    """Ask for the name of a new form, and open it with one row and one column."""
    form = NewForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        name = form.cleaned_data["name"]
        layout = Layout(
            _code(name),
            0,
            name,
            period=form.cleaned_data["period"],
            rows=(Row("d1", _("Dòng 1")),),
            columns=(Column("c1", _("Số lượng")),),
        )
        return _begun(request, layout)
    context = {
        "title": _("Làm biểu mới"),
        "form": form,
        "save": _("Mở biểu để làm"),
        "back_url": form_url("home", ""),
        "crumbs": [*crumbs(), Crumb(_("Làm biểu mới"))],
    }
    refused = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "layouts/ask.html", context, status=refused)


def copy(request: ActorRequest, code: str) -> HttpResponse:
    """Ask for the name of a copy of a form, and open it."""
    base = _standing(request, code)
    initial = {"name": _("Bản sao: %(name)s") % {"name": base.name}, "period": base.period}
    form = NewForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        made = {"code": _code(told["name"]), "name": told["name"], "period": told["period"]}
        return _begun(request, replace(base, **made, version=0, confirmed=False))
    context = {
        "title": _("Làm biểu mới từ “%(name)s”") % {"name": base.name},
        "form": form,
        "save": _("Mở biểu để làm"),
        "back_url": form_url("about", code),
        "crumbs": [*crumbs(), Crumb(base.name, form_url("about", code)), Crumb(_("Bản sao"))],
    }
    refused = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "layouts/ask.html", context, status=refused)


def change(request: ActorRequest, code: str) -> HttpResponse:
    """Show the draft of a form, change it as the buttons ask, and keep it when that is asked."""
    today = request.as_of.today
    names = names_on(today)
    if request.method != "POST":
        layout = queries.draft_of(actor=request.actor, code=code) or _standing(request, code)
        return _drawn(request, Shown(layout, queries.faults_on(layout, today), names, today))
    layout = read_layout(request.POST, code=code, names=names)
    act = str(request.POST.get("act", ""))
    if act in {"save", "publish"}:
        return _kept(request, layout, act)
    made = pressed(layout, act, request.POST, names)
    faults = queries.faults_on(made.layout, today)
    return _drawn(request, Shown(made.layout, faults, names, today, made.touched))


def _begun(request: ActorRequest, layout: Layout) -> HttpResponse:
    commands.save_draft(actor=request.actor, layout=layout, seen=0, new=True)
    messages.success(request, _("Đã mở bản nháp; biểu chỉ được dùng sau khi ban hành."))
    return redirect(form_url("change", layout.code))


def _kept(request: ActorRequest, layout: Layout, act: str) -> HttpResponse:
    today = request.as_of.today
    seen = str(request.POST.get("seen", ""))
    number = int(seen) if seen.isascii() and seen.isdecimal() else -1
    try:
        commands.save_draft(actor=request.actor, layout=layout, seen=number)
    except RuleError as error:
        shown = Shown(layout, queries.faults_on(layout, today), names_on(today), today)
        return _drawn(request, shown, error.verdict)
    messages.success(request, _("Đã lưu nháp."))
    return redirect(form_url("publish" if act == "publish" else "change", layout.code))


def _drawn(request: ActorRequest, shown: Shown, verdict: Verdict | None = None) -> HttpResponse:
    layout, refused = shown.layout, verdict is not None and not verdict.allows
    # As a text, for pages write large numbers with dots.
    seen = request.POST.get("seen") or str(access.last_change(layout.code))
    context = {
        "title": _("Sửa biểu: %(name)s") % {"name": layout.name or layout.code},
        "layout": layout,
        "live": request.POST.get("act") == "preview" and "HX-Request" in request.headers,
        "seen": seen,
        "findings": in_words(verdict) if verdict else [],
        "faults": _told(layout, shown.faults),
        "more_faults": max(0, len(shown.faults) - MOST_FAULTS),
        "choices": _choices(shown),
        "rows": shown.items("rows"),
        "columns": shown.items("columns"),
        "cells": shown.items("cells"),
        "checks": shown.checks(),
        "crumbs": _path(layout),
        "back_url": form_url("about", layout.code) if _is_published(request, layout) else "",
        **_preview(request, shown),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "layouts/editor.html", context, status=status)


def _path(layout: Layout) -> list[Crumb]:
    return [*crumbs(), Crumb(layout.name or layout.code), Crumb(_("Sửa biểu"))]


def _told(layout: Layout, faults: Any) -> list[dict[str, str]]:
    return [
        {
            "place": place_words(layout, each),
            "words": fault_words(each),
            "url": _anchor(layout, each),
        }
        for each in faults[:MOST_FAULTS]
    ]


def _anchor(layout: Layout, fault: Fault) -> str:
    """Return where on the page something is mended."""
    if fault.check is not None:
        return f"#id_checks-{fault.check}-left"
    for axis, key in (("rows", fault.row), ("columns", fault.column)):
        keys = layout.axes.rows if axis == "rows" else layout.axes.columns
        if key in keys:
            return f"#id_{axis}-{keys.index(key)}-title"
    return "#id_name"


def _choices(shown: Shown) -> dict[str, Any]:
    names = shown.names
    return {
        "indicators": sorted(names.name_of(code) for code in names.indicators),
        "parts": list(names.parts.values()),
        "ways": [(way, dimension_name(way)) for way in queries.codes_on(shown.on)],
        "kinds": [
            ("figure", _("Chỉ tiêu của sổ")),
            ("formula", _("Công thức")),
            ("typed", _("Nhập tay")),
            ("blank", _("Để trống")),
        ],
        "times": [("", _("như chỉ tiêu")), *TIMES.items()],
        "periods": list(PERIODS.items()),
        "indents": range(MOST_INDENT + 1),
        "signs": SIGNS,
    }


def _preview(request: ActorRequest, shown: Shown) -> dict[str, Any]:
    """Return the form filled with real figures of the organisation that is chosen."""
    chosen = chosen_org(request, str(request.POST.get("to_chuc", "")), on=shown.on)
    org = chosen.org or (None if chosen.asked else reports.first_org(**on_day(request)))
    found: dict[str, Any] = {"chosen": chosen, "org": org, "preview_on": format_day(shown.on)}
    if org is not None and shown.layout.rows and shown.layout.columns:
        found["grid"] = _filled(request, shown, org, shown.on)
    return found


def _filled(request: ActorRequest, shown: Shown, org: OrgName, on: date) -> Any:
    asked = reports.ask(actor=request.actor, org=org.id, on=on)
    filled = queries.filled(shown.layout, asked)
    return grid_of(filled, lambda _key: "", shown.faults)


def _is_published(request: ActorRequest, layout: Layout) -> bool:
    try:
        queries.layout_of(layout.code, on=request.as_of.today)
    except queries.UnknownLayoutError:
        return False
    return True


def _standing(request: ActorRequest, code: str) -> Layout:
    """Return a form as it is in force today, else its draft, else 404."""
    try:
        return queries.layout_of(code, on=request.as_of.today)
    except queries.UnknownLayoutError as error:
        draft = queries.draft_of(actor=request.actor, code=code)
        if draft is None:
            raise Http404(_("Không có biểu nào như vậy.")) from error
        return draft


def _code(name: str) -> str:
    """Return a code that no form has, made of the letters of a name."""
    letters = "_".join(words(name))
    plain = "".join(each for each in letters if each.isascii() and (each.isalnum() or each == "_"))
    base = plain.strip("_")[:CODE_LENGTH]
    if len(base) < SHORTEST or not base[0].isalpha():
        base = f"bieu_{base}".rstrip("_")[:CODE_LENGTH]
    taken = queries.codes_of_forms()
    tried = (f"{base}_{number}" if number else base for number in range(len(taken) + 2))
    return next(code for code in tried if code not in taken and code != NEW)
