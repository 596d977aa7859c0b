"""Foresee how members follow acts on organisations that are only foreseen, and write nothing.

The same fold as when it is signed, on the organisations as they are laid over the register.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from dangbo.desk.commands.along import Size
from dangbo.members.commands.carrying import (
    Changes,
    Row,
    broken,
    concerned,
    gone_by,
    rows_believed,
    rows_wanted,
    together,
    ways_through,
)
from dangbo.members.commands.keeping import persons_of
from dangbo.members.queries.merged import kept_for
from dangbo.members.queries.sizes import members_in
from dangbo.members.replay import CourseTables, courses, stored_spans
from dangbo.orgs.commands import Foresight
from dangbo.rules.layering import Layered
from dangbo.rules.member_carries import carries_of, listed_in
from dangbo.rules.member_course import Course, Life
from dangbo.rules.member_spans import POSTED, STANDING, TEMPORARY, Held, Stand
from dangbo.rules.projection import Projection
from dangbo.rules.verdicts import Finding, Verdict, finding

OFFICIAL: Final = "official"
PLACES: Final = frozenset({POSTED, TEMPORARY})
UNKNOWN: Final = "MEMBERS_UNKNOWN"
Spans = Sequence[Held]


@dataclass(frozen=True)
class Moved:
    """A person whose place on a day is another than was believed, with both standings."""

    person: int
    was: int | None
    now: int | None
    was_official: bool
    now_official: bool


class LaidTables(CourseTables):
    """What courses are folded from: organisations and carries as foreseen over those recorded."""

    def __init__(self, then: Layered, laid: Mapping[int, Sequence[Row]]) -> None:
        super().__init__()
        self._then, self._laid = then, laid

    def _read_lives(self, ids: Sequence[int]) -> None:
        self._lives |= {org: [] for org in ids}
        for org, versions in self._then.versions(ids).items():
            lives: list[Life] = []
            for each in sorted((stored.version for stored in versions), key=lambda one: one.start):
                if lives and lives[-1].end == each.start:
                    lives[-1] = Life(lives[-1].start, each.end, each.end_basis)
                else:
                    lives.append(Life(each.start, each.end, each.end_basis))
            self._lives[org] = lives

    def carry_rows(self, ids: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        """Yield what decisions do with members, those foreseen in place of those recorded."""
        wanted = set(ids)
        for row in super().carry_rows(ids):
            if row[2] not in self._laid:
                yield row
        for rows in self._laid.values():
            for act, position, on, source, result, persons in rows:
                if source in wanted:
                    told = None if persons is None else json.loads(persons)
                    yield source, on, act, position, result, told


class GoingAlong:
    """How members follow the acts of one foresight."""

    def __init__(self, foresight: Foresight) -> None:
        self._then = foresight.then
        self._laid: dict[int, list[Row]] = {}
        self._stated: dict[int, Changes] = {}
        self.before: dict[int, Spans] = {}
        self.after: dict[int, Course] = {}

    def meet(self, *, found: Projection, stated: Mapping[int, Changes]) -> Verdict:
        """Follow an act; say where members are left, and who is listed without being there."""
        self._stated |= stated
        orgs = self._lay(found) | set(broken(found.outcome.timelines, found.since))
        persons = self._concerned(orgs, found.since)
        self._learn(persons)
        strange = list(self._strange(found, stated))
        tables = LaidTables(self._then, self._laid)
        events = tables.events(persons)
        after = courses(tables, {person: events.get(person, []) for person in persons})
        self.after |= after
        unknown = [each for each in strange if each.code == UNKNOWN]
        elsewhere = [each for each in strange if each.code != UNKNOWN]
        return Verdict((*unknown, *_placed(found, together(after.values()))), tuple(elsewhere))

    def _lay(self, found: Projection) -> set[int]:
        """Believe what the decisions say of members; return the organisations it differs for."""
        wanted = rows_wanted(found, self._stated)
        before = {row for seq in found.rewritten for row in self._laid.get(seq, ())}
        recorded = found.rewritten - self._laid.keys()
        before |= {row for _, row in rows_believed(recorded)}
        for seq in found.rewritten:
            self._laid[seq] = [row for row in wanted if row[0] == seq]
        return {row[3] for row in before ^ wanted.keys()}

    def _concerned(self, orgs: set[int], since: date) -> set[int]:
        """Return who is concerned in the register, and who only by an act that is foreseen."""
        ways = ways_through(orgs, since, [row for rows in self._laid.values() for row in rows])
        found = concerned(orgs, since) | gone_by(ways)
        for person, course in self.after.items():
            if any(
                (each.value in orgs and (each.end is None or each.end >= since))
                or (each.end, each.value) in ways
                for each in course.spans
                if each.track in PLACES
            ):
                found.add(person)
        return found

    def _learn(self, persons: Iterable[int]) -> None:
        fresh = set(persons) - self.before.keys()
        stored = stored_spans(fresh)
        self.before |= {person: [each.span for each in stored.get(person, ())] for person in fresh}

    def _strange(self, found: Projection, stated: Mapping[int, Changes]) -> Iterator[Finding]:
        """Say of each new change how many are listed whom nobody knows, or who are elsewhere."""
        for seq, changes in stated.items():
            day = next((e.act.on for e in found.revisions if e.seq == seq and e.act), found.since)
            known = {uid: pk for uid, (pk, _) in persons_of(listed_in(changes)).items()}
            instead = kept_for(known.values())
            known = {uid: instead.get(pk, pk) for uid, pk in known.items()}
            self._learn(known.values())
            sources: dict[int, set[int]] = defaultdict(set)
            for source, carry in carries_of(seq=seq, on=day, changes=changes, persons=known):
                sources[carry.position].add(source)
            for position, change in enumerate(changes):
                where, uids = f"changes[{position}].members", listed_in([change])
                lost = len(uids - known.keys())
                if lost:
                    yield finding(UNKNOWN, where, count=lost)
                away = sum(
                    not self._was_in(known[uid], sources[position], day)
                    for uid in uids & known.keys()
                )
                if away:
                    yield finding("MEMBERS_ELSEWHERE", where, count=away, on=day.isoformat())

    def _was_in(self, person: int, orgs: set[int], on: date) -> bool:
        course = self.after.get(person)
        return any(
            each.value in orgs and each.start <= on and (each.end is None or each.end >= on)
            for each in (*self.before[person], *(course.spans if course else ()))
            if each.track in PLACES
        )

    def told(self, key: Callable[[int], str]) -> list[Any]:
        """Return every place that is other than believed, in plain values."""

        def plain(each: Held) -> list[str]:
            org = each.value if isinstance(each.value, int) else 0
            return [each.track, str(each.start), str(each.end), key(org)]

        return [[who, [plain(each) for each in self._places(who)]] for who in self.persons()]

    def _places(self, person: int) -> list[Held]:
        spans = (each for each in self.after[person].spans if isinstance(each.value, int))
        return sorted(spans, key=lambda each: (each.track, each.start))

    def persons(self) -> list[int]:
        """Return those whose places are other than believed, on any day."""
        return [person for person in sorted(self.after) if self._differs(person)]

    def _differs(self, person: int) -> bool:
        before = {_place(each) for each in self.before[person] if isinstance(each.value, int)}
        return before != {_place(each) for each in self._places(person)}

    def stuck(self) -> dict[int, list[int]]:
        """Return those who would have no place, by the organisation that they would be left in."""
        found: dict[int, list[int]] = defaultdict(list)
        for person, course in sorted(self.after.items()):
            for _, each in course.against:
                org = each.fact("org")
                if isinstance(org, int) and person not in found[org]:
                    found[org].append(person)
        return dict(found)

    def moved(self, on: date, track: str = POSTED) -> list[Moved]:
        """Return those whose official (or temporary) place on a day is another."""
        found = []
        for person, course in sorted(self.after.items()):
            was, now = _at(self.before[person], track, on), _at(course.spans, track, on)
            if was != now:
                stood = _is_official(self.before[person], on), _is_official(course.spans, on)
                found.append(Moved(person, was, now, *stood))
        return found

    def resized(self, on: date) -> set[int]:
        """Return the organisations whose number of members on a day would be another."""
        return {org for each in self.moved(on) for org in (each.was, each.now) if org is not None}

    def sizes(self, orgs: Iterable[int], on: date) -> Mapping[int, Size]:
        """Return how many members organisations would have on a day; those of none are left out."""
        wanted = set(orgs)
        members, official = Counter[int](), Counter[int]()
        for org, size in members_in(wanted, on=on).items():
            members[org], official[org] = size.members, size.official
        changed: set[int] = set()
        for each in self.moved(on):
            sides = ((each.was, -1, each.was_official), (each.now, 1, each.now_official))
            for place, sign, counts in sides:
                if place is not None and place in wanted:
                    changed.add(place)
                    members[place] += sign
                    official[place] += sign * counts
        known = changed | {org for org in members if members[org]}
        return {org: Size(members[org], official[org]) for org in known}


def _place(span: Held) -> tuple[Any, ...]:
    return span.track, span.start, span.end, span.value


def _at(spans: Spans, track: str, on: date) -> int | None:
    for each in spans:
        if each.track == track and each.start <= on and (each.end is None or on < each.end):
            return each.value if isinstance(each.value, int) else None
    return None


def _is_official(spans: Spans, on: date) -> bool:
    return any(
        isinstance(each.value, Stand) and each.value.standing == OFFICIAL
        for each in spans
        if each.track == STANDING and each.start <= on and (each.end is None or on < each.end)
    )


def _placed(found: Projection, against: Iterable[Finding]) -> Iterator[Finding]:
    """Say of each reason in which change its organisation is spoken of."""
    new = {each.seq for each in found.revisions}
    places = {touch.org: touch.position for touch in found.outcome.touches if touch.act in new}
    for each in against:
        org = each.fact("org")
        where = f"changes[{places[org]}].members" if org in places else ""
        yield replace(each, where=where)
