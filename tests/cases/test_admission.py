"""From candidate to official member: votes on the true base, deadlines, what each step makes."""

from datetime import date

import pytest
from cases.samples import CANDIDATE, admitted_until, opened, put, step

from dangbo.accounts.access import OPERATOR
from dangbo.cases.commands import foresee_step, undo_step, withdraw_case
from dangbo.cases.commands.stepping import StepGiven
from dangbo.cases.models import Case, CaseDocument, Step
from dangbo.cases.queries.seats import seats_on
from dangbo.cases.queries.voting import Electorate, electorate_of
from dangbo.cases.replay.verifying import first_difference
from dangbo.members.commands import record_events
from dangbo.members.models import Posting, Standing
from dangbo.orgs.commands import decide, register_orgs
from dangbo.rules.verdicts import RuleError, Verdict

pytestmark = pytest.mark.django_db


def codes(verdict: Verdict) -> tuple[list[str], list[str]]:
    return [each.code for each in verdict.against], [each.code for each in verdict.warnings]


def standings(case: Case) -> list[tuple[str, date, date | None]]:
    rows = Standing.objects.filter(person=case.person, voided_by=None).order_by("start")
    return list(rows.values_list("standing", "start", "end"))


def recognition_of(case: Case) -> Case:
    return Case.objects.get(person=case.person, kind="recognition", voided_by=None)


def prepared(case: Case, on: date) -> Case:
    """Bring the case of recognition of an admitted person to the meeting of the cell."""
    later = recognition_of(case)
    put(later, (46, 47, 48, 49, 50, 52), on)
    for code, by in (
        ("course", "superior"),
        ("self_review", "member"),
        ("sponsor_remarks", "cell"),
        ("opinions", "cell"),
    ):
        step(later, code, on, by)
    return later


def test_a_candidate_becomes_official_on_the_day_the_twelve_months_end(
    ids: dict[str, int],
) -> None:
    case = admitted_until("member_file", ids, back=1)
    case.refresh_from_db()
    assert (case.closed_on, case.outcome) == (date(2025, 3, 2), "done")
    assert standings(case) == [("probationary", date(2025, 2, 2), None)]
    later = prepared(case, date(2026, 1, 20))
    assert later.conditions == ["grassroots_committee"]

    step(later, "cell_vote", date(2026, 2, 6), vote={"present": 18, "agreed": 18})
    committee = {"members": 9, "present": 9, "agreed": 9}
    step(later, "grassroots_resolution", date(2026, 2, 20), "grassroots", vote=committee)
    step(later, "decision", date(2026, 3, 9), "superior_standing")
    step(later, "notice", date(2026, 3, 12), "grassroots")

    later.refresh_from_db()
    assert (later.closed_on, later.outcome) == (date(2026, 3, 12), "done")
    assert standings(case) == [
        ("probationary", date(2025, 2, 2), date(2026, 2, 2)),
        ("official", date(2026, 2, 2), None),
    ]
    held = Standing.objects.get(person=case.person, standing="official", voided_by=None)
    assert (held.admitted, held.counted_from) == (date(2025, 1, 12), date(2025, 1, 12))
    assert first_difference() is None


def test_late_recognition_counts_from_the_end_of_the_probation(ids: dict[str, int]) -> None:
    case = opened("admission", date(2024, 1, 10), identity=CANDIDATE, org=ids["y-te-1"])
    happened = [
        {"change": "admit", "person": case.person.uid, "org": ids["y-te-1"]}
        | {"admitted": "2024-08-25"}
    ]
    withdraw_case(actor=OPERATOR, case=case.pk, on=date(2024, 2, 1), reason="ghi nhầm")
    record_events(actor=OPERATOR, on=date(2024, 9, 15), events=happened, reason="ví dụ")
    opened("recognition", date(2025, 9, 16), person=case.person.uid)
    late = prepared(case, date(2025, 9, 25))
    vote = {"present": 18, "agreed": 18}
    given = StepGiven("cell_vote", date(2025, 12, 1), "cell", {}, vote)
    told = foresee_step(actor=OPERATOR, case=late.pk, given=given)
    assert codes(told) == ([], ["RECOGNITION_LATE"])
    step(late, "cell_vote", date(2025, 12, 1), vote=vote)
    committee = {"members": 9, "present": 9, "agreed": 9}
    step(late, "grassroots_resolution", date(2025, 12, 8), "grassroots", vote=committee)

    step(late, "decision", date(2025, 12, 22), "superior_standing")

    assert standings(case) == [
        ("probationary", date(2024, 9, 15), date(2025, 9, 15)),
        ("official", date(2025, 9, 15), None),
    ]
    held = Standing.objects.get(person=case.person, standing="official", voided_by=None)
    assert held.counted_from == date(2024, 8, 25)
    assert first_difference() is None


def test_recognition_before_the_probation_ends_is_refused(ids: dict[str, int]) -> None:
    later = prepared(admitted_until("ceremony", ids), date(2026, 8, 3))

    vote = {"present": 18, "agreed": 18}
    given = StepGiven("cell_vote", date(2026, 9, 1), "cell", {}, vote)
    told = foresee_step(actor=OPERATOR, case=later.pk, given=given)

    assert codes(told) == (["PROBATION_RUNS"], [])
    assert told.against[0].fact("day") == "2027-02-02"
    assert not Step.objects.filter(case=later, code="cell_vote").exists()


