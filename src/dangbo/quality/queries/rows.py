"""Write the statement that lays out, for every member of a scope, what records are held against.

One row a member: where he or she is posted (`m`), who it is (`i`), the standing (`s`) and the
membership that goes on (`c`), numbers (`n`), attributes (`a`), groups of the record (`g`), a
temporary posting (`x`), the last act that recorded anything (`v`) and the last day on which it
was confirmed that nothing had changed (`k`). It is written out because the mapper has no way to
say it at once; its conditions are those of `members.queries.grouping`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self

from django.db import connection

from dangbo.audit.access import act_known_on
from dangbo.members.queries.grouping import NOW, THEN, holds, parameters, seen_condition
from dangbo.members.queries.scopes import Scope
from dangbo.rules.member_attributes import attribute_kinds
from dangbo.rules.paths import WIDTH
from dangbo.rules.record_groups import record_groups
from dangbo.rules.record_quality import Terms, listed_values_of, signs_pattern, terms_on

SIDES: Final = ("{a}.voided_by_id IS NULL", "{a}.voided_by_id IS NOT NULL")
NUMBERS: Final = ("file", "card", "citizen")
IDENTITY: Final = (
    "t.person_id, t.name, t.name_sort, t.sex, t.birth, t.ethnicity, t.religion, t.home_town, "
    "t.opened_by_id"
)
SPELL: Final = "COALESCE(CAST(t.admitted AS TEXT), '')"
JOINS: Final = (
    "FROM m JOIN i ON i.person_id = m.person_id LEFT JOIN s ON s.person_id = m.person_id "
    "LEFT JOIN c ON c.person_id = m.person_id AND c.spell = s.spell "
    "LEFT JOIN n ON n.person_id = m.person_id LEFT JOIN a ON a.person_id = m.person_id "
    "LEFT JOIN g ON g.person_id = m.person_id LEFT JOIN x ON x.person_id = m.person_id "
    "LEFT JOIN v ON v.person_id = m.person_id LEFT JOIN k ON k.person_id = m.person_id"
)


@dataclass(frozen=True)
class Layout:
    """A scope with the terms of its day, or some persons of it."""

    scope: Scope
    terms: Terms
    persons: tuple[int, ...] = ()

    @classmethod
    def of(cls, scope: Scope, persons: Iterable[int] = ()) -> Self:
        """Return the layout of a scope on its own day; of some persons alone where given."""
        return cls(scope, terms_on(scope.on), tuple(persons))

    @property
    def wide(self) -> int:
        """Return how long the paths of the organisations directly below are."""
        return len(self.scope.path) + WIDTH

    @property
    def fields(self) -> tuple[str, ...]:
        """Return every field that anybody's record has to have."""
        return (*self.terms.required, *self.terms.official)

    def rows(self, selected: str, rest: str = "", **values: Any) -> list[tuple[Any, ...]]:
        """Return what a selection from the laid out members gives."""
        return self._asked(f"SELECT {selected} {JOINS} {rest}", values)

    def grouped(self, selected: str, summed: str) -> list[tuple[Any, ...]]:
        """Return sums over a selection from the laid out members, by its first column."""
        inner = ("r", f"SELECT {selected} {JOINS}")
        return self._asked(f"SELECT {summed} FROM r GROUP BY 1", {}, inner)  # noqa: S608

    def _asked(
        self, statement: str, values: Mapping[str, Any], *more: tuple[str, str]
    ) -> list[tuple[Any, ...]]:
        bodies = [*_parts(self), *more]
        parts = ", ".join(f"{name} AS MATERIALIZED ({body})" for name, body in bodies)
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {parts} {statement}", {**self._values(), **values})
            return list(cursor.fetchall())

    def _values(self) -> dict[str, Any]:
        terms, scope = self.terms, self.scope
        days = ("oldest", "since", "probation", "temporary")
        patterns = {f"{kind}_form": terms.number_patterns[kind] for kind in terms.number_patterns}
        return {
            **parameters(scope),
            **{name: getattr(terms, name) for name in days},
            **patterns,
            "signs": signs_pattern(terms.signs),
            "stale": stale_act(terms.stale, scope.known),
            "stale_day": terms.stale,
        }


def stale_act(stale: date, known: date | None) -> int:
    """Return the last act of the days on which what was recorded is stale by now."""
    return act_known_on(min(stale, known) if known else stale) or 0


