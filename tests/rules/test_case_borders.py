"""Every time of the life cycle ends on its very day: Tet, 29 February, ends of months."""

from datetime import date, timedelta
from typing import Any

import pytest

from dangbo.rules.case_files import Asked, CaseFile, Taken, Whom
from dangbo.rules.case_places import place_of
from dangbo.rules.case_verdicts import verdict_on_step
from dangbo.rules.verdicts import Verdict
from dangbo.rules.voting import body_vote

# Days off of the two winters, as announced; weekends come on top.
OFF = {
    *(date(2025, 1, 1), *(date(2025, 1, day) for day in range(27, 32)), date(2025, 4, 7)),
    *(date(2026, 1, 1), *(date(2026, 2, day) for day in range(16, 21)), date(2026, 4, 27)),
    *(date(2025, 4, 30), date(2025, 5, 1), date(2025, 5, 2)),
    *(date(2026, 4, 30), date(2026, 5, 1), date(2026, 9, 1), date(2026, 9, 2)),
}
# A Friday before and a Monday of exchange: worked on a Saturday instead.
WORKED = {date(2025, 4, 26)}
SATURDAY = 5


def working_days(start: date, count: int) -> date:
    """Count working days one by one from the day after `start`."""
    day = start
    while count:
        day += timedelta(days=1)
        open_ = day.weekday() < SATURDAY and day not in OFF
        count -= open_ or day in WORKED
    return day


def codes(verdict: Verdict) -> set[str]:
    return {each.code for each in (*verdict.against, *verdict.warnings)}


def judged(case: CaseFile, step: str, on: date, by: str = "cell", **more: Any) -> set[str]:
    asked = Asked(step=step, by=by, on=on, today=date(2030, 1, 1), **more)
    return codes(verdict_on_step(case=case, asked=asked))


def admitted(decision: date, receipt: date | None = None) -> CaseFile:
    days = {"listed": decision, "certificate": decision, "dossier": decision}
    days |= {"cell_vote": decision, "decision": decision}
    taken = {code: Taken(on, "cell") for code, on in days.items()}
    if receipt:
        taken["receipt"] = Taken(receipt, "cell")
    return CaseFile(kind="admission", whom=Whom(None), taken=taken)


@pytest.mark.parametrize(
    ("decision", "receipt", "start"),
    [
        (date(2026, 1, 12), date(2026, 1, 12), date(2026, 1, 12)),
        (date(2026, 1, 30), date(2026, 2, 13), date(2026, 2, 13)),
        (date(2026, 2, 13), date(2026, 2, 23), date(2026, 2, 23)),
        (date(2024, 12, 30), date(2025, 1, 24), date(2025, 1, 24)),
        # Since 26 July 2026 the days run from the issue.
        (date(2026, 7, 27), date(2026, 8, 14), date(2026, 7, 27)),
        (date(2026, 7, 31), date(2026, 7, 31), date(2026, 7, 31)),
    ],
)
def test_ceremony_has_thirty_working_days_to_the_day(
    decision: date, receipt: date, start: date
) -> None:
    case, last = admitted(decision, receipt), working_days(start, 30)

    place = place_of(case=case, on=last)

    assert place.due is not None
    assert (place.stage, place.due.due) == ("ceremony", last)
    assert place.nexts[0].left(last) == 0
    assert place.nexts[0].left(last - timedelta(days=45)) == sum(
        working_days(each - timedelta(days=1), 1) == each
        for each in (last - timedelta(days=away) for away in range(45))
    )
    found = [judged(case, "ceremony", on) for on in (last, last + timedelta(days=1))]
    assert found == [set(), {"CEREMONY_LATE"}]


RECOGNITION = ("course", "self_review", "sponsor_remarks", "opinions")
AGREED = body_vote(decision="recognition", members=9, present=9, agreed=9, on=date(2026, 1, 1))


def probation(ceremony: date) -> CaseFile:
    taken = {code: Taken(ceremony + timedelta(days=200), "cell") for code in RECOGNITION}
    whom = Whom("probationary", ceremony=ceremony)
    papers = dict.fromkeys((46, 47, 48, 49, 50), ceremony + timedelta(days=300))
    return CaseFile(kind="recognition", whom=whom, taken=taken, documents=papers)


@pytest.mark.parametrize(
    ("ceremony", "over"),
    [
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2023, 2, 28), date(2024, 2, 28)),
        (date(2024, 9, 15), date(2025, 9, 15)),
        (date(2024, 12, 31), date(2025, 12, 31)),
        (date(2025, 1, 20), date(2026, 1, 20)),
    ],
)
def test_probation_ends_after_twelve_months_to_the_day(ceremony: date, over: date) -> None:
    case = probation(ceremony)

    early = judged(case, "cell_vote", over - timedelta(days=1), vote=AGREED)
    first = judged(case, "cell_vote", over, vote=AGREED)

    assert (early, first) == ({"PROBATION_RUNS"}, set())


