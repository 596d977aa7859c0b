"""Do to what was typed what a button of the page asks: add a row, take one out, fill the rest."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.http import QueryDict

from dangbo.rules.draft_slots import SLOTS, Shape
from dangbo.rules.member_places import members_in

NEW_ROWS: Final[Mapping[Shape, dict[str, Any]]] = {
    Shape.RESULTS: {"new": True},
    Shape.NEWS: {},
    Shape.ROWS: {"part": "whole"},
}

Values = dict[str, Any]


def with_deed(post: QueryDict, change: Mapping[str, Any], *, under: list[str]) -> Values:
    """Return a change with what the pressed button asks done to it, if it asks for anything.

    `under` are the organisations that may go to the result which takes all the rest.
    """
    deed, _, rest = post.get("do", "").partition(":")
    field, _, at = rest.partition(":")
    shapes = {slot.name: slot.shape for slot in SLOTS[change["change"]]}
    done: dict[str, Callable[[], Any]] = {
        "add": lambda: _added(change, field, shapes[field]),
        "remove": lambda: _removed(change, field, at),
        "clear": list,
        "unlist": lambda: {**members_in(change), "listed": {}},
        "to": lambda: _sent(change, post.get(f"{field}.to", "")),
        "rest": lambda: _filled(change, field, post.get(f"{field}.rest", ""), under),
    }
    if deed not in done or field not in shapes:
        return dict(change)
    return {**change, field: done[deed]()}


def without_theirs(post: QueryDict, values: Values, stored: Mapping[str, Any]) -> Values:
    """Leave out the fields for which the version of somebody else is to be kept."""
    theirs = {
        name.removeprefix("keep.")
        for name in post
        if name.startswith("keep.") and post[name] == "theirs"
    }
    kept = {name: value for name, value in values.items() if name not in theirs}
    if "typed" in values:
        before = stored.get("typed") or {}
        mine = {name: text for name, text in values["typed"].items() if name not in theirs}
        kept["typed"] = {**mine, **{name: before[name] for name in theirs if name in before}}
    return kept


def _added(change: Mapping[str, Any], field: str, shape: Shape) -> list[Any]:
    return [*(change.get(field) or ()), dict(NEW_ROWS.get(shape, {}))]


def _removed(change: Mapping[str, Any], field: str, at: str) -> list[Any]:
    every = list(change.get(field) or ())
    if every and isinstance(every[0], str):
        return [each for each in every if each != at]
    return [each for place, each in enumerate(every) if str(place) != at]


def _sent(change: Mapping[str, Any], to: str) -> Values:
    """Have all members who are not listed go to one organisation."""
    kept = {name: value for name, value in members_in(change).items() if name != "typed"}
    return {**kept, "rest": to}


def _filled(change: Mapping[str, Any], field: str, result: str, under: list[str]) -> Values:
    places = dict(change.get(field) or {})
    return {**places, **{key: result for key in under if not places.get(key)}}
