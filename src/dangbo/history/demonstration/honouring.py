"""Give the invented members their cards and badges at the rounds of the past."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.history.demonstration.peopling import card_number, issued_since, person_key
from dangbo.honours.commands import record_badges, record_cards
from dangbo.rules.badges import badge_rules, next_round
from dangbo.rules.days import LAST_MONTH, add_months
from dangbo.rules.member_numbers import next_card_round
from dangbo.rules.member_roll import Enrolled

# The first round on which badges are told.
BADGES_SINCE: Final = date(2016, 2, 3)
REASON: Final = "Dữ liệu minh họa"


def honour(*, actor: Actor, committee: str, people: Sequence[Enrolled], last: date) -> None:
    """Issue the cards of the last years, and award the badges of past rounds."""
    _issue(actor, committee, people, last)
    _award(actor, committee, people, last)


def _issue(actor: Actor, committee: str, people: Iterable[Enrolled], last: date) -> None:
    by_round: dict[date, list[dict[str, str]]] = defaultdict(list)
    since = issued_since(last)
    for person in people:
        if person.official is not None and person.left is None and person.official >= since:
            round_day = next_card_round(max(person.official, person.came))
            key, number = person_key(committee, person.number), card_number(person.number)
            by_round[round_day].append({"person": key, "number": number})
    for round_day, cards in sorted(by_round.items()):
        if round_day <= last:
            record_cards(actor=actor, on=round_day, cards=cards, reason=REASON, invented=True)


def _award(actor: Actor, committee: str, people: Iterable[Enrolled], last: date) -> None:
    by_round: dict[date, list[dict[str, Any]]] = defaultdict(list)
    for person in people:
        for round_day, level in _levels(person, last):
            badge = {"person": person_key(committee, person.number), "level": level}
            by_round[round_day].append(badge)
    for round_day, badges in sorted(by_round.items()):
        record_badges(actor=actor, on=round_day, badges=badges, reason=REASON, invented=True)


def _levels(person: Enrolled, last: date) -> Iterator[tuple[date, int]]:
    """Yield the round at which a member gets each level; at the first only the highest reached."""
    if person.official is None:
        return
    levels = sorted(badge_rules(last).levels)
    reached = {years: add_months(person.admitted, years * LAST_MONTH) for years in levels}
    found: dict[date, int] = {}
    for years, day in reached.items():
        if day <= last:
            found[next_round(max(day, person.official, person.came, BADGES_SINCE))] = years
    yield from (
        (round_day, years)
        for round_day, years in found.items()
        if round_day <= last and (person.left is None or round_day < person.left)
    )
