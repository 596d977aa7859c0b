"""Sign drafts: a last look, then all of them in one transaction or none."""

from collections.abc import Sequence
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.commands import Changed, sign_drafts
from dangbo.desk.enums import State
from dangbo.desk.forms.signing import Seen, seen_in, whole_number
from dangbo.desk.queries.opening import Draft, is_writable, open_draft
from dangbo.desk.tables.heads import head_facts
from dangbo.desk.tables.verdicts import Told, orgs_spoken_of, told_verdict
from dangbo.desk.views.frame import step_context, title_of
from dangbo.desk.views.looking import (
    Look,
    changed_parts,
    is_long,
    look_at,
    look_of,
    seen_parts,
    signing_parts,
)
from dangbo.orgs.queries import names_on
from dangbo.rules.verdicts import RuleError, Verdict
from dangbo.ui.parts import Crumb

CHANGED: Final = 409
REFUSED: Final = 422
MOST: Final = 50
DONE: Final = frozenset({State.SIGNED, State.SCHEDULED})


def sign(request: ActorRequest, pk: int) -> HttpResponse:
    """Show the last look at a draft; on a post, sign it and go to what was done."""
    draft = open_draft(actor=request.actor, draft=pk)
    if draft.state != State.OPEN:
        return redirect("desk:result", pk)
    facts = head_facts(actor=request.actor, head=draft.content["head"])
    context = {**step_context(request, draft, "desk:sign"), "facts": facts}
    return _answer(request, [draft], context, "desk/sign.html")


def sign_together(request: ActorRequest) -> HttpResponse:
    """Show several drafts in their order with one last look; on a post, sign them all."""
    drafts = _asked(request)
    if not drafts:
        raise Http404
    if all(draft.state in DONE for draft in drafts):
        return redirect("desk:result", drafts[-1].pk)
    context = {
        "title": _("Ký nhiều quyết định cùng lúc"),
        "crumbs": [Crumb(_("Sắp xếp tổ chức"), reverse("desk:home")), Crumb(_("Ký cùng lúc"))],
        "ordered": _ordered(request, drafts),
        "writable": request.as_of.is_today
        and all(is_writable(actor=request.actor, draft=draft) for draft in drafts),
    }
    return _answer(request, drafts, context, "desk/sign_together.html")


def _asked(request: ActorRequest) -> list[Draft]:
    asked = [*request.GET.getlist("draft"), *request.POST.getlist("draft")]
    numbers = dict.fromkeys(filter(None, map(whole_number, asked)))
    return [open_draft(actor=request.actor, draft=pk) for pk in list(numbers)[:MOST]]


def _ordered(request: ActorRequest, drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    """Return drafts with the addresses of the same page with one of them moved up or down."""
    numbers = [draft.pk for draft in drafts]
    return [
        {
            "draft": draft,
            "title": title_of(draft),
            "facts": head_facts(actor=request.actor, head=draft.content["head"]),
            "up": _with(numbers, at, at - 1) if at else "",
            "down": _with(numbers, at, at + 1) if at + 1 < len(numbers) else "",
            "without": _query([each for each in numbers if each != draft.pk]),
        }
        for at, draft in enumerate(drafts)
    ]


def _with(numbers: Sequence[int], one: int, other: int) -> str:
    order = list(numbers)
    order[one], order[other] = order[other], order[one]
    return _query(order)


def _query(numbers: Sequence[int]) -> str:
    return "?" + "&".join(f"draft={number}" for number in numbers)


def _answer(
    request: ActorRequest, drafts: Sequence[Draft], context: dict[str, Any], template: str
) -> HttpResponse:
    if request.method != "POST":
        waiting = is_long(drafts) and request.GET.get("xem") != "ca-trang"
        if waiting:
            return render(request, template, {**context, "waiting": True})
        look = look_at(request, drafts)
        return render(request, template, {**context, **_parts(look)})
    seen = seen_in(request.POST)
    if not seen.acknowledged:
        told = {"unacknowledged": True, "ticked": seen.ticked}
        parts = _parts(look_at(request, drafts))
        return render(request, template, {**context, **parts, **told}, status=REFUSED)
    return _signed(request, drafts, seen, context, template)


def _signed(
    request: ActorRequest,
    drafts: Sequence[Draft],
    seen: Seen,
    context: dict[str, Any],
    template: str,
) -> HttpResponse:
    numbers = [draft.pk for draft in drafts]
    try:
        sign_drafts(
            actor=request.actor,
            drafts=numbers,
            seen=seen.digest,
            since=seen.since,
            today=request.as_of.today,
        )
    except Changed as changed:
        look = look_of(request, drafts, changed.foreseen)
        parts = changed_parts(request, look, since=seen.since, summary=seen.summary)
        found = {**_parts(look), **seen_parts(request, look), **parts, "changed": True}
        return render(request, template, {**context, **found}, status=CHANGED)
    except RuleError as error:
        if _done_already(request, numbers):
            return redirect("desk:result", numbers[-1])
        told = told_verdict(error.verdict, refused_names(request, error.verdict))
        found = {"told": Told(told, 0), "allows": False}
        return render(request, template, {**context, **found}, status=REFUSED)
    return redirect(f"{reverse('desk:result', args=[numbers[-1]])}{_query(numbers[:-1])}")


def refused_names(request: ActorRequest, verdict: Verdict) -> dict[int, str]:
    """Return what organisations are called of which other areas speak when they refuse an act."""
    orgs = orgs_spoken_of(verdict)
    named = names_on(actor=request.actor, orgs=orgs, on=request.as_of.today)
    return {org: each.name for org, each in named.items()}


def _done_already(request: ActorRequest, numbers: Sequence[int]) -> bool:
    """Say whether drafts have been signed since the page was asked for: by a second click."""
    now = [open_draft(actor=request.actor, draft=pk) for pk in numbers]
    return all(draft.state in DONE for draft in now)


def _parts(look: Look) -> dict[str, Any]:
    found = {"told": look.told(), "allows": look.allows}
    return {**found, **signing_parts(look)} if look.allows else found
