"""Check a draft: everything against it at once, and all that would come of it."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.commands.checking import note_checked
from dangbo.desk.queries.opening import Draft, open_draft
from dangbo.desk.views.frame import step_context
from dangbo.desk.views.looking import is_long, look_at, seen_parts, since_parts

# The answer that a page waiting for a long look asks for, and the same as a whole page.
PART: Final = "ket-qua"
WHOLE: Final = "ca-trang"


def check(request: ActorRequest, pk: int) -> HttpResponse:
    """Show what signing a draft would do; a long look is told of first, then fetched."""
    draft = open_draft(actor=request.actor, draft=pk)
    asked = request.GET.get("xem", "")
    if is_long([draft]) and asked not in {PART, WHOLE}:
        context = step_context(request, draft, "desk:check")
        return render(request, "desk/check.html", {**context, "waiting": True})
    parts = _parts(request, draft)
    context = {**step_context(request, draft, "desk:check"), **parts}
    fetched = asked == PART and request.headers.get("HX-Request")
    return render(request, "desk/_check.html" if fetched else "desk/check.html", context)


def _parts(request: ActorRequest, draft: Draft) -> dict[str, Any]:
    look = look_at(request, [draft])
    since = draft.checked
    found = {
        "told": look.told(),
        "allows": look.allows,
        "effect_day": look.on,
        "later": look.later,
        **seen_parts(request, look),
        **(since_parts(request, look, since) if since else {}),
    }
    at = look.foreseen.since
    note_checked(actor=request.actor, draft=draft.pk, since=at, holds=look.allows)
    return found
