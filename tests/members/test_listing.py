"""List members: who is where on a day, in Vietnamese order, narrowed, a page at a time."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories.small_membership import happen, identity

from dangbo.accounts.access import OPERATOR
from dangbo.members.commands import correct_events
from dangbo.members.models import Event
from dangbo.members.queries import (
    EVERYONE,
    SORTS,
    MemberFilters,
    count_members,
    listing,
    members_of,
)

ON = date(2017, 1, 1)


def listed(org: int | None, on: date = ON, **more: object) -> list[str]:
    return [each.uid for each in members_of(actor=OPERATOR, org=org, on=on, **more)]


def test_members_of_a_subtree_stand_in_vietnamese_order(ids: dict[str, int]) -> None:
    assert listed(ids["khoi"]) == ["an", "binh", "chau", "dung", "em"]
    assert listed(ids["y-te"]) == ["dung", "em"]
    assert listed(ids["khoi"], date(2012, 2, 29)) == []
    assert listed(None) == ["an", "binh", "chau", "dung", "em"]
    assert listed(ids["bao"]) == []


def test_row_tells_who_and_what_a_member_is(ids: dict[str, int]) -> None:
    happen(ON, {"change": "number", "person": "em", "kind": "citizen", "value": "022192001234"})
    happen(ON, {"change": "number", "person": "em", "kind": "card", "value": "10.123456"})
    happen(ON, {"change": "attribute", "person": "em", "kind": "theory", "value": "so_cap"})
    happen(ON, {"change": "post_temporarily", "person": "em", "org": ids["bao-dai"]})

    (row,) = members_of(
        actor=OPERATOR,
        org=ids["y-te"],
        on=ON,
        attributes=["theory", "education"],
        filters=MemberFilters(text="em dang"),
    )

    assert (row.name, row.sex, row.birth) == ("Đặng Thị Em", "nu", date(1992, 7, 15))
    assert (row.standing, row.activity, row.admitted) == (
        "probationary",
        "active",
        date(2016, 5, 1),
    )
    assert row.org is not None
    assert row.temporary is not None
    assert (row.org.uid, row.org.name, row.temporary.uid) == (
        "y-te-1",
        "Chi bộ Văn phòng",
        "bao-dai",
    )
    assert row.numbers == {"citizen": "•••••••••234", "card": "10.123456"}
    assert row.attributes == {"theory": "so_cap"}


@pytest.mark.parametrize("walking", [True, False])
@pytest.mark.parametrize("sort", [sign + sort for sort in SORTS for sign in ("", "-")])
def test_pages_together_are_the_whole_list(
    ids: dict[str, int], sort: str, walking: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "_walks", lambda *_: walking)
    whole = listed(ids["khoi"], sort=sort, limit=None)

    pages, after = [], None
    while page := listed(ids["khoi"], sort=sort, limit=2, after=after):
        pages += page
        after = page[-1]

    assert sorted(whole) == ["an", "binh", "chau", "dung", "em"]
    assert pages == whole


def test_orders_other_than_the_name(ids: dict[str, int]) -> None:
    assert listed(ids["khoi"], sort="birth") == ["dung", "chau", "an", "binh", "em"]
    assert listed(ids["khoi"], sort="-admitted") == ["em", "binh", "an", "dung", "chau"]
    assert listed(ids["khoi"], sort="org") == ["dung", "em", "an", "binh", "chau"]


def test_list_on_a_day_is_told_as_it_was_known(ids: dict[str, int]) -> None:
    act = Event.objects.get(person__uid="em", change="admit", voided_by=None).act_id
    last = Event.objects.order_by("-opened_by").values_list("opened_by__recorded", flat=True)[0]
    correct_events(
        actor=OPERATOR, act=act, void=True, reason="nhầm", recorded=date(last.year + 1, 1, 1)
    )

    assert listed(ids["y-te"]) == ["dung"]
    assert listed(ids["y-te"], known=last) == ["dung", "em"]
    assert listed(ids["y-te"], known=last, filters=MemberFilters(party_ages=(0, 3))) == ["em"]


FILTERS = {
    "probationary": (MemberFilters(standing=frozenset({"probationary"})), ["binh", "em"]),
    "women": (MemberFilters(sex="nu"), ["binh", "chau", "em"]),
    "minority": (MemberFilters(minority=True), ["dung"]),
    "majority": (MemberFilters(minority=False), ["an", "binh", "chau", "em"]),
    "ages": (MemberFilters(ages=(26, 31)), ["an", "binh"]),
    "party age": (MemberFilters(party_ages=(11, None)), ["chau", "dung"]),
    "admitted since": (MemberFilters(admitted_since=date(2015, 1, 5)), ["binh", "em"]),
    "admitted until": (MemberFilters(admitted_until=date(2013, 2, 20)), ["an", "chau", "dung"]),
    "value": (MemberFilters(values={"education": frozenset({"dai_hoc"})}), ["an"]),
    "or above": (MemberFilters(at_least={"education": "dai_hoc"}), ["an", "binh"]),
    "having": (MemberFilters(having=frozenset({"education"})), ["an", "binh", "em"]),
    "lacking": (MemberFilters(lacking=frozenset({"education"})), ["chau", "dung"]),
    "text": (MemberFilters(text="thi"), ["binh", "em"]),
    "birth": (MemberFilters(text="28/02/1990"), ["binh"]),
    "number": (MemberFilters(text="022.085 001234"), ["an"]),
    "suspended": (MemberFilters(activity=frozenset({"suspended"})), ["chau"]),
    "temporarily out": (MemberFilters(temporary="out"), []),
}


def described(ids: dict[str, int]) -> None:
    tay = {**identity("dung"), "ethnicity": "tay"}
    number = {"change": "number", "person": "an", "kind": "citizen", "value": "022085001234"}
    education = {"an": "dai_hoc", "binh": "thac_si", "em": "trung_cap"}
    happen(
        date(2016, 12, 1),
        {"change": "identify", "person": "dung", "identity": tay},
        number,
        {"change": "suspend", "person": "chau"},
        {"change": "post_temporarily", "person": "em", "org": ids["bao-dai"]},
        *(
            {"change": "attribute", "person": person, "kind": "education", "value": value}
            for person, value in education.items()
        ),
    )


@pytest.mark.parametrize("walking", [True, False])
@pytest.mark.parametrize("name", FILTERS)
def test_list_is_narrowed_by(
    ids: dict[str, int], name: str, walking: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "_walks", lambda *_: walking)
    described(ids)
    filters, expected = FILTERS[name]

    assert listed(ids["khoi"], filters=filters) == expected
    assert count_members(actor=OPERATOR, org=ids["khoi"], on=ON, filters=filters) == len(expected)


def test_those_here_or_elsewhere_for_a_time_are_told_apart(ids: dict[str, int]) -> None:
    described(ids)

    assert listed(ids["bao-dai"], filters=MemberFilters(temporary="in")) == ["em"]
    assert listed(ids["y-te"], filters=MemberFilters(temporary="out")) == ["em"]
    assert listed(ids["y-te"], filters=MemberFilters(temporary="in")) == []


def test_past_postings_narrow_a_list(ids: dict[str, int]) -> None:
    def ever(org: str) -> list[str]:
        return listed(ids["khoi"], filters=MemberFilters(ever_in=ids[org]))

    def then(org: str, on: date) -> list[str]:
        return listed(ids["khoi"], filters=MemberFilters(in_on=(ids[org], on)))

    assert ever("bao") == ["an", "binh"]
    assert ever("bao-dai") == ["an", "binh", "chau"]
    assert ever("tinh") == ["an", "binh", "chau", "dung", "em"]
    assert ever("y-te-2") == []
    assert then("bao", date(2015, 1, 1)) == ["an"]
    assert then("bao", date(2016, 1, 1)) == []


def test_member_was_in_a_committee_only_while_the_cell_stood_below_it(
    ids: dict[str, int],
) -> None:
    happen(date(2018, 1, 1), {"change": "transfer", "person": "em", "org": ids["y-te-2"]})
    later = date(2020, 1, 1)

    def ever(org: str) -> list[str]:
        return listed(None, later, filters=MemberFilters(ever_in=ids[org]))

    assert ever("y-te") == ["dung", "em"]
    assert ever("bao-dai") == ["an", "binh", "chau", "em"]
    assert listed(ids["y-te"], later) == ["dung"]


@pytest.mark.parametrize("walking", [True, False])
def test_statements_do_not_grow_with_the_list(
    ids: dict[str, int], walking: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "_walks", lambda *_: walking)

    def statements(limit: int) -> int:
        with CaptureQueriesContext(connection) as made:
            members_of(actor=OPERATOR, org=ids["khoi"], on=ON, filters=EVERYONE, limit=limit)
        return len(made)

    assert statements(1) == statements(5)
