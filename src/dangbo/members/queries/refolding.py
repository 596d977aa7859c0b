"""Fold the courses of persons again, act by act, as their rows must have come to be."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, NamedTuple

from dangbo.members.access import chunks, every
from dangbo.members.models import Carry, Event, Merge
from dangbo.orgs.models import OrgVersion
from dangbo.rules.member_changes import MemberEvent
from dangbo.rules.member_course import Carries, CarryOver, Life, member_course
from dangbo.rules.member_spans import Held, StoredSpan, course_rewriting
from dangbo.rules.person_merging import counted_for

EVENT: Final = ("person", "opened_by", "voided_by", "on", "act", "position", "change", "facts")
CARRY: Final = (
    *("source", "opened_by", "voided_by", "on", "act", "position", "result", "persons"),
)
ALWAYS: Final = (Life(date.min, None),)


class Said(NamedTuple):
    """A fact with the act that said it, and the one that took it back."""

    opened_by: int
    voided_by: int | None
    fact: Any

    def is_believed(self, act: int) -> bool:
        """Say whether the fact is believed after an act."""
        return self.opened_by <= act and (self.voided_by is None or self.voided_by > act)


@dataclass(frozen=True)
class KeptSpan:
    """A row of a span as it must be, with the acts that wrote it."""

    span: Held
    opened_by: int
    closed_by: int | None = None
    voided_by: int | None = None


def _merges() -> dict[int, list[Said]]:
    found: dict[int, list[Said]] = defaultdict(list)
    rows = every(Merge).order_by("opened_by")
    for kept, gone, opened, voided in rows.values_list("kept", "gone", "opened_by", "voided_by"):
        found[kept].append(Said(opened, voided, gone))
    return found


@dataclass
class Refolding:
    """The rows that events and carries come from, of every act; each is read once."""

    carries: dict[int, list[Said]] = field(default_factory=dict)
    lives: dict[int, list[Life]] = field(default_factory=dict)
    merges: dict[int, list[Said]] = field(default_factory=_merges)

    def events(self, persons: Sequence[int]) -> dict[int, list[Said]]:
        """Return all that was ever said of persons."""
        found: dict[int, list[Said]] = defaultdict(list)
        rows = every(Event).filter(person__in=persons)
        for person, opened_by, voided_by, *event in rows.values_list(*EVENT):
            found[person].append(Said(opened_by, voided_by, MemberEvent(*event)))
        self.gather(each.fact.facts.get("org") for own in found.values() for each in own)
        return found

    def gather(self, orgs: Iterable[int | None]) -> None:
        """Read of organisations, and of those to which members go on from them."""
        wanted = {org for org in orgs if org is not None} - self.carries.keys()
        while wanted:
            for ids in chunks(wanted):
                self._read(ids)
            results = {result for org in wanted for result in self.results(org)}
            wanted = results - self.carries.keys()

    def results(self, org: int) -> set[int]:
        """Return where members of an organisation were ever taken."""
        return {
            result
            for each in self.carries[org]
            for result in (each.fact.rest, *each.fact.listed.values())
            if result is not None
        }

    def reached(self, orgs: Iterable[int]) -> set[int]:
        """Return organisations and all those to which their members can have gone."""
        found: set[int] = set()
        rest = set(orgs)
        while rest:
            found |= rest
            rest = {result for org in rest for result in self.results(org)} - found
        return found

    def _read(self, ids: Sequence[int]) -> None:
        grouped: dict[tuple[Any, ...], list[tuple[int | None, Any]]] = defaultdict(list)
        for *place, result, persons in every(Carry).filter(source__in=ids).values_list(*CARRY):
            grouped[tuple(place)].append((result, persons))
        self.carries |= {org: [] for org in ids}
        for (source, opened_by, voided_by, on, act, position), each in grouped.items():
            listed = {one: to for to, persons in each if to for one in persons or ()}
            rest = next((to for to, persons in each if persons is None), None)
            carry = CarryOver(on, act, position, listed, rest)
            said = Said(opened_by, voided_by, carry)
            self.carries[source].append(said)
        self.lives |= {org: [] for org in ids}
        rows = every(OrgVersion).filter(voided_by=None, org__in=ids).order_by("org", "start")
        for org, start, end, basis in rows.values_list("org", "start", "end", "end_basis"):
            lives = self.lives[org]
            if lives and lives[-1].end == start:
                lives[-1] = Life(lives[-1].start, end, basis)
            else:
                lives.append(Life(start, end, basis))

    def kept(self, person: int, said: Sequence[Said]) -> tuple[list[KeptSpan], list[str]]:
        """Return every row of spans a person must have, and what does not hold as believed now.

        A course is folded after each act that said or took back anything it rests on.
        """
        orgs = self.reached(org for each in said if (org := each.fact.facts.get("org")))
        carries = {org: self.carries[org] for org in orgs if self.carries[org]}
        facts = [*said, *(each for own in carries.values() for each in own)]
        first = min(each.opened_by for each in said)
        facts += self.absorbed(person)
        acts = {act for each in facts for act in each[:2] if act is not None and act >= first}
        rows: list[KeptSpan] = []
        for act in sorted(acts):
            _rewrite(rows, self._spans(person, said, carries, act), act)
        return rows, self._against(person, said, carries, max(acts))

    def _spans(
        self, person: int, said: Sequence[Said], carries: Mapping[int, list[Said]], act: int
    ) -> tuple[Held, ...]:
        course = member_course(
            person=person,
            events=[each.fact for each in said if each.is_believed(act)],
            carries=self._carries(person, carries, act),
            lives=lambda _org: ALWAYS,
        )
        return course.spans

    def _against(
        self, person: int, said: Sequence[Said], carries: Mapping[int, list[Said]], act: int
    ) -> list[str]:
        """Return the codes of what does not hold of the course as it is believed in the end."""
        course = member_course(
            person=person,
            events=[each.fact for each in said if each.is_believed(act)],
            carries=self._carries(person, carries, act),
            lives=lambda org: self.lives.get(org, ()),
        )
        return [found.code for _, found in course.against]

    def _carries(self, person: int, carries: Mapping[int, list[Said]], act: int) -> Carries:
        """Return the carries believed after an act, as they count for a person."""
        then = {org: _believed(own, act) for org, own in carries.items()}
        also = {each.fact for each in self.absorbed(person, act)}
        return counted_for(lambda org: then.get(org, ()), person, also)

    def absorbed(self, person: int, act: int | None = None) -> list[Said]:
        """Return who ever counted for a person, or who did after an act, also through others."""
        found: list[Said] = []
        seen, rest = {person}, [person]
        for each in (one for kept in rest for one in self.merges.get(kept, ())):
            if act is None or each.is_believed(act):
                found.append(each)
                if each.fact not in seen:
                    seen.add(each.fact)
                    rest.append(each.fact)
        return found


def _believed(said: Iterable[Said], act: int) -> list[CarryOver]:
    found = [each.fact for each in said if each.is_believed(act)]
    return sorted(found, key=lambda each: each.place)


def _rewrite(rows: list[KeptSpan], spans: Sequence[Held], act: int) -> None:
    """Turn what is believed into a new course, as known from an act on."""
    believed = [StoredSpan(at, row.span) for at, row in enumerate(rows) if row.voided_by is None]
    change = course_rewriting(believed, spans)
    for at, span in change.close:
        rows[at] = replace(rows[at], span=span, closed_by=act)
    for stored in change.void:
        rows[stored.row] = replace(rows[stored.row], voided_by=act)
    rows += [KeptSpan(span, act, act if span.end else None) for span in change.open]
