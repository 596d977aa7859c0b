"""Turn the rows of a table into changes: rows that belong together become one, each keeps its row.

A row holds organisations by key and kinds by code; new organisations have their keys already.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from dangbo.rules.verdicts import Finding, finding

# What a row of each change is filled with; those marked have to be there.
_NEW: Final = {
    "name": True,
    "kind": True,
    "superior": False,
    "short_name": False,
    "code": False,
    "sector": False,
    "key": False,
}
COLUMNS: Final[Mapping[str, Mapping[str, bool]]] = {
    "found": _NEW,
    "import": _NEW,
    "rename": {"org": True, "name": True, "short_name": False},
    "retype": {"org": True, "kind": True, "name": False, "short_name": False},
    "recode": {"org": True, "code": True},
    "move": {"org": True, "superior": True},
    "dissolve": {"org": True, "result": False, "members": False},
    "absorb": {"source": True, "result": True},
    "merge": {
        "source": True,
        "result": True,
        "kind": False,
        "superior": False,
        "short_name": False,
        "code": False,
        "sector": False,
    },
    "regroup": {
        "source": True,
        "result": False,
        "part": False,
        "name": False,
        "kind": False,
        "superior": False,
        "short_name": False,
        "code": False,
        "sector": False,
    },
}
# How the row begins that a template gives as an example: it is never taken for a change.
EXAMPLE: Final = "Ví dụ:"
BEGINNING: Final = frozenset({"found", "import"})
GROUPED: Final = frozenset({"absorb", "merge", "regroup"})
ENTRY: Final = ("name", "short_name", "kind", "superior", "code", "sector")
# Of rows that describe one new organisation, what may not differ.
SHARED: Final = ("name", "short_name", "kind", "superior", "code", "sector")
WHOLE: Final = "whole"


@dataclass(frozen=True)
class FilledRow:
    """A row of a table: its number as the reader sees it, and what its cells mean.

    `key` is that of the new organisation which the row describes. One that is not ready still
    keeps those that belong to it from going on without it; `same` says what is so already, so
    that it can only contradict others.
    """

    number: int
    values: Mapping[str, str]
    ready: bool = True
    same: bool = False

    def get(self, name: str) -> str:
        """Return what a cell means, or nothing."""
        return self.values.get(name, "")

    @property
    def subject(self) -> str:
        """Return whom the row is about."""
        return self.get("org") or self.get("source")


@dataclass
class Made:
    """The changes that rows make, which row went into which, and what keeps the others out."""

    changes: list[dict[str, Any]] = field(default_factory=list)
    of_row: dict[int, int] = field(default_factory=dict)
    doubles: dict[int, int] = field(default_factory=dict)
    against: dict[int, list[Finding]] = field(default_factory=dict)

    def refuse(self, number: int, found: Finding) -> None:
        """Keep a row out."""
        told = self.against.setdefault(number, [])
        if found not in told:
            told.append(found)


def changes_from(kind: str, rows: Sequence[FilledRow]) -> Made:
    """Return the changes of all rows that are ready and contradict no other.

    A row that is not ready keeps out those of its group, and those that stand under what it
    describes. A new organisation comes before those under it, in whatever order the rows are.
    """
    made = Made()
    kept = list(_undoubled(kind, rows, made))
    for group in _groups(kind, kept):
        _agree(kind, group, made)
    _wait(kind, kept, made)
    able = (row for row in kept if row.ready and not row.same)
    ready = [row for row in able if row.number not in made.against]
    for rows_of, change in _in_order(kind, _groups(kind, ready), made):
        for row in rows_of:
            made.of_row[row.number] = len(made.changes)
        made.changes.append(change)
    same = {row.number for row in rows if row.same}
    for double, first in made.doubles.items():
        if first in made.of_row:
            made.of_row[double] = made.of_row[first]
        elif double not in same or first in made.against:
            made.refuse(double, finding("GROUP_WAITS", row=first))
    return made


def _undoubled(kind: str, rows: Iterable[FilledRow], made: Made) -> Iterator[FilledRow]:
    """Yield the rows but for those that say what an earlier one says, and mark contradictions."""
    said: dict[tuple[str, ...], list[FilledRow]] = defaultdict(list)
    for row in rows:
        about = _about(kind, row)
        if about is None:
            yield row
            continue
        same = next((each for each in said[about] if _says(each) == _says(row)), None)
        if same is not None and row.ready:
            made.doubles[row.number] = same.number
            continue
        said[about].append(row)
        yield row
    for alike in said.values():
        if len(alike) > 1:
            for row in alike:
                others = ", ".join(str(each.number) for each in alike if each is not row)
                made.refuse(row.number, finding("ROWS_CONTRADICT", rows=others))


def _about(kind: str, row: FilledRow) -> tuple[str, ...] | None:
    """Return what only one row may speak of, or nothing where the row speaks of nobody yet."""
    if kind in BEGINNING:
        told = (row.get("name").casefold(), row.get("superior"))
        return told if told[0] else None
    if not row.subject:
        return None
    return (row.subject, row.get("result")) if kind == "regroup" else (row.subject,)


def _says(row: FilledRow) -> dict[str, str]:
    return {name: value for name, value in row.values.items() if value and name != "key"}


def _groups(kind: str, rows: Iterable[FilledRow]) -> list[list[FilledRow]]:
    """Return the rows that make one change each, in the order of their first rows."""
    if kind == "regroup":
        return _connected(list(rows))
    groups: dict[tuple[str, str], list[FilledRow]] = {}
    for row in rows:
        shared = row.get("superior") if kind == "move" else row.get("key") or row.get("result")
        name = shared if kind in GROUPED or kind == "move" else ""
        groups.setdefault((name, "" if name else str(row.number)), []).append(row)
    return list(groups.values())


def _connected(rows: Sequence[FilledRow]) -> list[list[FilledRow]]:
    """Return the rows that share a source or a result with each other, however far round."""
    above: dict[tuple[str, str], tuple[str, str]] = {}

    def top(node: tuple[str, str]) -> tuple[str, str]:
        while above.setdefault(node, node) != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    def nodes(row: FilledRow) -> list[tuple[str, str]]:
        named = {row.get("source"), row.get("result")} - {""}
        return [("org", key) for key in sorted(named)] or [("row", str(row.number))]

    for row in rows:
        first, *others = nodes(row)
        for other in others:
            above[top(other)] = top(first)
    groups: dict[tuple[str, str], list[FilledRow]] = {}
    for row in rows:
        groups.setdefault(top(nodes(row)[0]), []).append(row)
    return list(groups.values())


def _agree(kind: str, group: Sequence[FilledRow], made: Made) -> None:
    """Refuse rows that describe one new organisation differently, or not enough."""
    for alike in _described(group).values() if kind in GROUPED else ():
        for name in SHARED:
            _agree_on(name, alike, made)
        if not any(row.get("kind") for row in alike):
            made.refuse(alike[0].number, finding("FIELD_MISSING", field="kind"))
    if kind == "merge" and len(group) == 1 and group[0].get("key"):
        made.refuse(group[0].number, finding("MERGE_OF_ONE_ROW"))


def _agree_on(name: str, alike: Sequence[FilledRow], made: Made) -> None:
    told: dict[str, int] = {}
    for row in alike:
        if row.get(name):
            told.setdefault(row.get(name), row.number)
    if len(told) > 1:
        rows = ", ".join(map(str, told.values()))
        for row in alike:
            made.refuse(row.number, finding("RESULT_TWICE", rows=rows, field=name))


def _described(group: Iterable[FilledRow]) -> dict[str, list[FilledRow]]:
    """Return the rows that describe each new organisation, by its key."""
    found: dict[str, list[FilledRow]] = defaultdict(list)
    for row in group:
        if row.get("key"):
            found[row.get("key")].append(row)
    return found


def _wait(kind: str, rows: Sequence[FilledRow], made: Made) -> None:
    """Keep out those whose group, or whose new superior, is not ready, until nobody is left."""
    groups = _groups(kind, rows) if kind in GROUPED else []
    begun = {row.get("key"): row for row in rows if row.get("key")}
    out = {row.number for row in rows if not row.ready or row.number in made.against}
    grown = True
    while grown:
        before = len(out)
        for group in groups:
            first = next((row.number for row in group if row.number in out), None)
            for row in group if first is not None else ():
                if row.number not in out:
                    made.refuse(row.number, finding("GROUP_WAITS", row=first))
                    out.add(row.number)
        for row in rows:
            superior = begun.get(row.get("superior"))
            if superior is not None and superior.number in out and row.number not in out:
                made.refuse(row.number, finding("SUPERIOR_WAITS", row=superior.number))
                out.add(row.number)
        grown = len(out) > before


def _in_order(
    kind: str, groups: Iterable[list[FilledRow]], made: Made
) -> Iterator[tuple[list[FilledRow], dict[str, Any]]]:
    """Yield each change with its rows, whoever begins before those that stand under it."""
    waiting = list(groups)
    begun = [{row.get("key") for row in group} - {""} for group in waiting]
    unborn = set().union(*begun)
    left = list(range(len(waiting)))
    while left:
        later = []
        for at in left:
            group, own = waiting[at], begun[at]
            under = {row.get("superior") for row in group} - own
            if not unborn.isdisjoint(under):
                later.append(at)
                continue
            unborn -= own
            yield group, _change(kind, group)
        if len(later) == len(left):
            numbers = [row.number for at in later for row in waiting[at]]
            for number in numbers:
                made.refuse(number, finding("SUPERIORS_IN_A_CIRCLE"))
            return
        left = later


def _change(kind: str, group: Sequence[FilledRow]) -> dict[str, Any]:
    first = group[0]
    if kind in BEGINNING:
        return {"change": kind, **_entry(group)}
    if kind == "move":
        return {
            "change": kind,
            "orgs": [row.get("org") for row in group],
            "superior": first.get("superior"),
        }
    if kind == "absorb":
        sources = [row.get("source") for row in group]
        return {"change": kind, "sources": sources, "result": first.get("result")}
    if kind == "merge":
        sources = [row.get("source") for row in group]
        return {"change": kind, "sources": sources, "result": _entry(group)}
    if kind == "regroup":
        return _regroup(group)
    told: dict[str, Any] = {name: first.get(name) for name in COLUMNS[kind] if first.get(name)}
    if kind == "dissolve" and "result" in told:
        told["below"] = told.pop("result")
    if "members" in told:
        told["members"] = {"rest": told["members"]}
    return {"change": kind, **told}


def _entry(rows: Sequence[FilledRow]) -> dict[str, Any]:
    """Return the new organisation that rows describe together."""
    entry: dict[str, Any] = {"org": next(row.get("key") for row in rows if row.get("key"))}
    for name in ENTRY:
        value = next((row.get(name) for row in rows if row.get(name)), "")
        if value:
            entry[name] = value
    return entry


def _regroup(group: Sequence[FilledRow]) -> dict[str, Any]:
    rows = [
        {
            "source": row.get("source"),
            "result": row.get("result"),
            "part": row.get("part") or WHOLE,
        }
        for row in group
    ]
    described = _described(group)
    change: dict[str, Any] = {"change": "regroup", "rows": rows}
    if described:
        change["results"] = [_entry(each) for each in described.values()]
    return change
