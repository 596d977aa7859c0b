"""Transfer a member between two organisations: one case, every level, counted once a day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from journeys.case_register import (  # noqa: F401 - fixtures
    CASES,
    Axe,
    case_register,
    fill_day,
    set_day,
    take,
    unflushed,
)
from journeys.desk_register import looks_right
from journeys.moved_clock import SetDay
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from dangbo.members.models import Posting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("case_register")]
NAME = "Lê Minh y-te-1 7"
ROUTE = (
    ("Chi bộ giới thiệu", "03/08/2026"),
    ("Cấp cơ sở giới thiệu", "05/08/2026"),
    ("Cấp trên trực tiếp giới thiệu", "07/08/2026"),
    ("Niêm phong, giao hồ sơ", "07/08/2026"),
    ("Cấp trên nơi đến tiếp nhận", "12/08/2026"),
    ("Cấp cơ sở nơi đến tiếp nhận", "14/08/2026"),
    ("Nộp giấy giới thiệu tại chi bộ nơi đến", "17/08/2026"),
)


def places(day: date) -> list[str]:
    rows = Posting.objects.filter(
        person__uid="y-te-1-7", kind="official", voided_by=None, start__lte=day
    ).exclude(end__lte=day)
    return list(rows.values_list("org__uid", flat=True))


def test_a_member_goes_to_another_committee(
    page: Page,
    live_server: LiveServer,
    sign_in: Callable[..., None],
    axe: Axe,
    set_day: SetDay,  # noqa: F811 - the fixture
) -> None:
    set_day("01/09/2026")
    page.set_default_timeout(30_000)
    sign_in()
    page.goto(f"{live_server.url}/lam-viec/dang-vien/y-te-1-7/")
    page.get_by_role("link", name="Mở hồ sơ").click()
    page.get_by_role("link", name="Chuyển sinh hoạt đảng chính thức").click()
    expect(page.locator("#id_person")).to_have_value(NAME)
    page.locator("#id_to_org").fill("chi bo to toan")
    fill_day(page, "effect", "01/08/2026")
    fill_day(page, "on", "02/08/2026")
    looks_right(page, axe)
    page.get_by_role("button", name="Mở hồ sơ").click()

    for step, day in ROUTE:
        take(page, step, day)
    looks_right(page, axe)
    assert places(date(2026, 9, 1)) == ["y-te-1"]
    for org in ("y-te-1", "truong-1"):
        page.goto(f"{live_server.url}{CASES}?to_chuc={org}")
        expect(page.get_by_role("link", name="y-te-1 7")).to_be_visible()
    page.get_by_role("link", name="y-te-1 7").click()
    take(page, "Chi bộ nơi đến xác nhận tiếp nhận", "24/08/2026")
    expect(page.get_by_text("Hồ sơ đã khép lại.")).to_be_visible()
    looks_right(page, axe)

    first = date(2026, 7, 31)
    found = [places(first + timedelta(days=away)) for away in range(32)]
    assert found == [["y-te-1"]] * 24 + [["truong-1"]] * 8
    page.goto(f"{live_server.url}{CASES}?on=2026-08-10&to_chuc=truong-1")
    expect(page.get_by_text("Đang xem ngày 10/08/2026")).to_be_visible()
    page.get_by_role("link", name="y-te-1 7").click()
    expect(page.get_by_role("link", name="Ghi:")).to_have_count(0)
