"""Compare two days: from the page of a committee to what became of whom, and back to the paper."""

from collections.abc import Callable

import pytest
from journeys.register import quang_ninh  # noqa: F401 - a fixture
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quang_ninh")]


def test_two_days_of_a_committee_are_compared(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    sign_in()

    page.goto(f"{live_server.url}/lam-viec/to-chuc/qn-khoi/")
    page.get_by_role("link", name="So sánh hai ngày").click()
    # The days the wrong way round, as happens.
    page.get_by_label("Ngày thứ nhất").fill("01/01/2023")
    page.get_by_label("Ngày thứ hai").fill("01/01/2010")
    page.get_by_role("button", name="So sánh").click()
    expect(page.get_by_text("Hai ngày bị đổi chỗ")).to_be_visible()
    page.get_by_role("link", name="Đổi chỗ hai ngày").click()

    moved = page.get_by_role("row").filter(has_text="Chi bộ Đài").first
    expect(moved).to_contain_text("Toàn bộ nhập vào")
    expect(moved).to_contain_text("Đảng bộ Báo và Đài")
    named = page.get_by_role("row").filter(has_text="Đảng bộ cơ quan Dân Chính Đảng Tỉnh").first
    expect(named).to_contain_text("Đổi tên")
    axe(page)
    sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert page.evaluate(sideways) is False

    page.get_by_role("link", name="Đổi tên thành Đảng bộ Khối các cơ quan tỉnh").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Đổi tên thành Đảng bộ Khối các cơ quan tỉnh"
    )
    expect(page.get_by_role("link", name="961-QĐ/TU").first).to_be_visible()
    axe(page)


@pytest.mark.parametrize("context", ["1280"], indirect=True)
def test_the_comparison_is_taken_as_a_file(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None]
) -> None:
    sign_in()

    page.goto(
        f"{live_server.url}/lam-viec/to-chuc/so-sanh/?tu=01/01/2010&den=01/01/2023&to_chuc=qn-khoi"
    )
    tools = page.locator("summary").filter(has_text="Tải về")
    tools.click()
    with page.expect_download() as awaited:
        page.get_by_role("link", name="Tải Excel đúng những dòng đang xem").click()

    assert awaited.value.suggested_filename.startswith("so-sanh-")
    assert awaited.value.suggested_filename.endswith(".xlsx")
