"""Votes are counted on the base of the rule book, and decide at its thresholds and not below."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.verdicts import finding
from dangbo.rules.voting import (
    Voter,
    body_vote,
    cell_vote,
    decisions,
    threshold_of,
    vote_base,
)

ON = date(2026, 11, 22)
SOURCE = "Quy định 208-QĐ/TW ngày 26/07/2026"
TWO_THIRDS = {
    "admission",
    "recognition",
    "admission_by_committee",
    "strike_off",
    "expulsion_proposal",
}
MAJORITY = {"resolution", "resignation", "exemption", "discipline", "expulsion"}
VOTERS = st.builds(
    Voter,
    official=st.booleans(),
    present=st.booleans(),
    elsewhere=st.booleans(),
    exempt=st.booleans(),
    suspended=st.booleans(),
)


def worked_cell() -> list[Voter]:
    """Return the cell of rule 1.4: 22 members, 20 official, 4 away of whom 3 official."""
    return [
        *[Voter(official=True)] * 17,
        *[Voter(official=True, present=False)] * 3,
        Voter(official=False),
        Voter(official=False, present=False),
    ]


def test_vote_base_of_the_worked_cell_is_20() -> None:
    assert vote_base(voters=worked_cell(), on=ON) == 20


@pytest.mark.parametrize(("agreed", "passes"), [(13, False), (14, True), (17, True)])
def test_worked_cell_needs_14_of_20(agreed: int, *, passes: bool) -> None:
    result = cell_vote(decision="admission", voters=worked_cell(), agreed=agreed, on=ON)

    assert (result.base, result.present, result.quorum, result.needed) == (20, 17, 14, 14)
    assert result.passes is passes


@pytest.mark.parametrize(
    ("voter", "counted"),
    [
        (Voter(official=True, present=False), 1),
        (Voter(official=True, present=False, elsewhere=True), 0),
        (Voter(official=True, elsewhere=True), 1),
        (Voter(official=True, present=False, exempt=True), 0),
        (Voter(official=True, exempt=True), 1),
        (Voter(official=True, suspended=True), 0),
        (Voter(official=False), 0),
    ],
)
def test_vote_base_counts_each_state(voter: Voter, counted: int) -> None:
    assert vote_base(voters=[voter], on=ON) == counted


@given(st.lists(VOTERS, max_size=30))
def test_vote_base_agrees_with_a_count_by_subtraction(voters: list[Voter]) -> None:
    official = [each for each in voters if each.official]
    suspended = [each for each in official if each.suspended]
    away = [
        each
        for each in official
        if not each.suspended and not each.present and (each.elsewhere or each.exempt)
    ]

    assert vote_base(voters=voters, on=ON) == len(official) - len(suspended) - len(away)


def test_every_decision_has_the_threshold_of_the_rule_book() -> None:
    assert {*decisions(on=ON)} == TWO_THIRDS | MAJORITY


@pytest.mark.parametrize("on", [date(2011, 1, 19), date(2025, 6, 30), date(2025, 7, 1), ON])
@pytest.mark.parametrize("decision", sorted(TWO_THIRDS | MAJORITY))
def test_needed_is_the_fewest_that_suffice(decision: str, on: date) -> None:
    def suffices(agreed: int, base: int) -> bool:
        share = Fraction(agreed, base)
        return share >= Fraction(2, 3) if decision in TWO_THIRDS else share > Fraction(1, 2)

    fewest = [
        next(agreed for agreed in range(base + 1) if suffices(agreed, base))
        for base in range(1, 61)
    ]

    assert [threshold_of(decision, on=on).needed(base) for base in range(1, 61)] == fewest


@given(
    decision=st.sampled_from(sorted(TWO_THIRDS | MAJORITY)),
    members=st.integers(0, 60),
    present=st.integers(-1, 61),
    agreed=st.integers(-1, 61),
)
def test_body_vote_gives_every_reason(
    decision: str, members: int, present: int, agreed: int
) -> None:
    result = body_vote(decision=decision, members=members, present=present, agreed=agreed, on=ON)

    codes = []
    if members == 0 or agreed < 0 or agreed > present or present > members:
        codes.append("VOTE_IMPOSSIBLE")
    if 3 * present < 2 * members:
        codes.append("QUORUM_MISSED")
    if (3 * agreed < 2 * members) if decision in TWO_THIRDS else (2 * agreed <= members):
        codes.append("VOTE_MISSED")
    assert [each.code for each in result.verdict().against] == codes
    assert result.passes is not bool(codes)


def test_findings_carry_their_facts_and_source() -> None:
    result = body_vote(decision="resolution", members=15, present=9, agreed=7, on=ON)

    assert result.verdict().against == (
        finding("QUORUM_MISSED", "resolution", SOURCE, base=15, present=9, needed=10),
        finding("VOTE_MISSED", "resolution", SOURCE, base=15, agreed=7, needed=8),
    )


@pytest.mark.parametrize(
    ("on", "source"),
    [
        (date(2025, 6, 30), "45-QĐ/TW"),
        (date(2025, 7, 1), "294-QĐ/TW"),
        (date(2026, 7, 25), "294-QĐ/TW"),
        (date(2026, 7, 26), "208-QĐ/TW"),
    ],
)
def test_source_changes_on_the_day(on: date, source: str) -> None:
    result = body_vote(decision="resolution", members=3, present=3, agreed=3, on=on)

    assert source in result.source


def test_threshold_of_an_unknown_decision_is_none_of_ours() -> None:
    with pytest.raises(KeyError):
        threshold_of("applause", on=ON)
