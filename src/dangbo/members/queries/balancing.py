"""Balance the members of an organisation over a period: what there was, what moved, what there is.

Both ends are counted by themselves, and the movements come from what changed in between; so that
the table closes is found, not made.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from django.db import connection
from django.db.models import Q

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import known_at, known_end
from dangbo.base.vietnamese import person_sort_key
from dangbo.members.access import chunks, every
from dangbo.members.models import Event, Identity, Posting, Standing
from dangbo.members.queries.grouping import counted_rows, known_condition, seen_condition
from dangbo.members.queries.scopes import Scope, posted, sides
from dangbo.orgs.access import readable_paths
from dangbo.rules.days import DAY
from dangbo.rules.member_movements import (
    ENTERED,
    OFFICIAL,
    RECOGNISED,
    SIGNS,
    Days,
    Movement,
    Posted,
    Split,
    Stood,
    Walked,
    expected,
    movements_of,
)
from dangbo.rules.paths import AFTER_ALL

UNEXPLAINED: Final = "unexplained"


class MovedPerson(NamedTuple):
    """One person behind a cell of the table: the day, the standing counted, and the act."""

    id: int
    uid: str
    name: str
    on: date
    standing: str
    act: int


@dataclass(frozen=True)
class BalanceLine:
    """One line of the table: `sign` is 1, -1, or 0 where it only changes the standing."""

    code: str
    sign: int
    count: Split
    persons: tuple[MovedPerson, ...]


@dataclass(frozen=True)
class Balance:
    """The table of movements from `start` to `end`, both included.

    `opening` is of the eve of `start`, `closing` of `end`. `difference` has the persons whom no
    line explains: those first known as members in between (`entered`), and any who are on one side
    of the sum and not on the other (`unexplained`). It closes where there is none.
    """

    start: date
    end: date
    opening: Split
    lines: tuple[BalanceLine, ...]
    recognised: BalanceLine
    expected: Split
    closing: Split
    difference: tuple[BalanceLine, ...]

    @property
    def closes(self) -> bool:
        """Say whether the lines explain the whole difference between both ends."""
        return not self.difference and self.expected == self.closing


class Top(NamedTuple):
    """Where the organisation asked for stood over some days."""

    days: Days
    path: str


def balance(
    *, actor: Actor, org: int, start: date, end: date, known: date | None = None
) -> Balance:
    """Balance the members of an organisation and all below it from one day to another."""
    act = act_known_on(known)
    scope = Scope(actor, end, known, act)
    tops = _tops(scope, org)
    persons = _touched(scope, tops, start, end)
    movements = list(_movements(scope, tops, persons, start, end))
    ends = [Scope.of(actor=actor, org=org, on=on, known=known) for on in (start - DAY, end)]
    opening, closing = map(_split, ends)
    there = expected(opening, movements)
    lines = _lines(scope, movements)
    difference = [line for line in (lines[ENTERED],) if line.persons]
    entered = lines[ENTERED].count
    with_entered = Split(
        there.official + entered.official, there.probationary + entered.probationary
    )
    if with_entered != closing:
        difference.append(_unexplained(scope, ends, movements))
    return Balance(
        start=start,
        end=end,
        opening=opening,
        lines=tuple(lines[code] for code in SIGNS),
        recognised=lines[RECOGNISED],
        expected=there,
        closing=closing,
        difference=tuple(difference),
    )


def _split(scope: Scope | None) -> Split:
    if scope is None:
        return Split()
    counts: Counter[str] = Counter()
    for standing, count in counted_rows(
        scope, columns="t.standing AS standing", table="members_standing"
    ):
        counts[standing] += count
    return Split(counts["official"], counts["probationary"])


def _tops(scope: Scope, org: int) -> list[Top]:
    rows = readable_paths(scope.actor, known=scope.act).filter(org=org)
    spans = rows.annotate(until=known_end(scope.act)).values_list("start", "until", "path")
    return [Top(Days(start, until), path) for start, until, path in spans]


# Whose course changed

TOUCHED: Final = """
SELECT DISTINCT p.person_id FROM orgs_orgpath o CROSS JOIN members_posting p
WHERE o.path >= %(top)s AND o.path < %(after)s AND o.start <= %(end)s AND {o}
  AND (o."end" IS NULL OR o."end" >= %(start)s OR {late})
  AND p.org_id = o.org_id AND p.kind = 'official' AND {p} AND {seen}
  AND (p.start BETWEEN %(start)s AND %(end)s OR p."end" BETWEEN %(start)s AND %(end)s)
