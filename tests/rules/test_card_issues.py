"""Prove what stands against issuing, changing and taking back a card."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.card_issues import AGAIN, CARD_KINDS, CardFacts, judge_card

ROUND, OTHER = date(2024, 5, 19), date(2024, 5, 20)
OFFICIAL = CardFacts("official")
BEARER = CardFacts("official", "14302771")


def judged(
    facts: CardFacts, kind: str, number: str = "", on: date = ROUND
) -> tuple[str, list[str], list[str]]:
    kept, verdict = judge_card(facts=facts, kind=kind, number=number, on=on)
    warned = [each.code for each in verdict.warnings]
    return kept, [each.code for each in verdict.against], warned


@pytest.mark.parametrize(
    ("facts", "kind", "number", "kept", "against", "warned"),
    [
        (OFFICIAL, "first", "14.302.772", "14302772", [], []),
        (OFFICIAL, "first", "302772", "00302772", [], ["NUMBER_ZEROS_EATEN"]),
        (OFFICIAL, "first", "", "", ["NUMBER_EMPTY"], []),
        (OFFICIAL, "first", "1430277", "01430277", [], ["NUMBER_ZEROS_EATEN"]),
        (OFFICIAL, "first", "143027722", "143027722", ["NUMBER_FORM"], []),
        (OFFICIAL, "first", "00000000", "00000000", ["NUMBER_PLACEHOLDER"], []),
        (BEARER, "first", "14302772", "14302772", ["CARD_HELD"], []),
        (CardFacts("probationary"), "first", "14302772", "14302772", ["CARD_NOT_OFFICIAL"], []),
        (CardFacts(), "first", "14302772", "14302772", ["CARD_NOT_OFFICIAL"], []),
        (BEARER, "lost", "", "14302771", [], []),
        (BEARER, "exchange", "14302779", "14302779", [], []),
        (OFFICIAL, "wrong", "14302779", "14302779", ["CARD_NONE"], []),
        (CardFacts("", "14302771"), "taken_back", "", "14302771", [], []),
        (CardFacts("", "14302771"), "lost", "", "14302771", ["CARD_NOT_OFFICIAL"], []),
        (CardFacts("", "1", died=True), "taken_back", "", "1", [], ["CARD_KEPT_BY_FAMILY"]),
        (BEARER, "taken_back", "", "14302771", [], ["CARD_STILL_MEMBER"]),
        (CardFacts(), "taken_back", "", "", ["CARD_NONE"], []),
        (BEARER, "taken_back", "9", "14302771", ["CARD_NUMBER_NOT_ASKED"], ["CARD_STILL_MEMBER"]),
        (OFFICIAL, "gift", "", "", ["CARD_KIND_UNKNOWN"], []),
    ],
)
def test_each_issue_has_its_reasons(
    facts: CardFacts, kind: str, number: str, kept: str, against: list[str], warned: list[str]
) -> None:
    assert judged(facts, kind, number) == (kept, against, warned)


def test_first_cards_are_issued_on_the_rounds() -> None:
    assert judged(OFFICIAL, "first", "14302772", OTHER) == ("14302772", [], ["CARD_NOT_A_ROUND"])


def test_numbers_of_twelve_digits_hold_since_the_new_directive() -> None:
    number = "012345678901"

    assert judged(OFFICIAL, "first", number, date(2025, 8, 7))[1] == ["NUMBER_FORM"]
    assert judged(OFFICIAL, "first", number, date(2025, 8, 8))[1] == []


@given(st.sampled_from(CARD_KINDS), st.sampled_from(["", "official", "probationary"]))
def test_who_has_no_card_gets_a_first_one_and_no_other(kind: str, standing: str) -> None:
    against = judged(CardFacts(standing), kind, "14302772")[1]

    assert ("CARD_NONE" in against) == (kind != "first")
    assert ("CARD_NOT_OFFICIAL" in against) == (
        kind in {"first", *AGAIN} and standing != "official"
    )
