"""Decision, ceremony and recognition are allowed, late or refused on the right side of each day."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.life_cycle import (
    Proposal,
    may_admit,
    may_annul_admission,
    may_consider_recognition,
    may_hold_ceremony,
    may_recognise,
)
from dangbo.rules.membership_terms import deadline_of, official_day
from dangbo.rules.verdicts import Verdict, finding
from dangbo.rules.voting import VoteResult, body_vote

R294 = "Quy định 294-QĐ/TW ngày 26/05/2025"
R208 = "Quy định 208-QĐ/TW ngày 26/07/2026"
ON = date(2026, 9, 15)
BELOW = frozenset({"departmental", "grassroots_committee"})
CELL = body_vote(decision="admission", members=20, present=17, agreed=14, on=ON)
COMMITTEE = body_vote(decision="resolution", members=15, present=14, agreed=8, on=ON)
AGREED = Proposal(
    cell=CELL,
    cell_on=date(2026, 8, 3),
    grassroots=COMMITTEE,
    grassroots_on=date(2026, 8, 20),
    received=date(2026, 8, 24),
)
PAPERS = dict.fromkeys((43, 44, 45))
REVIEW = dict.fromkeys((46, 47, 48, 49))
WHOLE = {**REVIEW, **dict.fromkeys((50, 51, 52))}


def codes(verdict: Verdict) -> tuple[list[str], list[str]]:
    return [each.code for each in verdict.against], [each.code for each in verdict.warnings]


def admit(proposal: Proposal = AGREED, by: str = "superior_standing", on: date = ON) -> Verdict:
    return may_admit(proposal=proposal, by=by, documents=PAPERS, on=on, conditions=BELOW)


def test_admission_agreed_below_may_be_decided() -> None:
    assert admit() == Verdict()


@pytest.mark.parametrize(
    ("by", "on", "against"),
    [
        ("superior_standing", date(2026, 7, 25), []),
        ("empowered_committee", date(2026, 7, 25), []),
        ("grassroots_standing", date(2026, 7, 25), ["DECIDER_NOT_COMPETENT"]),
        ("grassroots_standing", date(2026, 7, 26), []),
        ("cell", date(2026, 7, 26), ["DECIDER_NOT_COMPETENT"]),
    ],
)
def test_decider_by_the_rules_of_the_day(by: str, on: date, against: list[str]) -> None:
    proposal = Proposal(CELL, date(2026, 5, 4), COMMITTEE, date(2026, 6, 1), date(2026, 6, 8))

    assert codes(admit(proposal, by, on)) == (against, [])


def test_admission_without_the_steps_below_is_refused_with_every_reason() -> None:
    verdict = may_admit(
        proposal=Proposal(None, None),
        by="superior_standing",
        documents={},
        on=ON,
        conditions=BELOW,
    )

    assert codes(verdict) == (
        ["DOCUMENT_MISSING"] * 3 + ["CELL_NOT_AGREED", "GRASSROOTS_NOT_AGREED"],
        [],
    )


def test_admission_of_a_grassroots_cell_needs_no_committee() -> None:
    verdict = may_admit(
        proposal=Proposal(CELL, date(2026, 8, 3)),
        by="superior_standing",
        documents={43: None},
        on=ON,
    )

    assert verdict == Verdict()


@pytest.mark.parametrize(("agreed", "against"), [(14, []), (13, ["VOTE_MISSED"])])
def test_admission_carries_what_stands_against_the_vote(agreed: int, against: list[str]) -> None:
    cell = body_vote(decision="admission", members=20, present=17, agreed=agreed, on=ON)

    verdict = admit(Proposal(cell, AGREED.cell_on, COMMITTEE, AGREED.grassroots_on))

    assert codes(verdict) == (against, [])


@pytest.mark.parametrize(
    ("cell_on", "grassroots_on", "against"),
    [
        (date(2026, 9, 15), date(2026, 9, 15), []),
        (date(2026, 9, 16), None, ["STEPS_OUT_OF_ORDER"]),
        (date(2026, 8, 21), date(2026, 8, 20), ["STEPS_OUT_OF_ORDER"]),
        (date(2026, 8, 1), date(2026, 9, 16), ["STEPS_OUT_OF_ORDER"]),
    ],
)
def test_decisions_follow_in_order(
    cell_on: date, grassroots_on: date | None, against: list[str]
) -> None:
    assert codes(admit(Proposal(CELL, cell_on, COMMITTEE, grassroots_on))) == (against, [])


def test_late_decision_is_warned_of_from_the_day_after_its_last() -> None:
    due = deadline_of(step="decision", since=date(2026, 8, 24)).due

    found = [codes(admit(on=due + timedelta(days=away))) for away in (0, 1)]

    assert due == date(2026, 11, 19)
    assert found == [([], []), ([], ["DECISION_LATE"])]


@pytest.mark.parametrize(
    ("issued", "received", "on", "expected"),
    [
        # Under 294-QĐ/TW thirty working days from the receipt; Tet 2026 lies in between.
        (date(2026, 1, 26), date(2026, 2, 13), date(2026, 4, 3), ([], [])),
        (date(2026, 1, 26), date(2026, 2, 13), date(2026, 4, 4), ([], ["CEREMONY_LATE"])),
        # Under 208-QĐ/TW from the issue; 31 August to 2 September off, 22 August worked.
        (date(2026, 7, 27), date(2026, 8, 10), date(2026, 9, 9), ([], [])),
        (date(2026, 7, 27), date(2026, 8, 10), date(2026, 9, 10), ([], ["CEREMONY_LATE"])),
        (
            date(2026, 7, 27),
            date(2026, 8, 10),
            date(2026, 8, 9),
            (["CEREMONY_BEFORE_DECISION"], []),
        ),
        (date(2026, 7, 27), None, date(2026, 7, 26), (["CEREMONY_BEFORE_DECISION"], [])),
        (date(2026, 7, 27), None, date(2026, 7, 27), ([], [])),
        (date(2026, 1, 26), None, date(2026, 2, 2), ([], ["RECEIPT_UNKNOWN"])),
    ],
)
def test_ceremony_within_thirty_working_days(
    issued: date, received: date | None, on: date, expected: tuple[list[str], list[str]]
) -> None:
    assert codes(may_hold_ceremony(issued=issued, received=received, on=on)) == expected


def test_late_ceremony_says_when_and_whether_it_was_reported() -> None:
    verdict = may_hold_ceremony(
        issued=date(2026, 7, 27), received=None, on=date(2026, 9, 12), reported=True
    )

    late = finding("CEREMONY_LATE", "", R208, due="2026-09-09", days=3, reported=True)
    assert verdict == Verdict((), (late,))


def recognise(on: date, ceremony: date = date(2024, 9, 15), **changes: Any) -> Verdict:
    given_: dict[str, Any] = {
        "standing": "probationary",
        "course": date(2025, 3, 1),
        "proposal": Proposal(CELL, on, COMMITTEE, on),
        "documents": WHOLE,
        "conditions": BELOW,
        **changes,
    }
    return may_recognise(ceremony=ceremony, on=on, **given_)


@pytest.mark.parametrize(
    ("ceremony", "on", "day"),
    [
        (date(2024, 9, 15), date(2025, 9, 14), "2025-09-15"),
        (date(2024, 2, 29), date(2025, 2, 27), "2025-02-28"),
        (date(2024, 8, 31), date(2025, 8, 30), "2025-08-31"),
    ],
)
def test_recognition_waits_for_the_last_day_of_probation(
    ceremony: date, on: date, day: str
) -> None:
    papers = {"course": None, "documents": WHOLE}

    early = recognise(on, ceremony).against
    in_time = recognise(on + timedelta(days=1), ceremony, **papers)

    assert [(each.code, each.fact("day")) for each in early if each.code == "PROBATION_RUNS"] == [
        ("PROBATION_RUNS", day)
    ]
    assert codes(in_time) == (["COURSE_MISSING"], [])


def test_late_recognition_keeps_the_official_day() -> None:
    in_time, late = recognise(date(2025, 10, 27)), recognise(date(2025, 10, 28))

    warning = finding("RECOGNITION_LATE", "", R294, due="2025-10-27", days=1, official="2025-09-15")
    assert (in_time, late) == (Verdict(), Verdict((), (warning,)))


def test_recognition_in_time_in_the_cell_is_in_time() -> None:
    verdict = recognise(
        date(2025, 12, 1), proposal=Proposal(CELL, date(2025, 10, 27), COMMITTEE, date(2025, 11, 3))
    )

    assert verdict == Verdict()


@given(
    probationary=st.booleans(),
    taught=st.booleans(),
    voted=st.booleans(),
    held=st.sets(st.sampled_from(sorted(WHOLE))),
)
def test_recognition_gives_every_reason_at_once(
    *, probationary: bool, taught: bool, voted: bool, held: set[int]
) -> None:
    on = date(2025, 9, 20)
    cell: VoteResult | None = CELL if voted else None

    verdict = recognise(
        on,
        standing="probationary" if probationary else "official",
        course=on if taught else None,
        proposal=Proposal(cell, on, COMMITTEE, on),
        documents=dict.fromkeys(held),
    )

    wanted = ["NOT_PROBATIONARY"] * (not probationary) + ["COURSE_MISSING"] * (not taught)
    wanted += ["DOCUMENT_MISSING"] * (len(WHOLE) - len(held)) + ["CELL_NOT_AGREED"] * (not voted)
    assert codes(verdict) == (wanted, [])


@given(ceremony=st.dates(date(2011, 11, 1), date(2040, 1, 1)), away=st.integers(-400, 800))
def test_considering_recognition_is_allowed_from_the_official_day(
    ceremony: date, away: int
) -> None:
    over = official_day(ceremony)
    on = over + timedelta(days=away)

    verdict = may_consider_recognition(
        standing="probationary", ceremony=ceremony, course=date(2000, 1, 1), documents=REVIEW, on=on
    )

    late = on > deadline_of(step="recognition", since=ceremony, on=over).due
    assert codes(verdict) == (
        ["PROBATION_RUNS"] if away < 0 else [],
        ["RECOGNITION_LATE"] if late else [],
    )


@pytest.mark.parametrize(
    ("standing", "ground", "against"),
    [
        ("probationary", "wrong_standard", []),
        ("official", "wrong_authority", []),
        ("probationary", "wrong_procedure", ["REPAIR_INSTEAD"]),
        ("probationary", "dislike", ["REASON_UNKNOWN"]),
        (None, "wrong_standard", ["NOT_A_MEMBER"]),
    ],
)
def test_annulment_by_its_ground(standing: str | None, ground: str, against: list[str]) -> None:
    assert codes(may_annul_admission(standing=standing, ground=ground, on=ON)) == (against, [])
