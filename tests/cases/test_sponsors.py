"""Sponsors come from the whole grassroots organisation of the candidate, and from nowhere else."""

from datetime import date

import pytest
from cases.samples import CANDIDATE, opened, put, step

from dangbo.accounts.access import OPERATOR
from dangbo.cases.commands import foresee_step
from dangbo.cases.commands.stepping import StepGiven
from dangbo.cases.queries.sponsoring import introducers_of
from dangbo.members.commands import record_events
from dangbo.members.models import Person
from dangbo.orgs.commands import decide, register_orgs

pytestmark = pytest.mark.django_db
ON = date(2025, 12, 5)


@pytest.fixture
def near(ids: dict[str, int]) -> int:
    """Return another cell of the same grassroots organisation, with one official member."""
    cell = register_orgs(actor=OPERATOR, uids=["y-te-3"])["y-te-3"]
    found = {"change": "found", "org": cell, "name": "Chi bộ Dược", "superior": ids["y-te"]}
    kind = {"kind": "chi_bo_truc_thuoc"}
    decide(actor=OPERATOR, on=date(2015, 1, 1), changes=[{**found, **kind}])
    entry = {
        "change": "enter",
        "person": "duoc-1",
        "org": cell,
        "standing": "official",
        "identity": {"name": "Bùi Văn Dược", "sex": "nam", "birth": "1980-01-01"},
    }
    record_events(actor=OPERATOR, on=date(2019, 2, 1), events=[entry], invented=True)
    return cell


def vote_with(ids: dict[str, int], *sponsors: str) -> list[tuple[str, str]]:
    """Return what stands against the vote on a candidate introduced by these members."""
    case = opened("admission", date(2025, 9, 1), identity=CANDIDATE, org=ids["y-te-1"])
    put(case, (1, 37, 38, 39, 42), date(2025, 10, 1))
    rows = {row.uid: row.pk for row in Person.objects.filter(uid__in=sponsors)}
    told = [{"person": rows[uid], "since": "2019-03-01"} for uid in sponsors]
    facts = {"sponsors": told, "grade": 12, "proof": "diploma", "citizen": True}
    step(case, "certificate", date(2025, 9, 20), "superior")
    step(case, "dossier", date(2025, 11, 3), facts=facts)
    given = StepGiven("cell_vote", ON, "cell", {}, {"present": 16, "agreed": 14})
    verdict = foresee_step(actor=OPERATOR, case=case.pk, given=given)
    return [(each.code, each.where) for each in verdict.against]


def test_those_of_the_own_cell_are_offered_first(ids: dict[str, int], near: int) -> None:
    found = introducers_of(org=ids["y-te-1"], on=ON)

    assert len(found) == 21
    assert {each.cell for each in found[:20]} == {""}
    assert (found[20].person.uid, found[20].cell) == ("duoc-1", "Chi bộ Dược")
    assert all("giam-dinh" not in each.person.uid for each in found)


def test_a_sponsor_of_the_same_grassroots_organisation_will_do(
    ids: dict[str, int], near: int
) -> None:
    assert vote_with(ids, "y-te-1-0", "duoc-1") == []


def test_one_from_elsewhere_or_in_probation_will_not(ids: dict[str, int], near: int) -> None:
    assert vote_with(ids, "giam-dinh-1", "moi-0") == [
        ("SPONSOR_ELSEWHERE", "sponsors.1"),
        ("SPONSOR_NOT_OFFICIAL", "sponsors.2"),
    ]


def test_one_who_is_here_for_a_time_will_do(ids: dict[str, int], near: int) -> None:
    post = {"change": "post_temporarily", "person": "giam-dinh-1", "org": near}
    record_events(actor=OPERATOR, on=date(2022, 1, 3), events=[post], invented=True)

    assert vote_with(ids, "giam-dinh-1", "y-te-1-1") == []