@pytest.mark.parametrize("ceremony", [date(2025, 1, 20), date(2025, 1, 31), date(2024, 2, 29)])
def test_recognition_is_late_after_thirty_working_days(ceremony: date) -> None:
    case = probation(ceremony)
    over = date(2025, 2, 28) if ceremony.day == 29 else ceremony.replace(year=2026)
    last = working_days(over, 30)

    place = place_of(case=case, on=over)

    assert place.due is not None
    assert (place.stage, place.due.due) == ("cell_vote", last)
    found = [judged(case, "cell_vote", on, vote=AGREED) for on in (last, last + timedelta(days=1))]
    assert found == [set(), {"RECOGNITION_LATE"}]


@pytest.mark.parametrize(
    ("certificate", "last"),
    [
        (date(2020, 2, 29), date(2025, 2, 28)),
        (date(2020, 1, 31), date(2025, 1, 31)),
        (date(2021, 4, 30), date(2026, 4, 30)),
    ],
)
def test_certificate_is_good_for_sixty_months(certificate: date, last: date) -> None:
    taken = {"listed": Taken(certificate, "cell"), "certificate": Taken(certificate, "superior")}
    taken["dossier"] = Taken(last, "cell")
    case = CaseFile(kind="admission", whom=Whom(None), taken=taken)

    found = [
        "CERTIFICATE_EXPIRED" in judged(case, "cell_vote", on, vote=AGREED)
        for on in (last, last + timedelta(days=1))
    ]

    assert found == [False, True]


@pytest.mark.parametrize(
    ("effect", "count"),
    [(date(2026, 1, 12), 60), (date(2025, 1, 24), 30), (date(2026, 2, 13), 60)],
)
def test_transfer_has_its_working_days_around_tet(effect: date, count: int) -> None:
    case = CaseFile(
        kind="transfer_out",
        whom=Whom("official"),
        facts={"effect": effect.isoformat()},
        taken={"request": Taken(effect, "member")},
    )
    last = working_days(effect, count)

    found = [judged(case, "introduction", on) for on in (last, last + timedelta(days=1))]

    assert found == [set(), {"TRANSFER_LATE"}]
    due = place_of(case=case, on=effect).due
    assert due is not None
    assert due.due == last


@pytest.mark.parametrize("left", [date(2020, 2, 29), date(2022, 8, 31), date(2022, 2, 28)])
def test_readmission_opens_after_thirty_six_months(left: date) -> None:
    first = date(2023, 2, 28) if left.day == 29 else left.replace(year=left.year + 3)
    taken = {code: Taken(left, "cell") for code in ("application", "consent", "dossier")}
    case = CaseFile("readmission", Whom(None, left=left, left_by="resign"), taken=taken)

    found = [
        "READMISSION_EARLY" in judged(case, "cell_vote", on, vote=AGREED)
        for on in (first - timedelta(days=1), first)
    ]

    assert found == [True, False]


def suspended(on: date, end: date | None) -> CaseFile:
    facts = {"end": end.isoformat()} if end else {}
    taken = {"proposal": Taken(on, "cell"), "decision": Taken(on, "grassroots", facts)}
    return CaseFile("suspension", Whom("official", "suspended"), taken=taken)


def test_suspension_ends_on_the_day_stated_and_not_after_its_days() -> None:
    on = date(2026, 2, 1)
    before = CaseFile("suspension", Whom("official"), taken={"proposal": Taken(on, "cell")})

    def decide(end: date | None) -> set[str]:
        facts = {"end": end.isoformat()} if end else {}
        return judged(before, "decision", on, "grassroots", facts=facts)

    assert decide(on + timedelta(days=90)) == set()
    assert decide(on + timedelta(days=91)) == {"SUSPENSION_LONG"}
    assert decide(on) == {"ENDS_BEFORE_START"}
    assert decide(None) == {"END_MISSING"}
    case = suspended(on, date(2026, 3, 31))
    due = place_of(case=case, on=on).due
    assert due is not None
    assert due.due == date(2026, 3, 31)


def test_longer_suspension_runs_from_the_end_of_the_first() -> None:
    on, end = date(2026, 2, 1), date(2026, 3, 31)
    case = suspended(on, end)

    def extend(until: date, when: date = date(2026, 3, 20)) -> set[str]:
        return judged(case, "extension", when, "grassroots", facts={"end": until.isoformat()})

    assert extend(end + timedelta(days=90)) == set()
    assert extend(end + timedelta(days=90), date(2026, 4, 15)) == set()
    assert extend(end + timedelta(days=91)) == {"SUSPENSION_LONG"}
    assert extend(end) == {"ENDS_BEFORE_START"}
    longer = Taken(date(2026, 3, 20), "grassroots", {"end": "2026-06-15"})
    again = CaseFile("suspension", case.whom, taken={**case.taken, "extension": longer})
    due = place_of(case=again, on=end).due
    assert due is not None
    assert due.due == date(2026, 6, 15)
    assert judged(again, "resumption", date(2026, 6, 16), "grassroots") == set()
    active = CaseFile("suspension", Whom("official"), taken=again.taken)
    assert judged(active, "resumption", date(2026, 6, 16), "grassroots") == {"ACTIVITY_ALREADY"}
