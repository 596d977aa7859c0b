"""Read a drafted decision: what is still missing, and what it would say to the register."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from dangbo.rules.draft_slots import (
    BEGINNING,
    EMPTY,
    ENTRY,
    SLOTS,
    Shape,
    Slot,
    entries_of,
)
from dangbo.rules.org_keys import new_key
from dangbo.rules.verdicts import Finding, finding

LENGTHS: Final = {
    "name": 300,
    "short_name": 100,
    "code": 40,
    "sector": 100,
    "what": 300,
    "text": 500,
}
LONGEST: Final = 500
PARTS: Final = ("whole", "part")

Drafted = Mapping[str, Any]


def faults(changes: Sequence[Drafted]) -> Iterator[Finding]:
    """Yield what keeps drafted changes from being asked of the register, each with its place."""
    if not changes:
        yield finding("NO_CHANGES")
    for place, change in enumerate(changes):
        where = f"changes[{place}]"
        for name, text in _typed(change):
            yield finding("UNRESOLVED", f"{where}.{name}", field=name, text=text)
        for slot in SLOTS[change["change"]]:
            yield from _slot_faults(slot, change, where)
    yield from _keys_twice(changes)


def _typed(change: Drafted) -> Iterator[tuple[str, str]]:
    """Yield what was typed for an organisation and found none, or more than one."""
    for name, typed in change.get("typed", {}).items():
        for text in [typed] if isinstance(typed, str) else typed:
            yield name, text


def _slot_faults(slot: Slot, entry: Drafted, where: str) -> Iterator[Finding]:
    value, place = entry.get(slot.name), f"{where}.{slot.name}"
    if value in EMPTY:
        if slot.required and slot.name not in entry.get("typed", {}):
            yield finding("FIELD_MISSING", place, field=slot.name)
    elif slot.shape in JUDGES:
        yield from JUDGES[slot.shape](value, place)
    elif slot.shape is Shape.TEXT and len(str(value)) > LENGTHS.get(slot.name, LONGEST):
        yield finding("TOO_LONG", place, field=slot.name, longest=LENGTHS.get(slot.name, LONGEST))
    elif slot.shape is Shape.COUNT and not str(value).isdecimal():
        yield finding("NOT_A_COUNT", place, field=slot.name, text=str(value))


def _entry_faults(entry: Drafted, where: str) -> Iterator[Finding]:
    for name, text in _typed(entry):
        yield finding("UNRESOLVED", f"{where}.{name}", field=name, text=text)
    for slot in ENTRY:
        yield from _slot_faults(slot, entry, where)


def _either_faults(entry: Drafted, where: str) -> Iterator[Finding]:
    if entry.get("new"):
        yield from _entry_faults(entry, where)
        return
    for name, text in _typed(entry):
        yield finding("UNRESOLVED", f"{where}.{name}", field=name, text=text)
    if not entry.get("org") and not entry.get("typed"):
        yield finding("FIELD_MISSING", f"{where}.org", field="org")


def _row_faults(rows: Iterable[Drafted], where: str) -> Iterator[Finding]:
    for at, row in enumerate(rows):
        place = f"{where}[{at}]"
        for name, text in _typed(row):
            yield finding("UNRESOLVED", f"{place}.{name}", field=name, text=text)
        if not row.get("source") and "source" not in row.get("typed", {}):
            yield finding("FIELD_MISSING", f"{place}.source", field="source")
        if row.get("part") not in PARTS:
            yield finding("FIELD_MISSING", f"{place}.part", field="part")


def _results_faults(entries: Iterable[Drafted], where: str) -> Iterator[Finding]:
    for at, entry in enumerate(entries):
        yield from _either_faults(entry, f"{where}[{at}]")


def _news_faults(entries: Iterable[Drafted], where: str) -> Iterator[Finding]:
    for at, entry in enumerate(entries):
        yield from _entry_faults(entry, f"{where}[{at}]")


def _members_faults(members: Drafted, where: str) -> Iterator[Finding]:
    for name, text in _typed(members):
        yield finding("UNRESOLVED", f"{where}.{name}", field=name, text=text)


JUDGES: Final[Mapping[Shape, Callable[[Any, str], Iterator[Finding]]]] = {
    Shape.NEW: _entry_faults,
    Shape.EITHER: _either_faults,
    Shape.RESULTS: _results_faults,
    Shape.NEWS: _news_faults,
    Shape.ROWS: _row_faults,
    Shape.MEMBERS: _members_faults,
}


def _keys_twice(changes: Iterable[Drafted]) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, change in enumerate(changes):
        for where, entry in entries_of(change):
            key = entry.get("org") or ""
            if key and key in seen:
                inner = f".{where}" if where else ""
                yield finding("KEY_TWICE", f"changes[{place}]{inner}", key=key)
            seen.add(key)


def stated(change: Drafted) -> dict[str, Any]:
    """Return a change without what is empty and what only the draft needs, in the shape of files.

    Source: the shape of a change is that of `docs/maintainers/time-model.md`.
    """
    kind = change["change"]
    if kind in BEGINNING:
        return {"change": kind, **_stated_entry(change)}
    found: dict[str, Any] = {"change": kind}
    for slot in SLOTS[kind]:
        value = change.get(slot.name)
        told = None if value in EMPTY else _stated_value(slot, value)
        if told is not None:
            found[slot.name] = told
    return found


def _stated_value(slot: Slot, value: Any) -> Any:
    return WRITERS[slot.shape](value) if slot.shape in WRITERS else value


def _stated_either(entry: Drafted) -> Any:
    return _stated_entry(entry) if entry.get("new") else entry["org"]


def _stated_result(entry: Drafted) -> dict[str, Any]:
    return _stated_entry(entry) if entry.get("new") else {"org": entry["org"]}


def _stated_row(row: Drafted) -> dict[str, Any]:
    return {"source": row["source"], "result": row.get("result") or None, "part": row["part"]}


def _stated_members(members: Drafted) -> dict[str, Any] | None:
    """Return where members go; persons without a place are left to the rest."""
    listed = {person: org for person, org in (members.get("listed") or {}).items() if org}
    told = {"listed": listed, "rest": members.get("rest")}
    return {name: value for name, value in told.items() if value} or None


def _stated_entry(entry: Drafted) -> dict[str, Any]:
    found = {slot.name: entry.get(slot.name) for slot in ENTRY}
    told = {name: value for name, value in found.items() if value not in EMPTY}
    return {"org": entry["org"], **told, "superior": entry.get("superior") or None}


WRITERS: Final[Mapping[Shape, Callable[[Any], Any]]] = {
    Shape.NEW: _stated_entry,
    Shape.EITHER: _stated_either,
    Shape.RESULTS: lambda entries: [_stated_result(each) for each in entries],
    Shape.NEWS: lambda entries: [_stated_entry(each) for each in entries],
    Shape.ROWS: lambda rows: [_stated_row(each) for each in rows],
    Shape.PLACES: lambda places: {child: result for child, result in places.items() if result},
    Shape.MEMBERS: _stated_members,
    Shape.COUNT: int,
}


def ended_by(changes: Iterable[Drafted]) -> set[str]:
    """Return the keys of the organisations that drafted changes end, as far as they are filled."""
    found: set[str] = set()
    for change in changes:
        kind = change["change"]
        if kind == "dissolve":
            found.add(change.get("org") or "")
        elif kind in {"merge", "absorb"}:
            found.update(change.get("sources") or ())
        elif kind == "split":
            results = {entry.get("org") for entry in change.get("results") or ()}
            found |= {change.get("source") or ""} - results
        elif kind == "regroup":
            rows = change.get("rows") or ()
            going_on = {row.get("source") for row in rows if row.get("source") == row.get("result")}
            found |= {row.get("source") or "" for row in rows} - going_on
    return found - {""}


def with_keys(changes: Iterable[Drafted], *, taken: Collection[str]) -> list[dict[str, Any]]:
    """Give a key to each new organisation that has a name and none yet; the others keep theirs."""
    used = set(taken)
    copies = [_copied(change) for change in changes]
    for change in copies:
        used.update(str(entry.get("org") or "") for _, entry in entries_of(change))
    for change in copies:
        for _, entry in entries_of(change):
            if entry.get("name") and not entry.get("org"):
                key = new_key(str(entry["name"]), taken=used)
                used.add(key)
                entry["org"] = key  # type: ignore[index]
    return copies


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _copied(each) for name, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value
