"""Questions about many organisations at once answer as those about one do."""

from datetime import date

import pytest

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.audit.models import Act
from dangbo.orgs.access import paths_on
from dangbo.orgs.queries import children, counts_below, counts_over_time, roots
from dangbo.orgs.queries.names import org_ids
from dangbo.orgs.queries.states import (
    children_counts,
    counts_by_child,
    counts_of_all,
    matching,
    path_to,
    states_near,
)
from dangbo.orgs.queries.telling import changes_by_act, corrections_of, told_changes

DAYS = [date(year, 6, 15) for year in range(2008, 2025)]
KNOWN = [None, date(2020, 1, 20), date(2020, 6, 1)]
pytestmark = pytest.mark.django_db


def branch(org: int) -> Actor:
    """Return an actor who may see one branch of the tree."""
    path = paths_on(OPERATOR, on=date(2014, 1, 1), known=None).get(org=org).path
    return Actor("lan", branches=(path,))


@pytest.mark.parametrize("known", KNOWN)
@pytest.mark.parametrize("invented", [True, False])
def test_counts_over_time_are_those_of_each_day(
    ids: dict[str, int], known: date | None, *, invented: bool
) -> None:
    asked = {"actor": OPERATOR, "org": ids["khoi"], "known": known, "invented": invented}

    counts = counts_over_time(days=DAYS, **asked)

    assert counts == {day: counts_below(on=day, **asked) for day in DAYS}


@pytest.mark.parametrize("known", KNOWN)
def test_counts_by_child_are_those_of_each_child(ids: dict[str, int], known: date | None) -> None:
    for on in DAYS:
        asked = {"actor": OPERATOR, "on": on, "known": known}
        of_khoi = {row.id for row in children(org=ids["khoi"], **asked) if row.below}
        of_top = {row.id for row in roots(**asked) if row.below}

        assert counts_by_child(org=ids["khoi"], **asked) == {
            org: counts_below(org=org, **asked) for org in of_khoi
        }
        assert counts_by_child(org=None, **asked) == {
            org: counts_below(org=org, **asked) for org in of_top
        }
        assert counts_of_all(**asked).total == sum(row.below for row in roots(**asked))


def test_states_outside_their_time_are_the_nearest(ids: dict[str, int]) -> None:
    wanted = [ids["bao"], ids["bao-dai"]]

    before = states_near(actor=OPERATOR, orgs=wanted, on=date(2011, 1, 1))
    after = states_near(actor=OPERATOR, orgs=wanted, on=date(2023, 1, 1))

    assert [(each.uid, each.name, each.stands) for each in before.values()] == [
        ("bao", "Chi bộ Báo", False),
        ("bao-dai", "Đảng bộ Báo và Đài", False),
    ]
    assert [(each.uid, each.end, each.stands) for each in after.values()] == [
        ("bao", date(2015, 6, 1), False),
        ("bao-dai", None, True),
    ]


def test_an_actor_sees_nothing_outside_the_branch(ids: dict[str, int]) -> None:
    lan = branch(ids["y-te"])
    asked = {"actor": lan, "on": date(2014, 1, 1)}

    seen = states_near(orgs=ids.values(), **asked)
    assert sorted(each.uid for each in seen.values()) == ["y-te", "y-te-1", "y-te-2"]
    assert matching(text="chi bo", **asked).total == 2
    assert children_counts(orgs=ids.values(), **asked) == {ids["khoi"]: 1, ids["y-te"]: 2}
    assert path_to(org=ids["khoi"], **asked) == []


def test_limit_keeps_the_total(ids: dict[str, int]) -> None:
    found = matching(actor=OPERATOR, on=date(2014, 1, 1), text="chi bo", limit=2)

    assert (found.total, len(found.paths)) == (5, 2)


def test_changes_are_told_with_the_names_of_the_eve(ids: dict[str, int]) -> None:
    renamed = Act.objects.get(on=date(2018, 5, 1))

    told = told_changes(actor=OPERATOR, acts={renamed.seq: date(2018, 5, 1)})

    [change] = told[renamed.seq]
    assert (change.raw["name"], dict(change.names)) == (
        "Đảng bộ Ngành Y tế",
        {ids["y-te"]: "Đảng bộ Sở Y tế"},
    )


def test_changes_touching_one_leave_out_the_others(ids: dict[str, int]) -> None:
    begun = Act.objects.get(on=date(2012, 3, 1))
    acts = {begun.seq: date(2012, 3, 1)}

    told = told_changes(actor=OPERATOR, acts=acts, touching=ids["bao"])
    first = told_changes(actor=OPERATOR, acts=acts, most=1)

    assert [each.raw["org"] for each in told[begun.seq]] == [ids["bao"]]
    assert [each.raw["org"] for each in first[begun.seq]] == [ids["y-te"]]


def test_kinds_of_change_come_in_their_order(ids: dict[str, int]) -> None:
    acts = list(Act.objects.filter(code="orgs.decided").values_list("seq", flat=True))

    kinds = changes_by_act(actor=OPERATOR, acts=acts)

    assert [kinds[act] for act in acts] == [
        *(["import"], ["found"], ["merge"], ["split"], ["rename"], ["move"], ["dissolve"]),
        ["found"],
    ]
    assert corrections_of(actor=OPERATOR, act=acts[0]) == []
    assert org_ids(uids=["khoi"]) == {"khoi": ids["khoi"]}
