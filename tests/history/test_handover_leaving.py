"""Prove that members who are handed over are counted in one register on each day, to the person."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from factories import small_membership, small_register
from factories.small_membership import happen, identity
from history.packages import given, received, taken_back

from dangbo.accounts.access import Actor
from dangbo.audit.models import Act
from dangbo.audit.queries import differences, params_of
from dangbo.history.commands import note_arrival
from dangbo.history.commands.leaving import Leaving
from dangbo.history.files import FileRefused
from dangbo.history.files.packages import Receipt
from dangbo.history.files.packages.keeping import kept_package
from dangbo.history.queries.handovers import handovers, receipt_of
from dangbo.members.commands import correct_events
from dangbo.members.models import Person
from dangbo.members.queries import balance, members_of
from dangbo.orgs.queries import find_org

pytestmark = pytest.mark.django_db
GIVEN = date(2020, 6, 1)
EVE = GIVEN - timedelta(days=1)
HEALTH = {"dung", "em"}
ALL = {"an", "binh", "chau", *HEALTH}


@pytest.fixture(autouse=True)
def kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)


def make() -> dict[str, int]:
    ids = small_register.build()
    small_membership.build(ids)
    return ids


def people(actor: Actor, on: date) -> set[str]:
    return {row.uid for row in members_of(actor=actor, org=None, on=on)}


def there(actor: Actor, on: date = GIVEN, **terms: Any) -> tuple[Receipt, dict[date, set[str]]]:
    """Return the receipt of the other register, and whom it counts on the days around."""

    def giving() -> bytes:
        make()
        return bytes(given(actor, "y-te", GIVEN, with_invented=True).package.content)

    content = taken_back(actor, giving)

    def receiving() -> tuple[Receipt | None, dict[date, set[str]]]:
        act = received(actor, content, **terms).act
        days = (EVE, GIVEN, on, on + timedelta(days=30))
        return receipt_of(actor=actor, act=act or 0), {day: people(actor, day) for day in days}

    found, counted = taken_back(actor, receiving)
    assert found is not None
    return found, counted


def told(receipt: Receipt, actor: Actor) -> bytes:
    """Return the receipt for the package that this register gives: each run has its own mark."""
    gave = given(actor, "y-te", GIVEN, with_invented=True)
    return replace(receipt, package=gave.package.digest, register="b" * 64).as_bytes()


def test_there_and_back_each_is_counted_in_one_register_on_each_day(actor: Actor) -> None:
    receipt, theirs = there(actor)
    make()
    before = {day: people(actor, day) for day in theirs}

    found = note_arrival(actor=actor, content=told(receipt, actor), name="x.json")

    ours = {day: people(actor, day) for day in theirs}
    assert (found.members.left, found.members.stayed, found.members.joined) == (2, 0, 0)
    for day, own in theirs.items():
        assert own & ours[day] == set()
        assert own | ours[day] == before[day]
    assert (ours[EVE], ours[GIVEN], theirs[GIVEN]) == (ALL, ALL - HEALTH, HEALTH)
    org = find_org(actor=actor, text="tinh", on=GIVEN)
    assert balance(actor=actor, org=org.id, start=EVE, end=GIVEN).difference == ()
    assert [name for name, difference in differences() if difference] == []


def test_they_leave_once_by_an_act_that_says_where_to(actor: Actor) -> None:
    receipt, _ = there(actor)
    make()
    text = told(receipt, actor)

    first = note_arrival(actor=actor, content=text, name="x.json")
    again = note_arrival(actor=actor, content=text, name="x.json")

    assert (again.new, again.members) == (False, Leaving())
    act = Act.objects.get(seq=first.members.by or 0)
    assert (act.code, act.on) == ("members.decided", GIVEN)
    persons = set(Person.objects.filter(uid__in=HEALTH).values_list("pk", flat=True))
    events = params_of(act)["events"]
    assert {(each["change"], each["person"], each["to"]) for each in events} == {
        ("move_out", person, "Đảng bộ Ngành Y tế") for person in persons
    }
    [row] = handovers(actor=actor)
    assert [(each.left, each.stayed, each.joined) for each in row.arrivals] == [(2, 0, 0)]


def test_who_was_elsewhere_stays_and_who_came_later_is_told(actor: Actor) -> None:
    later = date(2020, 9, 1)
    receipt, _ = there(actor, on=later)
    ids = make()
    text = told(replace(receipt, on=later), actor)
    happen(date(2020, 7, 1), {"change": "transfer", "person": "dung", "org": ids["giam-dinh"]})
    who = {**identity("an"), "name": "Phạm Thị Hoa"}
    enter = {"change": "enter", "org": ids["y-te-1"], "standing": "official", "identity": who}
    happen(date(2020, 8, 1), {**enter, "person": "hoa"})

    found = note_arrival(actor=actor, content=text, name="x.json")

    assert (found.members.left, found.members.stayed, found.members.joined) == (1, 1, 1)
    assert people(actor, later) == ALL - {"em"} | {"hoa"}
    assert people(actor, later - timedelta(days=1)) == ALL | {"hoa"}


def test_one_who_cannot_leave_takes_the_receipt_back(actor: Actor) -> None:
    receipt, _ = there(actor)
    ids = make()
    text = told(receipt, actor)
    happen(date(2020, 7, 1), {"change": "transfer", "person": "dung", "org": ids["giam-dinh"]})
    before = Act.objects.count()

    with pytest.raises(FileRefused) as refused:
        note_arrival(actor=actor, content=text, name="x.json")

    assert [each.code for each in refused.value.problems] == ["RECEIPT_MEMBERS"]
    assert (Act.objects.count(), people(actor, GIVEN)) == (before, ALL)


def test_a_package_that_is_gone_is_said(actor: Actor, tmp_path: Path) -> None:
    receipt, _ = there(actor)
    make()
    text = told(receipt, actor)
    digest = json.loads(text)["package"]
    for path in tmp_path.rglob("*"):
        if path.is_file() and digest in path.name:
            path.unlink()
    assert kept_package(digest) is None

    with pytest.raises(FileRefused) as refused:
        note_arrival(actor=actor, content=text, name="x.json")

    assert [each.code for each in refused.value.problems] == ["RECEIPT_NO_PACKAGE"]


def test_leaving_is_corrected_like_any_act_on_members(actor: Actor) -> None:
    receipt, _ = there(actor)
    make()
    found = note_arrival(actor=actor, content=told(receipt, actor), name="x.json")

    correct_events(actor=actor, act=found.members.by or 0, void=True, reason="gói gửi nhầm")

    assert people(actor, GIVEN) == ALL


def test_the_page_says_how_many_left(client: Client, actor: Actor) -> None:
    from dangbo.accounts.models import User  # noqa: PLC0415 - beside its use

    receipt, _ = there(actor)
    make()
    found = note_arrival(actor=actor, content=told(receipt, actor), name="x.json")
    client.force_login(User.objects.create(username="to-chuc-2"))

    answer = client.get(f"/lam-viec/lich-su/ban-giao/{found.given}/")

    assert "2 đảng viên chuyển ra khỏi sổ này từ ngày 01/06/2020." in answer.context["arrivals"]
