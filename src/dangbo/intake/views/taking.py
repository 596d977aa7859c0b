"""Confirm that a checked list is taken in; undo it afterwards."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.numbers import format_number
from dangbo.desk.views.asking import whole
from dangbo.intake.commands import take_intake, undo_intake
from dangbo.intake.enums import Stage
from dangbo.intake.phrases import STATES
from dangbo.intake.queries.looking import intake_row
from dangbo.intake.views.frame import frame, lead_on, refused
from dangbo.rules.row_states import STATES as ALL
from dangbo.rules.verdicts import RuleError, Verdict, finding

PAGE: Final = "intake/take.html"
LONGEST: Final = 500


def take(request: ActorRequest, pk: int) -> HttpResponse:
    """Show what will be taken in and what not; on a post take it, all or nothing."""
    intake = intake_row(request.actor, pk)
    counts = intake.counts
    ready = counts.get("new", 0) + counts.get("changed", 0)
    context = {
        **frame(request, intake, "intake:take"),
        "ready": ready,
        "checked": intake.stage == Stage.CHECKED,
        "counted": [(STATES[state][0], counts[state]) for state in ALL if counts.get(state)],
        "identity": counts.get("codes", {}).get("IDENTITY_CHANGES", 0),
        "left": sum(counts.get(state, 0) for state in ("wrong", "doubtful")),
        "paper": request.POST.get("van-ban", "")[:LONGEST],
    }
    if request.method != "POST":
        return render(request, PAGE, context)
    try:
        take_intake(
            actor=request.actor,
            intake=pk,
            paper=request.POST.get("van-ban", "")[:LONGEST],
            reason=request.POST.get("ly-do", "")[:LONGEST],
            expected=whole(request.POST.get("so-dong", "")),
        )
    except RuleError as error:
        return refused(request, PAGE, context, error.verdict)
    except LookupError as error:
        return refused(request, PAGE, context, Verdict((finding("PAPER_UNKNOWN", why=str(error)),)))
    told = _("Đã nhập %(count)s dòng vào sổ.") % {"count": format_number(ready)}
    messages.success(request, told)
    return lead_on(request, reverse("intake:rows", args=[pk]))


@require_POST
def undo(request: ActorRequest, pk: int) -> HttpResponse:
    """Take back what a list brought, with a reason."""
    intake = intake_row(request.actor, pk)
    try:
        undo_intake(actor=request.actor, intake=pk, reason=request.POST.get("ly-do", "")[:LONGEST])
    except RuleError as error:
        context = frame(request, intake, "intake:rows")
        return refused(request, "intake/undo.html", context, error.verdict)
    messages.success(request, _("Đã hoàn tác: sổ trở lại như trước khi nhập danh sách này."))
    return lead_on(request, reverse("intake:rows", args=[pk]))
