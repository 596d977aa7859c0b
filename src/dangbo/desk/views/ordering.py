"""Put the changes of a draft into the order in which they are applied."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render

from dangbo.accounts.middleware import ActorRequest
from dangbo.desk.commands import order_changes
from dangbo.desk.queries.opening import Draft, open_draft
from dangbo.desk.tables.lists import ChangeRows, Narrowed
from dangbo.desk.views.asking import day_of, lead_on, refused, wants_only_saving, whole
from dangbo.desk.views.frame import step_context
from dangbo.rules.verdicts import RuleError
from dangbo.ui.paging import page_of

PAGE: Final = "desk/order.html"
PER_PAGE: Final = 100


def order(request: ActorRequest, draft: int) -> HttpResponse:
    """Show the changes in their order; on a post move one, or take over an order."""
    row = open_draft(actor=request.actor, draft=draft)
    if request.method != "POST":
        return render(request, PAGE, _context(request, row))
    ids = [each["id"] for each in row.content["changes"]]
    asked = _reordered(ids, request.POST)
    try:
        row = order_changes(actor=request.actor, draft=row.pk, order=asked)
    except RuleError as error:
        return refused(request, PAGE, _context(request, row), error.verdict)
    if wants_only_saving(request):
        return render(request, PAGE, _context(request, row))
    moved = request.POST.get("do", "").partition(":")[2]
    return lead_on(request, request.get_full_path() + (f"#thay-doi-{moved}" if moved else ""))


def _reordered(ids: list[int], post: Mapping[str, Any]) -> list[int]:
    """Return the order that a button, a place typed in, or a whole order asks for."""
    if "order" in post:
        asked = [whole(each) for each in str(post["order"]).split(",")]
        return _in_their_places(ids, [each for each in asked if each in set(ids)])
    deed, _sign, rest = str(post.get("do", "")).partition(":")
    change = whole(rest)
    if change not in ids:
        return ids
    at, last = ids.index(change), len(ids) - 1
    wished = (whole(post.get(f"to.{change}", "")) or at + 1) - 1
    places = {"top": 0, "up": at - 1, "down": at + 1, "bottom": last, "to": wished}
    ids.insert(min(max(places.get(deed, at), 0), last), ids.pop(at))
    return ids


def _in_their_places(ids: list[int], asked: list[int]) -> list[int]:
    """Put some changes into an order within the places they have, so that the rest stays."""
    moved = iter(dict.fromkeys(asked))
    among = set(asked)
    return [next(moved) if each in among else each for each in ids]


def _context(request: ActorRequest, row: Draft) -> dict[str, Any]:
    rows = ChangeRows(
        actor=request.actor, content=row.content, on=day_of(request, row), narrowed=Narrowed()
    )
    return {
        **step_context(request, row, "desk:order"),
        "page": page_of(rows, request, PER_PAGE),  # type: ignore[arg-type]
        "total": len(rows),
    }
