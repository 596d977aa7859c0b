"""List the lists that were brought, bring another, and say what its columns are."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.base.lists import CODINGS
from dangbo.intake.commands import check_soon, map_columns, open_intake
from dangbo.intake.enums import Stage
from dangbo.intake.forms.opening import LARGEST, brought_in, columns_in, day_in
from dangbo.intake.queries.looking import first_rows, intake_row, intakes, org_names
from dangbo.intake.tables.lists import list_columns
from dangbo.intake.tables.rows import field_options
from dangbo.intake.views.frame import frame, lead_on, refused
from dangbo.rules.verdicts import RuleError
from dangbo.ui.paging import page_of
from dangbo.ui.parts import Act, Crumb
from dangbo.ui.tables import table_of

NEW: Final = "intake/new.html"
COLUMNS: Final = "intake/columns.html"
LONGEST: Final = 200


def home(request: ActorRequest) -> HttpResponse:
    """List the lists, the last changed first."""
    stage = request.GET.get("tinh-trang", "")
    stage = stage if stage in Stage.values else ""
    text = request.GET.get("tim", "")[:LONGEST]
    page = page_of(intakes(actor=request.actor, stage=stage, text=text), request)
    context = {
        "page": page,
        "table": table_of(request, list_columns(), page, caption=_("Danh sách đã nạp")),
        "stage": stage,
        "stages": Stage.choices,
        "text": text,
        "acts": [start_act()] if request.as_of.is_today else [],
    }
    return render(request, "intake/home.html", context)


def start_act() -> Act:
    """Return the act that brings a list."""
    return Act(_("Nạp danh sách"), reverse("intake:new"), "file-up", main=True)


def new(request: ActorRequest) -> HttpResponse:
    """Ask for a file; on a post read it and go on to its columns or, if all are known, its rows."""
    context: dict[str, Any] = {
        "title": _("Nạp danh sách đảng viên"),
        "crumbs": [Crumb(_("Nhập danh sách"), reverse("intake:home")), Crumb(_("Nạp danh sách"))],
        "most": LARGEST >> 20,
        "codings": CODINGS,
        "today": format_day(request.as_of.today),
        "typed": request.POST,
        "writable": request.as_of.is_today,
    }
    if request.method != "POST":
        return render(request, NEW, context)
    try:
        brought = brought_in(request.POST, request.FILES, today=request.as_of.today)
        intake = open_intake(
            actor=request.actor,
            content=brought.content,
            name=brought.name,
            on=brought.on,
            tab=brought.tab,
            coding=brought.coding,
        )
    except RuleError as error:
        return refused(request, NEW, context, error.verdict)
    return lead_on(request, reverse("intake:columns", args=[intake.pk]))


def columns(request: ActorRequest, pk: int) -> HttpResponse:
    """Show what each column is taken for; on a post keep the answer and check the rows."""
    intake = intake_row(request.actor, pk)
    chosen = {at: field for field, at in intake.columns.items()}
    samples = first_rows(intake)
    org = intake.defaults.get("org", "")
    names = org_names(actor=request.actor, uids=[org], on=intake.on)
    context = {
        **frame(request, intake, "intake:columns"),
        "columns": [
            (at, head, chosen.get(at, ""), [row.cells[at] for row in samples if row.cells[at]])
            for at, head in enumerate(intake.headings)
        ],
        "fields": field_options(),
        "org": request.POST.get("to-chuc", names.get(org, "")),
        "standing": intake.defaults.get("standing", ""),
        "on": format_day(intake.on),
    }
    if request.method != "POST":
        return render(request, COLUMNS, context)
    try:
        map_columns(
            actor=request.actor,
            intake=pk,
            columns=columns_in(request.POST),
            on=day_in(request.POST, today=request.as_of.today),
            org=request.POST.get("to-chuc", "")[:LONGEST],
            standing=request.POST.get("tu-cach", ""),
        )
        check_soon(actor=request.actor, intake=pk)
    except RuleError as error:
        return refused(request, COLUMNS, context, error.verdict)
    return lead_on(request, reverse("intake:rows", args=[pk]))
