"""Prove what questions about posts answer, on the day and on the days around it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from posts.test_commands import LATER, ON, begin, decided

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.members.commands import record_events
from dangbo.orgs.models import OrgPath
from dangbo.posts import queries
from dangbo.posts.commands import record_holder, record_posts

EVE = timedelta(days=1)
AS: Any = {"actor": OPERATOR}


def committee(ids: dict[str, int]) -> None:
    """Elect two to the committee of khoi, with Nguyễn Văn An its secretary; one leaves LATER."""
    khoi = ids["khoi"]
    decided(
        ON,
        {"change": "seats", "org": khoi, "body": "bch", "seats": 25, "name": "2020-2025"},
        begin("binh", khoi, "uv_bch"),
        begin("an", khoi, "uv_bch"),
        begin("an", khoi, "bi_thu"),
        recorded=date(2027, 4, 1),
    )
    end = {"change": "end", "person": "binh", "org": khoi, "body": "bch", "title": "uv_bch"}
    decided(LATER, {**end, "reason": "retired"}, recorded=date(2027, 6, 1))


def sitting(org: int, on: date, known: date | None = None) -> list[tuple[str, str, date | None]]:
    found = queries.committee_of(org=org, body="bch", on=on, known=known, **AS)
    return [(row.person.uid, row.title, row.end) for row in found.rows]


def test_a_committee_is_as_it_was_on_the_day(ids: dict[str, int]) -> None:
    committee(ids)
    khoi = ids["khoi"]

    assert sitting(khoi, ON - EVE) == []
    assert sitting(khoi, ON) == [
        ("an", "bi_thu", None),
        ("an", "uv_bch", None),
        ("binh", "uv_bch", LATER),
    ]
    assert sitting(khoi, LATER) == [("an", "bi_thu", None), ("an", "uv_bch", None)]
    found = queries.committee_of(org=khoi, body="bch", on=ON, **AS)
    assert found.term is not None
    assert (found.persons, found.term.seats, found.term.name) == (2, 25, "2020-2025")


def test_a_committee_is_as_it_was_known(ids: dict[str, int]) -> None:
    committee(ids)
    khoi = ids["khoi"]

    assert sitting(khoi, LATER, date(2027, 3, 31)) == []
    assert sitting(khoi, LATER, date(2027, 4, 1)) == [
        ("an", "bi_thu", None),
        ("an", "uv_bch", None),
        ("binh", "uv_bch", None),
    ]


def test_posts_of_a_person_and_holders_of_a_title(ids: dict[str, int]) -> None:
    committee(ids)
    khoi = ids["khoi"]
    person = queries.person_named(uid="binh", **AS)
    assert person is not None

    assert [row.title for row in queries.posts_of(person=person.id, on=ON, **AS)] == ["uv_bch"]
    assert queries.posts_of(person=person.id, on=LATER, **AS) == []
    ever = queries.all_posts_of(person=person.id, on=LATER, **AS)
    assert [(row.start, row.end, row.end_reason) for row in ever] == [(ON, LATER, "retired")]
    found = queries.holders(org=khoi, title="bi_thu", on=ON, **AS)
    assert [row.person.name for row in found] == ["Nguyễn Văn An"]


def test_who_is_no_member_on_the_day_is_told(ids: dict[str, int]) -> None:
    record_holder(actor=OPERATOR, uid="nguoi-1", name="Nguyễn Văn Nguồn", on=ON, reason="nguồn")
    decided(ON, begin("nguoi-1", ids["khoi"], "uv_bch"), begin("an", ids["khoi"], "uv_bch"))

    found = queries.committee_of(org=ids["khoi"], body="bch", on=ON, **AS)

    named = {row.person.id: row.person.uid for row in found.rows}
    assert [named[each] for each in found.without_standing] == ["nguoi-1"]


def head(person: str, on: date, value: str = "co") -> None:
    event = {"change": "attribute", "person": person, "kind": "head_of_agency", "value": value}
    record_events(actor=OPERATOR, on=on, events=[event], reason="bổ nhiệm")


def test_secretaries_who_head_the_agency_are_counted(ids: dict[str, int]) -> None:
    decided(ON, begin("binh", ids["y-te"], "bi_thu"), begin("em", ids["bao-dai"], "bi_thu"))
    head("binh", ON)
    head("em", LATER)
    head("binh", LATER, "")

    before = queries.unified_posts(org=ids["khoi"], on=ON - EVE, **AS)
    found = queries.unified_posts(org=ids["khoi"], on=ON, **AS)
    after = queries.unified_posts(org=ids["khoi"], on=LATER, **AS)

    assert (before.unified, before.grassroots) == (0, 4)
    assert (found.unified, found.grassroots) == (1, 4)
    rows = {row.org.uid: (row.secretary and row.secretary.uid, row.unified) for row in found.rows}
    assert rows == {
        "bao-dai": ("em", False),
        "y-te": ("binh", True),
        "giam-dinh": (None, False),
        "thanh-tra": (None, False),
    }
    assert [row.org.uid for row in after.rows if row.unified] == ["bao-dai"]


def test_persons_in_committees_are_counted_once(ids: dict[str, int]) -> None:
    decided(
        ON,
        begin("an", ids["khoi"], "uv_bch"),
        begin("an", ids["khoi"], "uv_btv", "btv"),
        begin("binh", ids["khoi"], "uv_bch"),
        begin("binh", ids["y-te"], "uv_bch"),
        begin("cuong", ids["y-te-1"], "to_truong", "chi_bo"),
        begin("dung", ids["y-te-2"], "bi_thu_chi_bo", "chi_bo"),
        *(
            {"change": "begin", "person": person, "outside": out, "title": "Ủy viên", **more}
            for person, out, more in (
                ("an", "Ban Chấp hành Đảng bộ tỉnh", {"level": "tinh", "side": "party"}),
                ("cuong", "Ban Chấp hành Đảng bộ tỉnh", {"level": "tinh", "side": "party"}),
                ("em", "Ban Chấp hành Liên đoàn Lao động", {"level": "tinh", "side": "mass"}),
            )
        ),
    )

    found = queries.committee_persons(org=ids["khoi"], on=ON, **AS)

    assert (found.persons, found.inside, found.outside, found.mass) == (4, 3, {"tinh": 2}, 1)
    below = queries.committee_persons(org=ids["y-te"], on=ON, **AS)
    assert (below.persons, below.inside, below.outside) == (2, 1, {"tinh": 1})


def test_plans_and_declarations_are_listed_of_a_day(ids: dict[str, int]) -> None:
    plan = {"change": "plan", "org": ids["y-te"], "body": "bch", "title": "bi_thu"}
    year = {"change": "declare", "year": 2021, "kind": "yearly", "status": "due"}
    decided(ON, *({**plan, "person": each, "term": "2025-2030"} for each in ("em", "an")))
    decided(LATER, {**year, "person": "binh"})

    rows = queries.plans(on=ON, org=ids["khoi"], **AS)
    assert [(row.person.uid, row.title, row.term) for row in rows] == [
        ("an", "bi_thu", "2025-2030"),
        ("em", "bi_thu", "2025-2030"),
    ]
    assert queries.plans(on=ON - EVE, **AS) == []
    assert queries.plans(on=ON, org=ids["bao-dai"], **AS) == []
    assert [row.person.uid for row in queries.plans(on=ON, text="do em", **AS)] == ["em"]
    assert queries.plan_terms(on=ON, **AS) == ["2025-2030"]
    due = queries.declarations(on=LATER, org=ids["y-te"], year=2021, **AS)
    assert [(row.person.uid, row.status, row.overdue) for row in due] == [("binh", "due", True)]
    assert queries.declarations(on=LATER, org=ids["bao-dai"], **AS) == []
    assert queries.declaration_years(on=LATER, **AS) == [2021]


def test_persons_are_found_by_key_or_whole_name(ids: dict[str, int]) -> None:
    found = queries.persons_called(texts=["an", "tran thi binh", "Lê", ""], **AS)

    assert {text: [each.uid for each in own] for text, own in found.items()} == {
        "an": ["an"],
        "tran thi binh": ["binh"],
        "Lê": [],
        "": [],
    }


def test_an_actor_of_a_branch_sees_its_posts_alone(ids: dict[str, int]) -> None:
    committee(ids)
    decided(ON, begin("dung", ids["y-te"], "bi_thu"))
    [path] = OrgPath.objects.filter(org=ids["y-te"], end=None).values_list("path", flat=True)
    own = Actor("y-te", branches=(path,))

    seen = queries.committee_of(actor=own, org=ids["y-te"], body="bch", on=ON)
    hidden = queries.committee_of(actor=own, org=ids["khoi"], body="bch", on=ON)

    assert [row.person.uid for row in seen.rows] == ["dung"]
    assert hidden.rows == ()
    with pytest.raises(PermissionDenied):
        record_posts(actor=own, on=ON, posts=[begin("binh", ids["y-te"], "uv_bch")])
