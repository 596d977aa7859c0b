"""Prove what is warned of in planning lists, and the steps of declarations."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from dangbo.rules.plans import PlanCase, least_planned, may_plan, most_planned, yearly_due
from dangbo.rules.verdicts import Verdict

ON = date(2023, 5, 1)
TERM = "2025-2030"


def plan(person: str, title: str = "bi_thu", body: str = "bch", org: int = 7) -> dict[str, Any]:
    told = {"change": "plan", "person": person, "org": org, "body": body}
    return {**told, "title": title, "term": TERM}


def declare(status: str, year: int = 2022) -> dict[str, Any]:
    told = {"change": "declare", "person": "a", "year": year}
    return {**told, "kind": "yearly", "status": status}


def judged(
    *entries: Mapping[str, Any],
    plans: frozenset[Any] = frozenset(),
    status: str = "",
    seats: Mapping[int, Mapping[str, int]] | None = None,
) -> Verdict:
    statuses = {("a", 2022, "yearly"): status} if status else {}
    return may_plan(case=PlanCase(ON, list(entries), plans, statuses, seats or {}))


def codes(verdict: Verdict) -> tuple[list[str], list[str]]:
    return [each.code for each in verdict.against], [each.code for each in verdict.warnings]


def test_a_fourth_person_for_one_post_is_warned_of() -> None:
    assert codes(judged(*(plan(each) for each in "abc"))) == ([], [])
    assert codes(judged(*(plan(each) for each in "abcd"))) == ([], ["TOO_MANY_PLANNED"])


def test_a_fourth_title_for_one_person_is_warned_of() -> None:
    titles = ("bi_thu", "pho_bi_thu", "pho_bi_thu_tt")
    entries = [plan("a", each) for each in titles]

    assert codes(judged(*entries)) == ([], [])
    fourth = plan("a", "chu_nhiem_ubkt", "ubkt")
    assert codes(judged(*entries, fourth)) == ([], ["PLANNED_FOR_MANY"])


def test_a_committee_is_planned_by_its_seats() -> None:
    entries = [plan(f"p{number}", "uv_bch") for number in range(7)]

    assert codes(judged(*entries)) == ([], [])
    assert codes(judged(*entries, seats={7: {"bch": 3}})) == ([], ["TOO_MANY_PLANNED"])
    assert codes(judged(*entries[:6], seats={7: {"bch": 3}})) == ([], [])


@pytest.mark.parametrize(("seats", "least", "most"), [(25, 38, 50), (15, 23, 30), (3, 5, 6)])
def test_a_committee_is_planned_at_one_and_a_half_to_two_times(
    seats: int, least: int, most: int
) -> None:
    assert least_planned(seats=seats, on=ON) == least
    assert most_planned(title="uv_bch", seats=seats, on=ON) == most


def test_who_is_planned_is_not_planned_again() -> None:
    held = frozenset({("a", 7, "bch", "bi_thu", TERM)})
    leaves = {**plan("a"), "change": "unplan"}

    assert codes(judged(plan("a"), plans=held)) == (["PLANNED_ALREADY"], [])
    assert codes(judged(leaves, plans=held)) == ([], [])
    assert codes(judged(leaves)) == (["NOT_PLANNED"], [])
    assert codes(judged(plan("a", "vua"))) == (["TITLE_NOT_HERE"], [])


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "due", ([], [])),
        ("", "done", ([], [])),
        ("due", "done", ([], [])),
        ("done", "published", ([], [])),
        ("published", "handed_over", ([], [])),
        ("due", "published", ([], ["DECLARATION_SKIPS"])),
        ("", "handed_over", ([], ["DECLARATION_SKIPS"])),
        ("done", "done", (["DECLARATION_BACKWARD"], [])),
        ("published", "due", (["DECLARATION_BACKWARD"], [])),
    ],
)
def test_a_declaration_goes_forward(
    before: str, after: str, found: tuple[list[str], list[str]]
) -> None:
    assert codes(judged(declare(after), status=before)) == found


def test_the_year_of_a_declaration() -> None:
    assert codes(judged(declare("due", 2024))) == (["YEAR_TO_COME"], [])
    assert codes(judged(declare("due", 2023))) == ([], [])
    assert codes(judged(declare("due", 2019))) == ([], ["BEFORE_THE_LAW"])
    assert yearly_due(year=2022, on=ON) == date(2022, 12, 31)
