"""See by which way SQLite answers what is asked of millions: a plan holds at any size."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from querying import plan_of

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.members.queries import MemberFilters, count_members, members_of, search_members
from dangbo.members.queries import total_members as total
from dangbo.orgs.access import paths_on
from dangbo.rules.rights import MEMBER_READ, ORG_READ, Rights

pytestmark = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL chooses by its statistics"
)
ON = date(2017, 1, 1)
WALKED, SORTED = "members_identity_by_name", "TEMP B-TREE FOR ORDER BY"
FROM_PATHS = "orgs_path_below (path>? AND path<?)"
COUNTED = "COVERING INDEX members_posting_in_org (org_id=? AND kind=? AND start<?)"
BY_PERSON = "(person_id=?"


def plans(question: Callable[..., object], table: str, **asked: Any) -> list[str]:
    """Return the plans of the statements of a question that begin with a table."""
    with CaptureQueriesContext(connection) as made:
        question(**{"actor": OPERATOR, "on": ON, **asked})
    told = [each["sql"] for each in made if f"FROM {table}" in each["sql"].replace('"', "")]
    return [plan_of(each) for each in told]


def branches(ids: Mapping[str, int], *orgs: str) -> Actor:
    """Return whoever reads members in some organisations and below."""
    rows = paths_on(OPERATOR, on=ON, known=None).filter(org__in=[ids[org] for org in orgs])
    paths = tuple(sorted(rows.values_list("path", flat=True)))
    rights = Rights(((MEMBER_READ, paths), (ORG_READ, None)))
    return Actor("ai-do", user_id=1, branches=(), rights=rights)


@pytest.mark.parametrize("filters", [MemberFilters(), MemberFilters(sex="nu")])
def test_a_large_list_walks_through_the_names(ids: dict[str, int], filters: MemberFilters) -> None:
    asked: dict[str, Any] = {"org": ids["khoi"], "filters": filters, "limit": 1}
    (plan,) = plans(members_of, "members_identity WHERE", **asked)

    assert WALKED in plan
    assert SORTED not in plan
    assert "SCAN p" not in plan
    assert "SCAN o" not in plan


def test_the_list_of_all_walks_through_the_names(ids: dict[str, int]) -> None:
    (plan,) = plans(members_of, "members_identity WHERE", org=None, limit=50)

    assert WALKED in plan
    assert SORTED not in plan


def test_a_small_list_sorts_its_own_members_only(ids: dict[str, int]) -> None:
    (plan,) = plans(members_of, "members_identity WHERE", org=ids["y-te"], limit=50)

    assert FROM_PATHS in plan
    assert COUNTED in plan
    assert BY_PERSON in plan
    assert WALKED not in plan
    assert "SCAN" not in plan


def test_the_list_of_two_small_branches_sorts_their_members_only(ids: dict[str, int]) -> None:
    asked: dict[str, Any] = {"actor": branches(ids, "y-te", "bao-dai"), "org": None}
    (plan,) = plans(members_of, "members_identity WHERE", **asked)

    assert plan.count(FROM_PATHS) == 2
    assert COUNTED in plan
    assert WALKED not in plan
    assert "SCAN" not in plan


@pytest.mark.parametrize("orgs", [(), ("y-te",), ("y-te", "bao-dai")])
def test_a_count_reads_one_index_of_postings(ids: dict[str, int], orgs: tuple[str, ...]) -> None:
    """Whoever reads two branches asks as two times one branch, not of every posting."""
    actor = branches(ids, *orgs) if orgs else OPERATOR
    asked: dict[str, Any] = {"actor": actor, "org": None if orgs else ids["khoi"]}
    (plan,) = plans(total, "orgs_orgpath o", **asked)

    ways = plan.count("orgs_path_below (path>")
    assert ways == max(1, len(orgs))
    assert COUNTED in plan
    assert "SCAN" not in plan


@pytest.mark.parametrize(
    "filters",
    [
        MemberFilters(ages=(31, 40)),
        MemberFilters(values={"education": frozenset({"dai_hoc"})}),
    ],
)
def test_a_narrowed_count_begins_with_the_organisations(
    ids: dict[str, int], filters: MemberFilters
) -> None:
    plan = plans(count_members, "members_posting", org=ids["khoi"], filters=filters)[-1]

    assert FROM_PATHS in plan
    assert BY_PERSON in plan
    assert "SCAN" not in plan


@pytest.mark.parametrize("orgs", [(), ("y-te",), ("y-te", "bao-dai")])
def test_a_search_reads_those_found_only(ids: dict[str, int], orgs: tuple[str, ...]) -> None:
    actor = branches(ids, *orgs) if orgs else OPERATOR
    (plan,) = plans(search_members, "members_identity WHERE", actor=actor, text="dang")

    assert "SCAN json_each" in plan
    assert plan.count("SCAN") == 1
    assert WALKED not in plan