def _parts(layout: Layout) -> Iterator[tuple[str, str]]:
    scope = layout.scope
    yield "m", _members(layout)
    yield "i", _of("members_identity", IDENTITY, scope)
    stand = f"t.person_id, t.standing, t.admitted, t.counted_from, t.start, {SPELL} AS spell"
    yield "s", _of("members_standing", stand, scope, dated=True)
    course = (
        f"t.person_id, {SPELL} AS spell,"
        " MIN(CASE WHEN t.standing = 'probationary' THEN t.start END) AS probation_from,"
        " MIN(CASE WHEN t.standing = 'official' THEN t.start END) AS official_from"
    )
    yield "c", _of("members_standing", course, scope, "t.start <= %(on)s", group="1, 2")
    kinds = [f"MAX(CASE WHEN t.kind = '{kind}' THEN t.value END) AS {kind}" for kind in NUMBERS]
    own = ", ".join(["t.person_id", *kinds])
    yield "n", _of("members_number", own, scope, dated=True, group="1")
    yield "a", _of("members_attribute", _attributes(layout), scope, dated=True, group="1")
    groups = [
        f"MAX(CASE WHEN t.\"group\" = '{each}' THEN 1 END) AS {each}" for each in groups_in(layout)
    ]
    own = ", ".join(["t.person_id", "MAX(t.opened_by_id) AS act", *groups])
    yield "g", _of("members_sheet", own, scope, group="1")
    away = "t.person_id, MIN(t.start) AS start"
    yield "x", _of("members_posting", away, scope, "t.kind = 'temporary'", dated=True, group="1")
    yield "v", _of("members_event", "t.person_id, MAX(t.opened_by_id) AS act", scope, group="1")
    confirmed = "t.person_id, MAX(t.day) AS day"
    yield "k", _of("quality_confirmation", confirmed, scope, group="1")


def _members(layout: Layout) -> str:
    """Select who is posted in the scope, an organisation that has ended there included."""
    scope = layout.scope
    there = "o.path >= %(top)s AND o.path < %(after)s AND " if scope.path else ""
    tables = "orgs_orgpath o CROSS JOIN members_posting p"
    if layout.persons:
        there += f"p.person_id IN ({', '.join(map(str, layout.persons))}) AND "
        tables = "members_posting p CROSS JOIN orgs_orgpath o"
    known = (NOW if scope.act is None else THEN).format
    return (
        f"SELECT p.person_id, p.org_id, SUBSTR(o.path, 1, {layout.wide}) AS branch,"  # noqa: S608
        f" CASE WHEN {holds('o', scope)} THEN 0 ELSE 1 END AS ended"
        f" FROM {tables} WHERE {there}{known(a='o')} AND o.start <= %(on)s"
        " AND NOT EXISTS (SELECT 1 FROM orgs_orgpath l WHERE l.org_id = o.org_id"
        f" AND {known(a='l')} AND l.start <= %(on)s AND l.start > o.start)"
        f" AND p.org_id = o.org_id AND p.kind = 'official' AND {holds('p', scope)}"
        f" AND {seen_condition(scope)[0]}"
    )


def _of(
    table: str,
    columns: str,
    scope: Scope,
    *where: str,
    dated: bool = False,
    group: str = "",
) -> str:
    """Select rows of the members: those believed, and those voided since, by their own index."""
    believed = holds("t", scope) if dated else (NOW if scope.act is None else THEN).format(a="t")
    conditions = ["t.person_id = m.person_id", believed, *where]
    if scope.act is None:
        source = f"m CROSS JOIN {table} t WHERE {' AND '.join(conditions)}"
    else:
        sides = (
            f"SELECT t.* FROM m CROSS JOIN {table} t WHERE "  # noqa: S608 - own words
            + " AND ".join([side.format(a="t"), *conditions])
            for side in SIDES
        )
        source = f"({' UNION ALL '.join(sides)}) t"
    return f"SELECT {columns} FROM {source}" + (f" GROUP BY {group}" if group else "")  # noqa: S608


def _attributes(layout: Layout) -> str:
    lists = listed_values_of()
    odd = " OR ".join(
        f"t.kind = '{kind}' AND t.value NOT IN ({quoted(values)})" for kind, values in lists.items()
    )
    kinds = [f"MAX(CASE WHEN t.kind = '{each}' THEN 1 END) AS {each}" for each in kinds_in(layout)]
    return ", ".join(["t.person_id", f"MAX(CASE WHEN {odd} THEN 1 END) AS odd", *kinds])


def quoted(codes: Any) -> str:
    """Write codes of our own sets as text of a statement."""
    return ", ".join(f"'{code}'" for code in sorted(codes))


def kinds_in(layout: Layout) -> list[str]:
    """Return the required fields that are attributes, those whose values are words as well."""
    return [name for name in layout.fields if name in attribute_kinds()]


def groups_in(layout: Layout) -> list[str]:
    """Return the required fields that are groups of the record; a number goes before a group."""
    return [name for name in layout.fields if name in record_groups() and name not in NUMBERS]
