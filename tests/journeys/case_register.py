"""Fill the register for journeys of cases: cells with members, of two committees."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from cases.samples import settle
from django.db import connection
from django.urls import resolve
from factories import small_register
from journeys.desk_register import unflushed
from journeys.moved_clock import SetDay, set_day
from journeys.register import empty
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.commands import decide, register_orgs

__all__ = ["Axe", "case_register", "fill_day", "set_day", "take", "unflushed"]
Axe = Callable[[Page], None]
CASES = "/lam-viec/ho-so/"
SECOND = ("phuong", "truong", "truong-1")


def fill() -> None:
    """Put 22 members into a cell of the health office, and found a school in another committee."""
    ids = small_register.build() | register_orgs(actor=OPERATOR, uids=SECOND)
    settle(ids, on=date(2019, 2, 1))
    begun = [
        ("phuong", "Đảng bộ Phường", "dang_bo_cap_tren", "tinh"),
        ("truong", "Đảng bộ Trường", "dang_bo_co_so", "phuong"),
        ("truong-1", "Chi bộ Tổ Toán", "chi_bo_truc_thuoc", "truong"),
    ]
    changes = [
        {"change": "found", "org": ids[key], "name": name, "kind": kind, "superior": ids[above]}
        for key, name, kind, above in begun
    ]
    decide(actor=OPERATOR, on=date(2012, 3, 1), changes=changes)


@pytest.fixture
def case_register(
    unflushed: None,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    set_day: SetDay,
) -> Iterator[None]:
    """Fill the register anew for one test, in the first days of 2025, and empty it afterwards."""
    with django_db_blocker.unblock():
        set_day("06/01/2025")
        fill()
        # The first answer imports every page of the project; a browser should not wait for that.
        resolve("/")
        connection.close()
        yield
        empty()


def fill_day(page: Page, name: str, day: str) -> None:
    """Type a day into a field, and close the calendar it may have opened."""
    field = page.locator(f"#id_{name}")
    field.fill(day)
    field.press("Escape")
    expect(field).to_have_value(day)


def take(page: Page, step: str, day: str, *, told: str = "") -> None:
    """Take the step offered under a name, on a day, once its form was filled by what follows."""
    page.get_by_role("link", name=f"Ghi: {step}").click()
    fill_day(page, "on", day)
    page.get_by_role("button", name="Ghi bước này").click()
    expect(page.get_by_text(told or f"Đã ghi: {step}.")).to_be_visible()
