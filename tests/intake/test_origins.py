"""The page of a member says which list each field came from, and hides what it hides elsewhere."""

from typing import Any

import pytest
from django.test import Client
from intake.lists import checked, row, sheet

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.accounts.models import User
from dangbo.intake.commands import take_intake
from dangbo.members.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
CITIZEN = "001180000123"


@pytest.fixture
def browser(client: Client, officer: Actor) -> Client:
    client.force_login(User.objects.get(pk=officer.user_id))
    return client


def panel(browser: Client, **query: str) -> Any:
    uid = Person.objects.get(identities__name="Lê Thị Gấm").uid
    answer = browser.get(f"/lam-viec/dang-vien/{uid}/", query)
    assert CITIZEN not in answer.content.decode()
    return next((each for each in answer.context["panels"] if each.key == "origins"), None)


def take(*rows: tuple[str, ...], name: str) -> int:
    intake = checked(sheet(*rows), name=name)
    take_intake(actor=OPERATOR, intake=intake.pk)
    return intake.pk


def test_each_field_is_told_with_its_list_row_and_text(browser: Client) -> None:
    first = take(row("LÊ THỊ GẤM", citizen=CITIZEN), name="thang-5.xlsx")
    second = take(row("Lê Thị Gấm", card="00012345"), name="thang-6.xlsx")

    newest, oldest = panel(browser).context["sources"]

    assert (newest.name, newest.row, newest.fields) == (
        "thang-6.xlsx",
        2,
        [("Số thẻ đảng viên", "00012345")],
    )
    assert (oldest.name, oldest.day) == ("thang-5.xlsx", "01/06/2024")
    assert dict(oldest.fields)["Họ và tên"] == "LÊ THỊ GẤM"
    assert dict(oldest.fields)["Số căn cước công dân"] == "•••••••••123"
    assert [each.url for each in (newest, oldest)] == [
        f"/lam-viec/nhap-danh-sach/{pk}/?xem=het" for pk in (second, first)
    ]


def test_before_the_day_of_a_list_it_brought_nothing(browser: Client) -> None:
    take(row("LÊ THỊ GẤM"), name="thang-5.xlsx")

    assert panel(browser, on="2024-05-31") is None
    assert panel(browser, on="2024-06-01") is not None


def test_whoever_came_from_no_list_has_no_such_part(browser: Client) -> None:
    answer = browser.get("/lam-viec/dang-vien/an/")

    assert "origins" not in [each.key for each in answer.context["panels"]]