def test_a_late_ceremony_is_warned_of_and_admits_all_the_same(ids: dict[str, int]) -> None:
    case = admitted_until("decision", ids)
    given = StepGiven("ceremony", date(2026, 5, 20), "cell")

    told = foresee_step(actor=OPERATOR, case=case.pk, given=given)
    step(case, "ceremony", date(2026, 5, 20))

    assert codes(told) == ([], ["RECEIPT_UNKNOWN", "CEREMONY_LATE"])
    assert standings(case) == [("probationary", date(2026, 5, 20), None)]


def test_twenty_of_twenty_two_are_the_base_and_fourteen_are_needed(ids: dict[str, int]) -> None:
    case = admitted_until("dossier", ids)
    on = date(2025, 12, 5)
    assert electorate_of(org=ids["y-te-1"], on=on) == Electorate(22, 20, 0, 0, 0)

    short = StepGiven("cell_vote", on, "cell", {}, {"present": 16, "agreed": 13})
    told = foresee_step(actor=OPERATOR, case=case.pk, given=short)
    done = step(case, "cell_vote", on, vote={"present": 16, "agreed": 14})

    assert codes(told)[0] == ["VOTE_MISSED"]
    vote = done.facts["vote"]
    assert [vote[each] for each in ("base", "present", "agreed", "needed", "quorum")] == [
        *(20, 16, 14, 14, 14),
    ]


def test_the_exempt_the_suspended_and_those_elsewhere_are_out_of_the_base(
    ids: dict[str, int],
) -> None:
    for number, event in enumerate(("exempt", "suspend", "post_temporarily")):
        more = {"org": ids["giam-dinh"]} if event == "post_temporarily" else {}
        events = [{"change": event, "person": f"y-te-1-{number}", **more}]
        record_events(actor=OPERATOR, on=date(2025, 6, 1), events=events, reason="ví dụ")

    found = electorate_of(org=ids["y-te-1"], on=date(2025, 12, 5))

    assert found == Electorate(22, 17, 1, 1, 1)
    assert found.base(on=date(2025, 12, 5)) == 17
    assert electorate_of(org=ids["y-te-1"], on=date(2025, 5, 31)).base(on=date(2025, 5, 31)) == 20


def test_steps_out_of_place_are_refused_with_every_reason(ids: dict[str, int]) -> None:
    case = admitted_until("certificate", ids)

    with pytest.raises(RuleError) as refused:
        step(case, "decision", date(2030, 1, 1), "cell")

    assert [each.code for each in refused.value.verdict.against] == [
        *("STEP_IN_FUTURE", "ROLE_NOT_COMPETENT"),
        *["STEP_MISSING"] * 3,
        "DECIDER_NOT_COMPETENT",
        *["DOCUMENT_MISSING"] * 2,
        "CELL_NOT_AGREED",
        "GRASSROOTS_NOT_AGREED",
    ]


def test_a_ceremony_that_is_undone_takes_the_membership_and_the_recognition_back(
    ids: dict[str, int],
) -> None:
    case = admitted_until("ceremony", ids)
    last = Step.objects.get(case=case, code="ceremony", voided_by=None)

    undo_step(actor=OPERATOR, case=case.pk, step=last.pk, reason="ghi nhầm ngày")

    assert standings(case) == []
    assert not Case.objects.filter(kind="recognition", voided_by=None).exists()
    step(case, "ceremony", date(2026, 2, 3))
    assert standings(case) == [("probationary", date(2026, 2, 3), None)]
    assert first_difference() is None


def test_a_step_with_a_later_one_is_not_undone(ids: dict[str, int]) -> None:
    case = admitted_until("dossier", ids)
    first = Step.objects.get(case=case, code="certificate")

    with pytest.raises(RuleError) as refused:
        undo_step(actor=OPERATOR, case=case.pk, step=first.pk, reason="ghi nhầm")

    assert [each.code for each in refused.value.verdict.against] == ["STEP_HAS_LATER"]


def test_a_case_goes_with_its_cell_when_that_is_merged(ids: dict[str, int]) -> None:
    case = admitted_until("dossier", ids)
    new = register_orgs(actor=OPERATOR, uids=["vp-moi"])["vp-moi"]
    merged = {"org": new, "name": "Chi bộ Văn phòng mới", "kind": "chi_bo_co_so"}
    change = {
        "change": "merge",
        "sources": [ids["y-te-1"], ids["giam-dinh"]],
        "result": {**merged, "superior": ids["khoi"]},
    }
    decide(actor=OPERATOR, on=date(2025, 11, 20), changes=[change])

    assert seats_on([case], on=date(2025, 11, 19))[case.pk] == (ids["y-te-1"], None)
    assert seats_on([case], on=date(2025, 11, 20))[case.pk] == (new, None)
    vote = {"present": 20, "agreed": 16}
    done = step(case, "cell_vote", date(2025, 12, 5), vote=vote)
    assert (done.facts["vote"]["base"], done.facts["vote"]["needed"]) == (24, 16)
    committee = {"members": 9, "present": 9, "agreed": 9}
    step(case, "grassroots_resolution", date(2025, 12, 20), "grassroots", vote=committee)
    put(case, (43, 45), date(2025, 12, 21))
    step(case, "decision", date(2026, 1, 12), "superior_standing")
    step(case, "ceremony", date(2026, 2, 2))
    posting = Posting.objects.get(person=case.person, voided_by=None)
    assert (posting.org_id, posting.start) == (new, date(2026, 2, 2))


def test_a_second_case_of_the_same_kind_is_refused(ids: dict[str, int]) -> None:
    case = admitted_until("certificate", ids)

    with pytest.raises(RuleError) as refused:
        opened("admission", date(2025, 10, 1), person=case.person.uid, org=ids["giam-dinh"])

    assert [each.code for each in refused.value.verdict.against] == ["CASE_RUNS"]
    assert CaseDocument.objects.filter(case=case).count() == 6
