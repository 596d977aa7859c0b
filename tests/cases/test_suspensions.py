"""Suspension and its end, and temporary activity outside the register."""

from datetime import date

import pytest
from cases.samples import opened, step

from dangbo.accounts.access import OPERATOR
from dangbo.cases.commands import foresee_opening, foresee_step, withdraw_case
from dangbo.cases.commands.opening import Wanted
from dangbo.cases.commands.stepping import StepGiven
from dangbo.cases.models import Case
from dangbo.cases.queries.voting import electorate_of
from dangbo.cases.replay.verifying import first_difference
from dangbo.members.commands import record_events
from dangbo.members.models import Posting, Standing
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.django_db
PERSON = "y-te-1-7"


def activities() -> list[tuple[str, date, date | None]]:
    rows = Standing.objects.filter(person__uid=PERSON, voided_by=None).order_by("start")
    return list(rows.values_list("activity", "start", "end"))


def counted(org: int, on: date) -> tuple[int, int, int]:
    found = electorate_of(org=org, on=on)
    return found.plain, found.elsewhere, found.suspended


def suspended() -> Case:
    case = opened("suspension", date(2026, 3, 2), person=PERSON)
    step(case, "proposal", date(2026, 3, 3))
    step(case, "decision", date(2026, 3, 9), "grassroots", facts={"end": date(2026, 5, 8)})
    return case


def test_a_suspension_is_out_of_the_base_until_it_ends(ids: dict[str, int]) -> None:
    case = suspended()
    case.refresh_from_db()
    assert (case.stage, case.due) == ("resumption", date(2026, 5, 8))
    step(case, "extension", date(2026, 5, 4), "grassroots", facts={"end": date(2026, 7, 1)})
    case.refresh_from_db()
    assert (case.stage, case.due) == ("resumption", date(2026, 7, 1))
    step(case, "resumption", date(2026, 6, 15), "superior_standing")

    case.refresh_from_db()
    assert (case.closed_on, case.outcome) == (date(2026, 6, 15), "done")
    assert [each[:2] for each in activities()] == [
        ("active", date(2019, 2, 1)),
        ("suspended", date(2026, 3, 9)),
        ("active", date(2026, 6, 15)),
    ]
    days = (date(2026, 3, 8), date(2026, 3, 9), date(2026, 6, 14), date(2026, 6, 15))
    found = [counted(ids["y-te-1"], day) for day in days]
    assert found == [(20, 0, 0), (19, 0, 1), (19, 0, 1), (20, 0, 0)]
    assert first_difference() is None


def test_a_second_suspension_and_a_needless_resumption_are_refused(ids: dict[str, int]) -> None:
    other = opened("resumption", date(2026, 3, 1), person=PERSON)
    given = StepGiven("decision", date(2026, 3, 5), "grassroots")
    needless = foresee_step(actor=OPERATOR, case=other.pk, given=given)
    assert [each.code for each in needless.against] == ["ACTIVITY_ALREADY"]
    suspended()
    again = foresee_opening(
        actor=OPERATOR, wanted=Wanted("suspension", date(2026, 4, 1), person=PERSON)
    )
    assert [each.code for each in again.against] == ["CASE_RUNS"]

    step(other, "decision", date(2026, 4, 1), "superior_standing")

    assert [each[0] for each in activities()] == ["active", "suspended", "active"]


def test_a_bound_case_whose_member_has_died_can_be_closed(ids: dict[str, int]) -> None:
    case = suspended()
    with pytest.raises(RuleError, match="CASE_BOUND"):
        withdraw_case(actor=OPERATOR, case=case.pk, on=date(2026, 4, 1), reason="thôi")
    death = {"change": "die", "person": PERSON}
    record_events(actor=OPERATOR, on=date(2026, 4, 2), events=[death], reason="từ trần")

    withdraw_case(actor=OPERATOR, case=case.pk, on=date(2026, 4, 3), reason="từ trần")

    case.refresh_from_db()
    assert (case.closed_on, case.outcome) == (date(2026, 4, 3), "stopped")


def test_activity_outside_keeps_the_member_and_leaves_the_base(ids: dict[str, int]) -> None:
    nowhere = Wanted("temporary_outside", date(2026, 1, 5), person=PERSON)
    told = foresee_opening(actor=OPERATOR, wanted=nowhere)
    assert [each.code for each in told.against] == ["TARGET_NEEDED"]
    facts = {"to_text": "Đảng bộ tỉnh Khác", "end": "2026-08-31"}
    case = opened("temporary_outside", date(2026, 1, 5), person=PERSON, facts=facts)
    step(case, "introduction", date(2026, 1, 6))
    step(case, "grassroots_endorsement", date(2026, 1, 7), "grassroots")
    step(case, "superior_endorsement", date(2026, 1, 8), "superior")
    step(case, "letter", date(2026, 1, 12))
    case.refresh_from_db()
    assert (case.stage, case.due) == ("return", date(2026, 8, 31))
    step(case, "return", date(2026, 8, 28))

    days = (date(2026, 1, 11), date(2026, 1, 12), date(2026, 8, 27), date(2026, 8, 28))
    found = [counted(ids["y-te-1"], day) for day in days]
    assert found == [(20, 0, 0), (19, 1, 0), (19, 1, 0), (20, 0, 0)]
    posts = Posting.objects.filter(person__uid=PERSON, voided_by=None)
    assert list(posts.values_list("org", "kind", "end")) == [(ids["y-te-1"], "official", None)]
    assert activities() == [("active", date(2019, 2, 1), None)]
