"""Prove that places are dated, cited, taken back, guarded, and told again from the journal."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from factories import small_register

from dangbo.accounts.access import OPERATOR
from dangbo.accounts.models import User
from dangbo.audit.models import Act
from dangbo.orgs.access import every
from dangbo.orgs.commands import record_place, take_place_back
from dangbo.orgs.models import Place
from dangbo.orgs.queries.places import place_of, places_of, places_within
from dangbo.orgs.queries.verifying import first_difference
from dangbo.rules.org_places import Coordinates
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.django_db
HA_LONG = Coordinates(Decimal("20.95104"), Decimal("107.08012"))
CAM_PHA = Coordinates(Decimal("21.01600"), Decimal("107.31600"))
URL = "/lam-viec/to-chuc/y-te/noi-dat/"


@pytest.fixture
def ids() -> dict[str, int]:
    """Return the ids of the small register's organisations by key."""
    return small_register.build()


@pytest.fixture
def officer(client: Client) -> Client:
    """Return a browser in which an officer is signed in."""
    client.force_login(User.objects.create(username="van-phong"))
    return client


def placed(org: int, on: date, at: Coordinates | None, address: str = "") -> Act:
    """Record a place for a reason."""
    return record_place(
        actor=OPERATOR, org=org, on=on, at=at, address=address, reason="theo trụ sở"
    )


def where(org: int, on: date, known: date | None = None) -> Coordinates | None:
    """Return the degrees of a day."""
    found = place_of(actor=OPERATOR, org=org, on=on, known=known)
    return found.at if found else None


def test_a_place_holds_from_its_day_until_the_next(ids: dict[str, int]) -> None:
    org = ids["y-te"]
    placed(org, date(2014, 1, 1), HA_LONG, "Số 1 đường A")
    placed(org, date(2016, 1, 1), CAM_PHA)

    assert where(org, date(2013, 12, 31)) is None
    assert where(org, date(2015, 12, 31)) == HA_LONG
    assert where(org, date(2020, 1, 1)) == CAM_PHA
    placed(org, date(2018, 1, 1), None)
    assert where(org, date(2020, 1, 1)) is None
    assert [each.on.year for each in places_of(actor=OPERATOR, org=org)] == [2018, 2016, 2014]
    assert first_difference() is None


def test_the_same_day_is_said_anew_and_taken_back(ids: dict[str, int]) -> None:
    org, on = ids["y-te"], date(2016, 1, 1)
    placed(org, date(2014, 1, 1), HA_LONG)
    placed(org, on, HA_LONG)
    placed(org, on, CAM_PHA)
    assert where(org, on) == CAM_PHA
    take_place_back(actor=OPERATOR, org=org, on=on, reason="ghi nhầm")

    assert where(org, on) == HA_LONG
    assert every(Place).count() == 3
    assert first_difference() is None
    every(Place).filter(on=date(2014, 1, 1)).update(address="khác")
    assert "orgs_place" in str(first_difference())


def test_only_whoever_cites_something_and_only_while_it_stands(ids: dict[str, int]) -> None:
    with pytest.raises(RuleError):
        record_place(actor=OPERATOR, org=ids["y-te"], on=date(2014, 1, 1), at=HA_LONG)
    with pytest.raises(RuleError):
        placed(ids["y-te"], date(1990, 1, 1), HA_LONG)
    with pytest.raises(RuleError):
        take_place_back(actor=OPERATOR, org=ids["y-te"], on=date(2014, 1, 1), reason=" ")
    assert not every(Place).exists()


def test_the_database_keeps_places(ids: dict[str, int]) -> None:
    placed(ids["y-te"], date(2014, 1, 1), HA_LONG)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM orgs_place")
    assert every(Place).exists()


def test_places_below_are_told_by_organisation(ids: dict[str, int]) -> None:
    placed(ids["y-te"], date(2014, 1, 1), HA_LONG)
    placed(ids["y-te-1"], date(2015, 1, 1), CAM_PHA)
    placed(ids["y-te-2"], date(2015, 1, 1), None, "chỉ có địa chỉ")

    def told(org: str, on: date) -> set[int]:
        return set(places_within(actor=OPERATOR, org=ids[org], on=on))

    assert told("khoi", date(2017, 1, 1)) == {ids["y-te"], ids["y-te-1"]}
    assert told("y-te-1", date(2017, 1, 1)) == {ids["y-te-1"]}
    assert told("khoi", date(2014, 6, 1)) == {ids["y-te"]}


def test_an_officer_records_a_place_and_takes_it_back(officer: Client, ids: dict[str, int]) -> None:
    given = {"at": "20.95104, 107.08012", "address": "Số 1", "on": "01/01/2016", "reason": "vì"}
    wrong = officer.post(URL, {**given, "at": "Hạ Long", "reason": ""})
    assert wrong.status_code == 422
    assert "Không đọc được “Hạ Long” là tọa độ" in wrong.content.decode()
    warned = officer.post(URL, {**given, "at": "48, 2"})
    assert warned.status_code == 422
    assert "nằm ngoài nước ta" in warned.content.decode()

    assert officer.post(URL, given).status_code == 302
    page = officer.get("/lam-viec/to-chuc/y-te/?on=2017-01-01").content.decode()
    assert "20.95104, 107.08012" in page
    assert "theo trụ sở" not in page
    assert "Số 1" in officer.get(URL).content.decode()

    officer.post(f"{URL}bo/", {"ngay": "01/01/2016", "ly_do": ""})
    assert where(ids["y-te"], date(2017, 1, 1)) == HA_LONG
    officer.post(f"{URL}bo/", {"ngay": "01/01/2016", "ly_do": "nhầm"})
    assert where(ids["y-te"], date(2017, 1, 1)) is None
