"""Strike-off, resignation, expulsion and returns are judged at each border."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.life_exits import (
    FormerMember,
    may_expel,
    may_readmit,
    may_resign,
    may_restore,
    may_strike_off,
    readmission_day,
    strike_off_reasons,
)
from dangbo.rules.verdicts import Verdict, finding
from dangbo.rules.voting import body_vote

ON = date(2026, 9, 15)
R208 = "Quy định 208-QĐ/TW ngày 26/07/2026"
STRUCK = body_vote(decision="strike_off", members=20, present=15, agreed=14, on=ON)
PROPOSED = body_vote(decision="expulsion_proposal", members=20, present=15, agreed=14, on=ON)
DECIDED = body_vote(decision="expulsion", members=15, present=12, agreed=8, on=ON)
# Each reason of the rule book: whom it is for, and what it takes.
REASONS = {
    "no_activity": ("any", 3),
    "no_dues": ("any", 3),
    "card_given_up": ("any", 1),
    "lost_will": ("any", 12),
    "unfit_years": ("any", 2),
    "probation_failed": ("probationary", 1),
}
LEFT = FormerMember(left=date(2023, 9, 15), left_by="resign")


def codes(verdict: Verdict) -> list[str]:
    assert verdict.warnings == ()
    return [each.code for each in verdict.against]


def test_reasons_to_strike_off_are_those_of_the_rule_book() -> None:
    assert strike_off_reasons(on=ON) == tuple(REASONS)


@given(
    reason=st.sampled_from([*REASONS, "dislike"]),
    standing=st.sampled_from(["probationary", "official", None]),
    count=st.integers(0, 14),
    excused=st.booleans(),
    deserves=st.booleans(),
    voted=st.booleans(),
)
def test_strike_off_gives_every_reason(
    reason: str, standing: str | None, count: int, *, excused: bool, deserves: bool, voted: bool
) -> None:
    verdict = may_strike_off(
        standing=standing,
        reason=reason,
        count=count,
        cell=STRUCK if voted else None,
        on=ON,
        excused=excused,
        deserves_expulsion=deserves,
    )

    whom, needed = REASONS.get(reason, ("any", 0))
    wanted = ["NOT_A_MEMBER"] * (standing is None)
    wanted += ["REASON_UNKNOWN"] * (reason not in REASONS)
    wanted += ["REASON_NOT_FOR"] * (whom != "any" and standing == "official")
    wanted += ["REASON_NOT_REACHED"] * (count < needed) + ["EXCUSED"] * excused
    wanted += ["DESERVES_EXPULSION"] * deserves + ["CELL_NOT_AGREED"] * (not voted)
    assert codes(verdict) == wanted


def test_strike_off_says_how_far_the_reason_has_gone() -> None:
    verdict = may_strike_off(standing="official", reason="no_dues", count=2, cell=STRUCK, on=ON)

    facts: dict[str, Any] = {"reason": "no_dues", "count": 2, "needed": 3, "unit": "months"}
    assert verdict == Verdict((finding("REASON_NOT_REACHED", "", R208, **facts),))


@pytest.mark.parametrize(
    ("standing", "requested", "agreed", "deserves", "against"),
    [
        ("official", True, 11, False, []),
        ("probationary", True, 11, False, []),
        ("official", True, 10, False, ["VOTE_MISSED"]),
        ("official", True, None, False, ["CELL_NOT_AGREED"]),
        ("official", False, 11, False, ["REQUEST_MISSING"]),
        ("official", True, 11, True, ["DESERVES_EXPULSION"]),
        (None, True, 11, False, ["NOT_A_MEMBER"]),
    ],
)
def test_resignation(
    standing: str | None, agreed: int | None, against: list[str], *, requested: bool, deserves: bool
) -> None:
    cell = agreed and body_vote(
        decision="resignation", members=20, present=15, agreed=agreed, on=ON
    )

    verdict = may_resign(
        standing=standing,
        requested=requested,
        cell=cell or None,
        on=ON,
        deserves_expulsion=deserves,
    )

    assert codes(verdict) == against


@given(
    standing=st.sampled_from(["official", "probationary", None]),
    proposed=st.booleans(),
    decided=st.booleans(),
)
def test_only_official_members_are_expelled(
    standing: str | None, *, proposed: bool, decided: bool
) -> None:
    verdict = may_expel(
        standing=standing,
        proposal=PROPOSED if proposed else None,
        decision=DECIDED if decided else None,
        on=ON,
    )

    wanted = ["NOT_A_MEMBER"] * (standing is None)
    wanted += ["EXPEL_NEEDS_OFFICIAL"] * (standing == "probationary")
    wanted += ["DECISION_MISSING"] * (not decided) + ["CELL_NOT_AGREED"] * (not proposed)
    assert codes(verdict) == wanted


def test_expulsion_carries_what_stands_against_either_vote() -> None:
    proposal = body_vote(decision="expulsion_proposal", members=20, present=15, agreed=13, on=ON)
    decision = body_vote(decision="expulsion", members=15, present=12, agreed=7, on=ON)

    found = may_expel(standing="official", proposal=proposal, decision=decision, on=ON).against

    assert [(each.code, each.where, each.fact("needed")) for each in found] == [
        ("VOTE_MISSED", "expulsion_proposal", 14),
        ("VOTE_MISSED", "expulsion", 8),
    ]


@pytest.mark.parametrize(
    ("left", "first"),
    [
        (date(2023, 9, 15), date(2026, 9, 15)),
        (date(2024, 2, 29), date(2027, 2, 28)),
        (date(2023, 8, 31), date(2026, 8, 31)),
    ],
)
def test_readmission_after_36_months(left: date, first: date) -> None:
    former = replace(LEFT, left=left)

    found = [
        codes(may_readmit(former=former, consents=["readmission"], on=first - timedelta(days=away)))
        for away in (0, 1)
    ]

    assert readmission_day(left=left) == first
    assert found == [[], ["READMISSION_EARLY"]]


@pytest.mark.parametrize(
    ("former", "consents", "against"),
    [
        (LEFT, ["readmission"], []),
        (LEFT, [], ["CONSENT_MISSING"]),
        (replace(LEFT, left_by="strike_off"), ["readmission"], []),
        (replace(LEFT, left_by="expel"), ["readmission"], []),
        (replace(LEFT, left_by="die"), ["readmission"], ["EXIT_IS_FINAL"]),
        (replace(LEFT, left_by="annul"), ["readmission"], ["EXIT_IS_FINAL"]),
        (replace(LEFT, times_readmitted=1), ["readmission"], ["READMITTED_BEFORE"]),
        (
            replace(LEFT, grounds=frozenset({"factional_acts", "serious_breach", "other"})),
            ["readmission"],
            ["GROUND_BARS", "GROUND_BARS"],
        ),
        (replace(LEFT, sentenced=True), ["readmission"], ["RECORD_NOT_CLEARED"]),
        (
            replace(LEFT, sentenced=True, cleared=date(2023, 9, 15)),
            ["readmission"],
            [],
        ),
        (
            replace(LEFT, sentenced=True, cleared=date(2023, 9, 16)),
            ["readmission"],
            ["SENTENCE_RECENT"],
        ),
        (
            replace(LEFT, sentenced=True, serious=True, cleared=date(2021, 9, 16)),
            ["readmission"],
            ["SENTENCE_RECENT"],
        ),
        (
            replace(LEFT, sentenced=True, serious=True, cleared=date(2021, 9, 15)),
            ["readmission"],
            [],
        ),
    ],
)
def test_readmission_by_what_went_before(
    former: FormerMember, consents: list[str], against: list[str]
) -> None:
    assert codes(may_readmit(former=former, consents=consents, on=ON)) == against


@pytest.mark.parametrize(
    ("left_by", "wrong", "against"),
    [
        ("expel", True, []),
        ("strike_off", True, []),
        ("resign", True, []),
        ("annul", True, []),
        ("expel", False, ["CONCLUSION_MISSING"]),
        ("die", True, ["EXIT_IS_FINAL"]),
        ("move_out", False, ["EXIT_IS_FINAL", "CONCLUSION_MISSING"]),
    ],
)
def test_restoring_undoes_a_wrong_exit(left_by: str, against: list[str], *, wrong: bool) -> None:
    assert codes(may_restore(left_by=left_by, concluded_wrong=wrong, on=ON)) == against