UNION
SELECT DISTINCT p.person_id
FROM orgs_orgpath o CROSS JOIN members_posting p CROSS JOIN members_standing t
WHERE o.path >= %(top)s AND o.path < %(after)s AND o.start <= %(end)s AND {o}
  AND (o."end" IS NULL OR o."end" >= %(start)s OR {late})
  AND p.org_id = o.org_id AND p.kind = 'official' AND {p} AND {seen}
  AND p.start <= %(end)s AND (p."end" IS NULL OR p."end" >= %(start)s)
  AND t.person_id = p.person_id AND {t} AND t.start BETWEEN %(start)s AND %(end)s
"""
MOVED: Final = """
SELECT DISTINCT o.org_id FROM orgs_orgpath o
WHERE o.path >= %(top)s AND o.path < %(after)s AND {o}
  AND (o.start BETWEEN %(start)s AND %(end)s OR o."end" BETWEEN %(start)s AND %(end)s)
"""


def _touched(scope: Scope, tops: Iterable[Top], start: date, end: date) -> set[int]:
    """Return whose posting, standing or organisation changed in the period, and some more."""
    late = "1 = 0" if scope.act is None else "o.closed_by_id > %(act)s"
    seen, values = seen_condition(scope)
    words = {a: known_condition(a, scope) for a in ("o", "p", "t")} | {"late": late, "seen": seen}
    persons: set[int] = set()
    moved: set[int] = set()
    for top in tops:
        if top.days.start > end or (top.days.end is not None and top.days.end < start):
            continue
        branch = {"top": top.path, "after": top.path + AFTER_ALL, "act": scope.act}
        given = {**values, **branch, "on": scope.on, "start": start, "end": end}
        with connection.cursor() as cursor:
            cursor.execute(TOUCHED.format(**words), given)
            persons.update(person for (person,) in cursor.fetchall())
            cursor.execute(MOVED.format(**words), given)
            moved.update(org for (org,) in cursor.fetchall())
    return persons | _posted_in(scope, moved, start, end)


def _posted_in(scope: Scope, orgs: Iterable[int], start: date, end: date) -> set[int]:
    found: set[int] = set()
    lasting = Q(end__isnull=True) | Q(end__gte=start)
    if scope.act is not None:
        lasting |= Q(closed_by__gt=scope.act)
    for ids in chunks(orgs):
        rows = every(Posting).filter(known_at(scope.act), lasting, kind="official", org__in=ids)
        found.update(rows.filter(start__lte=end).values_list("person", flat=True))
    return found


# What changed of them


def _movements(
    scope: Scope, tops: Sequence[Top], persons: Iterable[int], start: date, end: date
) -> Iterator[Movement]:
    for ids in chunks(persons):
        postings, standings, changes = _walks(scope, ids)
        inside = _inside(scope, tops, {each.org for own in postings.values() for each in own})
        for person in ids:
            walked = Walked(person, postings[person], standings[person], changes[person])
            yield from movements_of(walked, inside=inside, start=start, end=end)


def _walks(
    scope: Scope, ids: Sequence[int]
) -> tuple[dict[int, list[Posted]], dict[int, list[Stood]], dict[int, dict[int, list[str]]]]:
    postings: dict[int, list[Posted]] = defaultdict(list)
    standings: dict[int, list[Stood]] = defaultdict(list)
    changes: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    until = known_end(scope.act)
    held = every(Posting).filter(known_at(scope.act), person__in=ids, kind="official")
    for side in sides(held.annotate(until=until), scope.act):
        for person, first, last, org, basis in side.values_list(*SPAN, "org", "basis"):
            postings[person].append(Posted(Days(first, last), org, basis))
    stood = every(Standing).filter(known_at(scope.act), person__in=ids)
    for part in sides(stood.annotate(until=until), scope.act):
        fields = (*SPAN, "standing", "basis", "end_basis")
        for person, first, last, standing, basis, end_basis in part.values_list(*fields):
            span = Stood(Days(first, last), standing, basis, end_basis if last else None)
            standings[person].append(span)
    events = every(Event).filter(known_at(scope.act), person__in=ids).order_by("position")
    for person, act, change in events.values_list("person", "act", "change"):
        changes[person][act].append(change)
    return postings, standings, changes


SPAN: Final = ("person", "start", "until")


def _inside(scope: Scope, tops: Sequence[Top], orgs: Iterable[int]) -> dict[int, list[Days]]:
    """Return on which days each organisation stood in the one that is asked for, or was it."""
    found: dict[int, list[Days]] = defaultdict(list)
    for ids in chunks(orgs):
        rows = readable_paths(scope.actor, known=scope.act).filter(org__in=ids)
        spans = rows.annotate(until=known_end(scope.act)).order_by("start")
        for org, start, until, path in spans.values_list("org", "start", "until", "path"):
            found[org] += _common(Days(start, until), path, tops)
    return found


def _common(days: Days, path: str, tops: Iterable[Top]) -> Iterator[Days]:
    for top in tops:
        if path.startswith(top.path):
            start = max(days.start, top.days.start)
            ends = [each.end for each in (days, top.days) if each.end is not None]
            end = min(ends, default=None)
            if end is None or start < end:
                yield Days(start, end)


# The table


def _lines(scope: Scope, movements: Sequence[Movement]) -> dict[str, BalanceLine]:
    grouped: dict[str, list[MovedPerson]] = defaultdict(list)
    lines = [each.line for each in movements]
    for line, person in zip(lines, _persons(scope, movements), strict=True):
        grouped[line].append(person)
    signs: Mapping[str, int] = {**SIGNS, RECOGNISED: 0, ENTERED: 0}
    return {code: _line(code, sign, grouped[code]) for code, sign in signs.items()}


def _persons(scope: Scope, movements: Sequence[Movement]) -> list[MovedPerson]:
    """Name who moved; the order stays."""
    who: dict[int, tuple[str, str]] = {}
    for ids in chunks({each.person for each in movements}):
        rows = every(Identity).filter(known_at(scope.act), person__in=ids)
        fields = ("person", "person__uid", "name")
        who |= {person: (uid, name) for person, uid, name in rows.values_list(*fields)}
    return [
        MovedPerson(each.person, *who.get(each.person, ("", "")), each.on, each.standing, each.act)
        for each in movements
    ]


def _line(code: str, sign: int, persons: Sequence[MovedPerson]) -> BalanceLine:
    official = sum(each.standing == OFFICIAL for each in persons)
    in_order = sorted(persons, key=lambda each: (each.on, person_sort_key(each.name), each.id))
    return BalanceLine(code, sign, Split(official, len(persons) - official), tuple(in_order))


def _unexplained(
    scope: Scope, ends: Sequence[Scope | None], movements: Iterable[Movement]
) -> BalanceLine:
    """Compare both lists person by person; asked only where the sum does not come out."""
    before, after = (set(_present(each)) if each else set() for each in ends)
    sums: Counter[int] = Counter(before)
    for each in movements:
        sums[each.person] += SIGNS.get(each.line, int(each.line == ENTERED))
    sums.subtract(after)
    off = [Movement(person, scope.on, UNEXPLAINED, "", 0) for person, rest in sums.items() if rest]
    return _line(UNEXPLAINED, 0, _persons(scope, off))


def _present(scope: Scope) -> list[int]:
    return list(posted(scope).values_list("person", flat=True))
