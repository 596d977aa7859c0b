"""Judge the issue of Party cards: the first, a new one for an old, and the taking back.

Source: `rules.md` R2.41, R2.42; the form of the number and the rounds are in
`sets/member_numbers.toml`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from dangbo.rules.member_numbers import next_card_round, number_form, read_number
from dangbo.rules.verdicts import Findings, Verdict, finding

FIRST, TAKEN_BACK = "first", "taken_back"
AGAIN: Final = ("exchange", "lost", "wrong")
CARD_KINDS: Final = (FIRST, *AGAIN, TAKEN_BACK)
CARD: Final = "card"


@dataclass(frozen=True)
class CardFacts:
    """What is known of a person on the day: the standing, the number of the card held, a death."""

    standing: str = ""
    card: str = ""
    died: bool = False


def judge_card(*, facts: CardFacts, kind: str, number: str, on: date) -> tuple[str, Verdict]:
    """Return the number as it is kept, and what stands against issuing the card so.

    A new card for an old one keeps its number where none is given.
    """
    found = Findings()
    if kind not in CARD_KINDS:
        found.refuse(finding("CARD_KIND_UNKNOWN", CARD, value=kind))
        return "", found.verdict()
    if kind == TAKEN_BACK:
        return facts.card, _judge_return(facts, number)
    _judge_holder(facts, kind, on, found)
    if kind != FIRST and not number.strip():
        return facts.card, found.verdict()
    value, read = read_number(CARD, number, on=on)
    return value, found.verdict([read])


def _judge_holder(facts: CardFacts, kind: str, on: date, found: Findings) -> None:
    form = number_form(kind=CARD, on=on)
    source = form.source if form else ""
    if facts.standing != "official":
        found.refuse(finding("CARD_NOT_OFFICIAL", CARD, source))
    if kind == FIRST and facts.card:
        found.refuse(finding("CARD_HELD", CARD, source))
    if kind != FIRST and not facts.card:
        found.refuse(finding("CARD_NONE", CARD, source))
    if kind == FIRST and next_card_round(on) != on:
        found.warn(finding("CARD_NOT_A_ROUND", CARD, source))


def _judge_return(facts: CardFacts, number: str) -> Verdict:
    found = Findings()
    if not facts.card:
        found.refuse(finding("CARD_NONE", CARD))
    if number.strip():
        found.refuse(finding("CARD_NUMBER_NOT_ASKED", CARD))
    if facts.died:
        found.warn(finding("CARD_KEPT_BY_FAMILY", CARD))
    elif facts.standing:
        found.warn(finding("CARD_STILL_MEMBER", CARD))
    return found.verdict()
