"""Fill the register for journeys of the desk: a committee, and departments that may merge."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection
from django.test import TransactionTestCase
from factories import small_register
from journeys.register import empty
from playwright.sync_api import Page
from pytest_django import DjangoDbBlocker

from dangbo.accounts.access import OPERATOR
from dangbo.orgs.commands import decide, register_orgs

KEYS = ("xay-dung", "giao-thong", "xay-dung-vp", "xay-dung-kt", "giao-thong-vp")
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"

Axe = Callable[[Page], None]


def fill() -> None:
    """Build the small register, and found two departments with cells below its committee."""
    ids = small_register.build() | register_orgs(actor=OPERATOR, uids=KEYS)
    begun = [
        ("xay-dung", "Đảng bộ Sở Xây dựng", "dang_bo_co_so", "khoi"),
        ("giao-thong", "Đảng bộ Sở Giao thông vận tải", "dang_bo_co_so", "khoi"),
        ("xay-dung-vp", "Chi bộ Văn phòng Sở Xây dựng", "chi_bo_truc_thuoc", "xay-dung"),
        ("xay-dung-kt", "Chi bộ Kinh tế xây dựng", "chi_bo_truc_thuoc", "xay-dung"),
        ("giao-thong-vp", "Chi bộ Văn phòng Sở Giao thông", "chi_bo_truc_thuoc", "giao-thong"),
    ]
    changes = [
        {"change": "found", "org": ids[key], "name": name, "kind": kind, "superior": ids[above]}
        for key, name, kind, above in begun
    ]
    decide(actor=OPERATOR, on=date(2012, 3, 1), changes=changes)


@pytest.fixture(scope="module")
def unflushed() -> Iterator[None]:
    """Keep the end of each test from emptying the tables: the guards of the journal refuse it."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: None)
        yield


@pytest.fixture
def desk_register(
    unflushed: None, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Fill the register anew for one test, and empty it afterwards."""
    with django_db_blocker.unblock():
        fill()
        connection.close()
        yield
        empty()


def looks_right(page: Page, axe: Axe) -> None:
    """Find no barrier on a page, and nothing that makes it scroll sideways."""
    axe(page)
    assert page.evaluate(SIDEWAYS) is False


def to_area(page: Page, name: str) -> None:
    """Go to an area by the navigation, which a phone folds away."""
    menu = page.get_by_role("button", name="Mục lục")
    if menu.is_visible():
        menu.click()
    areas = page.get_by_role("navigation", name="Các mảng việc")
    # The name of one area may be a part of another's; how much is new in it stands behind it.
    wanted = re.compile(rf"^{re.escape(name)}( \d+ tin mới)?$")
    areas.get_by_role("link", name=wanted).click()
