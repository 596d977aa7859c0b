"""Gather what the rules judge badges and cards by, person by person."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dangbo.honours.access import (
    EVE,
    badge_numbers_taken,
    cards_on,
    deaths_of,
    levels_held,
    persons_by_uid,
    standings_on,
)
from dangbo.honours.queries.waiting import waits_at
from dangbo.rules.badge_rounds import REISSUE, judge_giving
from dangbo.rules.badges import BadgeFacts
from dangbo.rules.card_issues import CardFacts, judge_card
from dangbo.rules.verdicts import Finding, Findings, Verdict, finding

Asked = Mapping[str, Any]


def verdict_on_badges(*, on: date, badges: Sequence[Asked]) -> Verdict:
    """Say whether badges may be recorded on a day; each finding tells its person as `where`."""
    found = Findings()
    persons = _known(badges, found)
    facts = badge_facts(persons.values(), on=on)
    for each in badges:
        uid, level = each["person"], each["level"]
        if uid not in persons:
            continue
        own = _held_so(facts.get(persons[uid]), each["kind"], level, on)
        _gather(found, uid, judge_giving(facts=own, kind=each["kind"], level=level, on=on))
    found.warn(*_numbers_twice(badges, persons))
    return found.verdict()


def _held_so(own: Any, kind: str, level: int, on: date) -> BadgeFacts | None:
    """Return the facts with what was held by the day; a level is given once, on whichever day."""
    if own is None:
        return None
    facts, held = own
    levels = {each for each, day in held.items() if day <= on}
    if kind != REISSUE and level in held:
        levels.add(level)
    found: BadgeFacts = replace(facts, held=frozenset(levels))
    return found


def badge_facts(
    persons: Iterable[int], *, on: date
) -> dict[int, tuple[BadgeFacts, dict[int, date]]]:
    """Return of persons what badges are judged by, and the levels held of any day."""
    ids = list(persons)
    died = deaths_of(ids, until=on)
    held = levels_held(ids, until=date.max, known=None)
    waits = waits_at(ids, round_day=on, by=on, known=None)
    found: dict[int, tuple[BadgeFacts, dict[int, date]]] = {}
    for person, row in standings_on(ids, on=on).items():
        if row.counted_from is None:
            continue
        last = died[person] - EVE if person in died else on
        still = row.end is None or row.end > last
        facts = BadgeFacts(
            counted_from=row.counted_from,
            official=still and row.standing == "official",
            suspended=row.activity == "suspended",
            discipline=waits.get(person),
            died=died.get(person),
        )
        found[person] = (facts, held.get(person, {}))
    return found


def _numbers_twice(badges: Sequence[Asked], persons: Mapping[str, int]) -> Iterator[Finding]:
    """Warn of numbers of badges that somebody else of the level has, here or in the register."""
    asked = [(each["level"], each["number"], each["person"]) for each in badges if each["number"]]
    taken = badge_numbers_taken({number for _, number, _ in asked})
    times = Counter((level, number) for level, number, _ in asked)
    for level, number, uid in asked:
        other = taken.get((level, number))
        if times[level, number] > 1 or (other is not None and other != persons.get(uid)):
            yield finding("BADGE_NUMBER_TWICE", uid, number=number, level=level)


def verdict_on_cards(*, on: date, cards: Sequence[Asked]) -> tuple[list[dict[str, Any]], Verdict]:
    """Return cards as they would be kept, with what stands against them; `where` is the person."""
    found = Findings()
    persons = _known(cards, found)
    stands = standings_on(persons.values(), on=on)
    held, died = cards_on(persons.values(), on=on), deaths_of(persons.values(), until=on)
    kept = []
    for each in cards:
        uid = each["person"]
        if uid not in persons:
            continue
        person = persons[uid]
        row = stands.get(person)
        still = row is not None and (row.end is None or row.end > on)
        card = held.get(person, "")
        facts = CardFacts(row.standing if row and still else "", card, person in died)
        number, verdict = judge_card(facts=facts, kind=each["kind"], number=each["number"], on=on)
        _gather(found, uid, verdict)
        kept.append({"person": uid, "kind": each["kind"], "number": number, "before": card})
    return kept, found.verdict()


def _known(asked: Sequence[Asked], found: Findings) -> dict[str, int]:
    if not asked:
        found.refuse(finding("NOBODY"))
    times = Counter(each["person"] for each in asked)
    persons = persons_by_uid(times)
    for uid, count in times.items():
        if uid not in persons:
            found.refuse(finding("HONOURED_UNKNOWN", uid))
        elif count > 1:
            found.refuse(finding("NAMED_TWICE", uid))
    return persons


def _gather(found: Findings, uid: str, verdict: Verdict) -> None:
    found.refuse(*(replace(each, where=uid) for each in verdict.against))
    found.warn(*(replace(each, where=uid) for each in verdict.warnings))
