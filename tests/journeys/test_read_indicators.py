"""Read a figure down to the persons behind it: all, by sex, over the years; also without script."""

from collections.abc import Callable, Iterator

import pytest
from journeys.figures_register import ASKED, HOME, drawn, fits, small_figures
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("register")]


@pytest.fixture(scope="module")
def register(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, int]]:
    """Keep one small register with members for the journeys of this module."""
    with small_figures(django_db_blocker) as ids:
        yield ids


def test_a_figure_leads_to_its_parts_its_course_and_its_list(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    sign_in()

    page.goto(f"{live_server.url}{HOME}{ASKED}")
    expect(page.get_by_role("heading", name="Biến động đảng viên")).to_be_visible()
    axe(page)
    assert fits(page)
    page.get_by_role("link", name="Đảng viên dự bị").click()

    page.get_by_label("Phân tích theo").select_option("age")
    page.locator("#main").get_by_role("button", name="Xem", exact=True).click()
    drawn(page, "cut")
    axe(page)
    assert fits(page)
    page.get_by_role("button", name="Bảng số").click()
    page.get_by_role("row").filter(has_text="Từ 18 đến 30").get_by_role("link").click()
    expect(page.get_by_role("link", name="Trần Thị Bình")).to_be_visible()
    expect(page.get_by_role("link", name="Lê Minh Châu")).to_have_count(0)
    axe(page)

    page.get_by_role("link", name="Theo thời gian").click()
    drawn(page, "course")
    axe(page)
    page.get_by_role("link", name="Theo tổ chức").click()
    expect(page.get_by_role("row").filter(has_text="Đảng bộ Báo và Đài")).to_contain_text("1")
    axe(page)
    assert fits(page)


def test_without_script_the_tables_say_everything(
    page: Page, browser: Browser, live_server: LiveServer, sign_in: Callable[..., None]
) -> None:
    sign_in()
    signed_in = page.context.storage_state()
    context = browser.new_context(
        java_script_enabled=False, locale="vi-VN", storage_state=signed_in
    )
    plain = context.new_page()

    plain.goto(f"{live_server.url}{HOME}dang_vien/{ASKED}&theo=sex")
    expect(plain.locator("#chart-cut")).to_be_hidden()
    expect(plain.get_by_role("row").filter(has_text="Nữ")).to_contain_text("3")
    plain.get_by_label("Phân tích theo").select_option("standing")
    plain.locator("#main").get_by_role("button", name="Xem", exact=True).click()
    expect(plain.get_by_role("row").filter(has_text="Dự bị")).to_contain_text("2")
    context.close()
