"""Find the fields of a drafted change that hold organisations, and put others into them.

What was typed and means nobody yet stays beside the field, under `typed`, until it is settled.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dangbo.rules.draft_slots import BEGINNING, ENTRY, SLOTS, Shape, begins

Drafted = Mapping[str, Any]

MANY: Final = frozenset({Shape.ORGS, Shape.ROWS, Shape.RESULTS})
WHOLE: Final = "whole"


@dataclass(frozen=True)
class OrgField:
    """A field that holds one organisation, or many; `part` says where it lies in the change.

    Parts: "result", "results.2", "rows.3"; of `below`, the organisation that gets a place.
    """

    name: str
    part: str
    shape: Shape

    @property
    def many(self) -> bool:
        """Say whether it holds more than one."""
        return self.shape in MANY


def org_field(change: Drafted, name: str, part: str = "") -> OrgField | None:
    """Return the field of this name, or nothing where the change has none that holds any."""
    shape = _place_shape(change, name, part) if part else _shape(SLOTS[change["change"]], name)
    if shape in {Shape.ORG, Shape.ORGS, Shape.EITHER, Shape.ROWS, Shape.RESULTS}:
        return OrgField(name, part, shape)
    return None


def _shape(slots: Iterable[Any], name: str) -> Shape | None:
    return next((slot.shape for slot in slots if slot.name == name), None)


def _place_shape(change: Drafted, name: str, part: str) -> Shape | None:
    slots = SLOTS[change["change"]]
    if name == "below":
        return Shape.ORG if _shape(slots, name) is Shape.PLACES else None
    outer = part.partition(".")[0]
    shape, inner = _shape(slots, outer), _inner(change, part)
    if inner is None or shape is None:
        return None
    if shape is Shape.MEMBERS:
        return Shape.ORG if name == "rest" else None
    if shape is Shape.ROWS:
        return Shape.ORG if name in {"source", "result"} else None
    if shape in {Shape.NEW, Shape.NEWS, Shape.EITHER, Shape.RESULTS}:
        new = begins(change["change"], inner)
        return _shape(ENTRY, name) if new else Shape.ORG if name == "org" else None
    return None


def _inner(change: Drafted, part: str) -> Drafted | None:
    """Return the mapping that a part leads to; one that is not filled in yet is empty."""
    outer, dot, number = part.partition(".")
    value = change.get(outer)
    if not dot:
        return value or {} if isinstance(value or {}, Mapping) else None
    if not isinstance(value, list) or not number.isdecimal() or int(number) >= len(value):
        return None
    found: Drafted = value[int(number)]
    return found


def chosen_in(change: Drafted, field: OrgField) -> list[str]:
    """Return the keys of the organisations that a field holds, in their order."""
    if field.name == "below" and field.part:
        return _one((change.get("below") or {}).get(field.part))
    value = _holder(change, field).get(field.name)
    if field.shape is Shape.ORGS:
        return list(value or ())
    if field.shape in LISTS:
        inner = LISTS[field.shape][0]
        told = [each for each in value or () if not each.get("new")]
        return list(dict.fromkeys(each[inner] for each in told if each.get(inner)))
    if field.shape is Shape.EITHER:
        entry = value or {}
        return [] if entry.get("new") else _one(entry.get("org"))
    return _one(value)


def typed_in(change: Drafted, field: OrgField) -> list[str]:
    """Return the lines typed for a field that mean nobody yet."""
    if field.name == "below" and field.part:
        return []
    holder = _holder(change, field)
    if field.shape in LISTS:
        inner = LISTS[field.shape][0]
        held = [each.get("typed", {}).get(inner) for each in holder.get(field.name) or ()]
        return [text for text in held if text]
    if field.shape is Shape.EITHER:
        entry = holder.get(field.name) or {}
        return _one(entry.get("typed", {}).get("org"))
    typed = (holder.get("typed") or {}).get(field.name)
    return _one(typed) if isinstance(typed, str) or typed is None else list(typed)


def _holder(change: Drafted, field: OrgField) -> Drafted:
    return _inner(change, field.part) or {} if field.part else change


def _one(value: Any) -> list[str]:
    return [str(value)] if value else []


def with_chosen(
    change: Drafted, field: OrgField, *, keys: Sequence[str], typed: Sequence[str]
) -> dict[str, Any]:
    """Return the fields of the change to write so that one of them holds just these."""
    if field.name == "below" and field.part:
        places = {**(change.get("below") or {}), field.part: keys[-1] if keys else ""}
        return {"below": places}
    if not field.part:
        return _filled(change, field, keys, typed)
    outer, dot, number = field.part.partition(".")
    inner = _holder(change, field)
    inner = {**inner, **_filled(inner, field, keys, typed)}
    if not dot:
        return {outer: inner}
    items = list(change[outer])
    items[int(number)] = inner
    return {outer: items}


def _filled(
    holder: Drafted, field: OrgField, keys: Sequence[str], typed: Sequence[str]
) -> dict[str, Any]:
    if field.shape in LISTS:
        return {field.name: _listed(holder.get(field.name) or (), field, keys, typed)}
    if field.shape is Shape.EITHER:
        return _either(holder.get(field.name) or {}, field, keys, typed)
    value: Any = list(keys) if field.many else (keys[-1] if keys else "")
    before = holder.get("typed") or {}
    others = {name: held for name, held in before.items() if name != field.name}
    if typed:
        others[field.name] = list(typed) if field.many else typed[-1]
    told = {field.name: value} if value or holder.get(field.name) else {}
    return {**told, "typed": others} if others != before else told


def _either(
    before: Drafted, field: OrgField, keys: Sequence[str], typed: Sequence[str]
) -> dict[str, Any]:
    """Keep what else was described, should it become a new organisation again."""
    if before.get("new") and not keys and not typed:
        return {}
    entry = {name: value for name, value in before.items() if name != "typed"}
    entry |= {"new": False, "org": keys[-1] if keys else ""}
    return {field.name: {**entry, "typed": {"org": typed[-1]}} if typed else entry}


def _listed(
    items: Iterable[Drafted], field: OrgField, keys: Sequence[str], typed: Sequence[str]
) -> list[Drafted]:
    """Keep the items of those still chosen and of everything new, and add one for each other."""
    inner, made = LISTS[field.shape]
    wanted, waiting = set(keys), list(typed)
    kept: list[Drafted] = []
    for item in items:
        text = item.get("typed", {}).get(inner)
        if text:
            if text in waiting:
                waiting.remove(text)
                kept.append(item)
        elif item.get("new") or not item.get(inner) or item[inner] in wanted:
            kept.append(item)
    have = {item.get(inner) for item in kept if not item.get("new")}
    fresh = [made({inner: key}) for key in keys if key not in have]
    return [*kept, *fresh, *(made({"typed": {inner: text}}) for text in waiting)]


def _row(item: dict[str, Any]) -> dict[str, Any]:
    return {**item, "result": "", "part": WHOLE}


# Which field of an item names the organisation, and what a fresh item holds besides.
LISTS: Final[Mapping[Shape, tuple[str, Callable[[dict[str, Any]], dict[str, Any]]]]] = {
    Shape.ROWS: ("source", _row),
    Shape.RESULTS: ("org", lambda item: item),
}


def own_key(change: Drafted, field: OrgField) -> str:
    """Return the new organisation that a field describes, which it cannot name itself."""
    if field.part and field.name != "below":
        return str(_holder(change, field).get("org") or "") if field.name != "org" else ""
    return str(change.get("org") or "") if change["change"] in BEGINNING else ""
