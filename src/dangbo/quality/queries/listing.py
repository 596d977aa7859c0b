"""List the members of whom a check says something, a page at a time, with what it says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, overload

from dangbo.accounts.access import Actor
from dangbo.audit.access import acts_by_seq
from dangbo.base.spans import valid_on
from dangbo.members.access import chunks, readable_attributes
from dangbo.members.queries import MemberRow
from dangbo.members.queries.grouping import holds
from dangbo.members.queries.rows import rows_of
from dangbo.members.queries.scopes import Scope
from dangbo.quality.queries.flags import either_of, flags_by_term, flags_of
from dangbo.quality.queries.rows import NUMBERS, Layout, groups_in
from dangbo.rules.record_quality import CHECKS, Record, judge_record, term_of
from dangbo.rules.verdicts import Finding

STATED: Final = ("sex", "ethnicity", "religion", "home_town")
COLUMNS: Final = (
    *("m.person_id", "i.name", "s.standing", "i.birth", "s.admitted", "s.counted_from"),
    *("c.probation_from", "c.official_from", "x.start", "m.ended", "k.day"),
)


@dataclass(frozen=True)
class FoundRow:
    """A member, and what is to be said of the record; of the check that was asked for only."""

    member: MemberRow
    findings: tuple[Finding, ...]

    @property
    def uid(self) -> str:
        """Return the key of the member."""
        return self.member.uid

    @property
    def invented(self) -> bool:
        """Say whether the member was made up."""
        return self.member.invented


class FoundMembers(Sequence[FoundRow]):
    """The members of whom a check says something, in an order; read by the slice."""

    def __init__(self, scope: Scope | None, key: str, sort: str) -> None:
        self.scope, self.key, self.sort = scope, key, sort
        self._count: int | None = None

    def __len__(self) -> int:
        """Return how many there are, asked once."""
        if self._count is None:
            self._count = self._counted()
        return self._count

    def _counted(self) -> int:
        if self.scope is None:
            return 0
        layout = Layout.of(self.scope)
        return int(layout.rows("COUNT(*)", f"WHERE {self._condition(layout)}")[0][0])

    @overload
    def __getitem__(self, index: int) -> FoundRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[FoundRow]: ...
    def __getitem__(self, index: int | slice) -> FoundRow | list[FoundRow]:
        """Return the members of a page, each as he or she is on the day."""
        if isinstance(index, int):
            return self[index : index + 1][0]
        start, stop = index.start or 0, index.stop
        if self.scope is None:
            return []
        layout = Layout.of(self.scope)
        ended = f" LIMIT {stop - start} OFFSET {start}" if stop is not None else ""
        order = f"WHERE {self._condition(layout)} ORDER BY {_order(self.sort, self.scope)}{ended}"
        persons = [person for (person,) in layout.rows("m.person_id", order)]
        return found_rows(self.scope, persons, self.key)

    def _condition(self, layout: Layout) -> str:
        by_term = flags_by_term(layout)
        return either_of(by_term[self.key]) if self.key in by_term else flags_of(layout)[self.key]


def found_members(
    *,
    actor: Actor,
    org: int | None,
    key: str,
    on: date,
    known: date | None = None,
    sort: str = "name",
) -> FoundMembers:
    """Return the members of an organisation and below of whom a check, or a term, says something.

    `sort`: `name`, `birth`, `admitted` or `org`; with `-` before it backwards.
    """
    return FoundMembers(Scope.of(actor=actor, org=org, on=on, known=known), key, sort)


def _order(sort: str, scope: Scope) -> str:
    key, way = sort.removeprefix("-"), " DESC" if sort.startswith("-") else ""
    org = (
        "(SELECT w.name_sort FROM orgs_orgversion w WHERE w.org_id = m.org_id"  # noqa: S608
        f" AND {holds('w', scope)} LIMIT 1)"
    )
    first = {"birth": "i.birth", "admitted": "s.admitted", "org": org}.get(key)
    keys = [*([f"{first} IS NULL", first] if first else []), "i.name_sort", "m.person_id"]
    return ", ".join(f"{each}{way}" for each in keys)


def found_rows(scope: Scope, persons: Sequence[int], key: str) -> list[FoundRow]:
    """Return members in the order given, with what a check or a term says of each."""
    layout = Layout.of(scope, persons)
    records = records_of(layout) if persons else {}
    wanted = {row.id: row for row in rows_of(persons, scope)}
    return [
        FoundRow(
            wanted[person],
            tuple(
                each
                for each in judge_record(record=records[person], terms=layout.terms)
                if not key or asks_for(key, each)
            ),
        )
        for person in persons
        if person in wanted and person in records
    ]


def asks_for(key: str, found: Finding) -> bool:
    """Say whether a finding is of a check or of a term."""
    if key in CHECKS:
        return term_of(found.code) == key
    code, _, where = key.partition(".")
    return found.code == code and where in {"", found.where}


def records_of(layout: Layout) -> dict[int, Record]:
    """Return what is known of the persons of a layout, as rules take it."""
    groups = groups_in(layout)
    asked = [
        *COLUMNS,
        *(f"i.{name}" for name in STATED),
        *(f"n.{kind}" for kind in NUMBERS),
        *("v.act", "g.act", "i.opened_by_id"),
        *(f"g.{name}" for name in groups),
    ]
    rows = [dict(zip(asked, row, strict=True)) for row in layout.rows(", ".join(asked))]
    acts = [_last(row) for row in rows]
    recorded = {seq: act.recorded for seq, act in acts_by_seq(set(acts)).items()}
    attributes = _attributes(layout, [row["m.person_id"] for row in rows])
    return {
        row["m.person_id"]: _record(row, groups, _touched(row, recorded.get(act)), attributes)
        for row, act in zip(rows, acts, strict=True)
    }


def _day(value: date | str | None) -> date | None:
    """Return a day that was picked out of several; SQLite gives such as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _touched(row: Mapping[str, Any], recorded: date | None) -> date | None:
    """Return the last day on which anything was recorded, or nothing had changed."""
    days = [each for each in (recorded, _day(row["k.day"])) if each is not None]
    return max(days, default=None)


def _last(row: Mapping[str, Any]) -> int:
    return max(row[name] or 0 for name in ("v.act", "g.act", "i.opened_by_id"))


def _record(
    row: Mapping[str, Any],
    groups: Iterable[str],
    touched: date | None,
    attributes: Mapping[int, Mapping[str, str]],
) -> Record:
    return Record(
        name=row["i.name"],
        standing=row["s.standing"] or "",
        birth=row["i.birth"],
        admitted=row["s.admitted"],
        counted_from=row["s.counted_from"],
        probation_from=_day(row["c.probation_from"]),
        official_from=_day(row["c.official_from"]),
        temporary_from=_day(row["x.start"]),
        stated={name: row[f"i.{name}"] for name in STATED},
        numbers={kind: row[f"n.{kind}"] for kind in NUMBERS if row[f"n.{kind}"] is not None},
        attributes=attributes.get(row["m.person_id"], {}),
        groups=frozenset(name for name in groups if row[f"g.{name}"]),
        touched=touched,
        org_ended=bool(row["m.ended"]),
    )


def _attributes(layout: Layout, persons: Iterable[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    scope = layout.scope
    for ids in chunks(persons):
        rows = readable_attributes(scope.actor, known=scope.act).filter(
            valid_on(scope.on, scope.act), person__in=ids
        )
        for person, kind, value in rows.values_list("person", "kind", "value"):
            found.setdefault(person, {})[kind] = value
    return found
