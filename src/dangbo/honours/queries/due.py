"""Say who comes into question for which badge at a round, and why somebody waits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from django.db.models import Q

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.spans import known_at, valid_on
from dangbo.honours.access import EVE, deaths, levels_held
from dangbo.honours.queries.waiting import Waits, as_seen, waits_at
from dangbo.members.queries import MemberRow
from dangbo.members.queries.chosen import rows_by_uid
from dangbo.members.queries.scopes import Scope, posted
from dangbo.rules.badge_rounds import STATES, place_at
from dangbo.rules.badges import (
    BadgeFacts,
    Reward,
    badge_reward,
    badge_rules,
    levels_reached,
    previous_round,
)
from dangbo.rules.days import LAST_MONTH, add_months
from dangbo.rules.party_age import Age, age_on
from dangbo.rules.verdicts import Finding

GIVEN: Final = "given"
ALL_STATES: Final = (*STATES, GIVEN)
STAND: Final = "person__standings__"
KNOWN: Final = "person__identities__"
FIELDS: Final = (
    *("person", "person__uid", f"{KNOWN}name_sort", f"{KNOWN}name_folded"),
    *(f"{STAND}standing", f"{STAND}activity", f"{STAND}counted_from"),
)


class _Person(NamedTuple):
    """A member who may come into question."""

    id: int
    uid: str
    sort: str
    folded: str
    standing: str
    activity: str
    counted_from: date


@dataclass(frozen=True)
class BadgeDue:
    """A member who comes into question: for which level, in which state, and what is against it.

    `as_of` is the day on which the member is shown: that of the page, or the eve of the death.
    """

    person: int
    uid: str
    name_sort: str
    name_folded: str
    state: str
    level: int
    reached: date
    counted_from: date
    fresh: bool
    exempt: bool
    as_of: date
    died: date | None = None
    against: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class BadgeDueRow:
    """A member who comes into question, with all that a list shows."""

    due: BadgeDue
    member: MemberRow
    age: Age
    reward: Reward | None

    @property
    def invented(self) -> bool:
        """Say whether the person was made up."""
        return self.member.invented


def badges_due(
    *, actor: Actor, org: int | None, round_day: date, on: date, known: date | None = None
) -> list[BadgeDue]:
    """Return who comes into question at a round in an organisation and below, by name.

    Members are those of the day `on`, or of the round where that is past.
    """
    day = min(on, round_day)
    act = act_known_on(known)
    found = []
    scope = Scope.of(actor=actor, org=org, on=day, known=known)
    if scope is not None:
        living = list(_candidates(scope, round_day))
        ids = [each.id for each in living]
        held = levels_held(ids, until=round_day, known=act)
        waits = as_seen(actor, waits_at(ids, round_day=round_day, by=day, known=act))
        found += [
            due
            for each in living
            if (due := _due(each, held.get(each.id, {}), round_day, day, waits=waits)) is not None
        ]
    found += _dead(actor, org, round_day, day, known)
    return sorted(found, key=lambda each: (each.name_sort, each.person))


def _candidates(scope: Scope, round_day: date) -> Iterator[_Person]:
    """Yield who may have reached the lowest level by the round, or within the months allowed."""
    early = add_months(round_day, badge_rules(round_day).early_months)
    latest = max(each.last for each in levels_reached(early).values())
    standing = valid_on(scope.on, scope.act, STAND) & Q(**{f"{STAND}counted_from__lte": latest})
    rows = posted(scope).filter(standing).filter(known_at(scope.act, KNOWN))
    for row in rows.values_list(*FIELDS).iterator(chunk_size=5_000):
        yield _Person(*row)


def _due(
    person: _Person,
    held: dict[int, date],
    round_day: date,
    day: date,
    died: date | None = None,
    *,
    waits: Waits,
) -> BadgeDue | None:
    now = [level for level, on in held.items() if on == round_day]
    facts = BadgeFacts(
        counted_from=person.counted_from,
        held=frozenset(held) - frozenset(now),
        official=person.standing == "official",
        suspended=person.activity == "suspended",
        discipline=waits.get(person.id),
        died=died,
    )
    place = place_at(facts=facts, round_day=round_day)
    if place is None and not now:
        return None
    level = max(now) if now else place.level if place else 0
    reached = add_months(person.counted_from, level * LAST_MONTH)
    return BadgeDue(
        person=person.id,
        uid=person.uid,
        name_sort=person.sort,
        name_folded=person.folded,
        state=GIVEN if now else place.state if place else "",
        level=level,
        reached=reached,
        counted_from=person.counted_from,
        fresh=reached > previous_round(round_day),
        exempt=person.activity == "exempt",
        as_of=day,
        died=died,
        against=place.against if place and not now else (),
    )


def _dead(
    actor: Actor, org: int | None, round_day: date, day: date, known: date | None
) -> Iterator[BadgeDue]:
    """Yield who died since the round before, each as on the eve of the death."""
    act = act_known_on(known)
    by_day: dict[date, set[int]] = {}
    for person, died in deaths(after=previous_round(round_day), until=day, known=act):
        by_day.setdefault(died, set()).add(person)
    for died, persons in by_day.items():
        scope = Scope.of(actor=actor, org=org, on=died - EVE, known=known)
        if scope is None:
            continue
        own = [each for each in _candidates(scope, round_day) if each.id in persons]
        ids = [each.id for each in own]
        held = levels_held(ids, until=round_day, known=act)
        waits = as_seen(actor, waits_at(ids, round_day=round_day, by=died, known=act))
        for each in own:
            due = _due(each, held.get(each.id, {}), round_day, died - EVE, died, waits=waits)
            if due is not None:
                yield due


def due_rows(
    *, actor: Actor, dues: Sequence[BadgeDue], round_day: date, known: date | None = None
) -> list[BadgeDueRow]:
    """Return members who come into question as lists show them, in the order given."""
    by_day: dict[date, list[str]] = {}
    for each in dues:
        by_day.setdefault(each.as_of, []).append(each.uid)
    shown: dict[str, MemberRow] = {}
    for day, uids in by_day.items():
        rows = rows_by_uid(actor=actor, uids=uids, on=day, known=known)
        shown |= {row.uid: row for row in rows}
    return [
        BadgeDueRow(
            due=each,
            member=shown[each.uid],
            age=age_on(since=each.counted_from, on=each.died or round_day),
            reward=badge_reward(level=each.level, on=round_day),
        )
        for each in dues
        if each.uid in shown
    ]
