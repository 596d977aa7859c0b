"""Read the dashboard of a past day down to a list, then the course with its decisions by key."""

from collections.abc import Callable, Iterator

import pytest
from journeys.figures_register import ASKED, HOME, drawn, fits, small_figures
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("register")]


@pytest.fixture(scope="module")
def register(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, int]]:
    """Keep one small register with members for the journeys of this module."""
    with small_figures(django_db_blocker) as ids:
        yield ids


def test_a_past_day_is_read_from_the_board_to_the_decision(
    page: Page,
    live_server: LiveServer,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:
    sign_in()

    page.goto(f"{live_server.url}{HOME}tong-quan/{ASKED}")
    drawn(page, "pyramid-age")
    axe(page)
    assert fits(page)
    page.get_by_role("row", name="Đảng viên dự bị").get_by_role("link", name="2").first.click()
    expect(page.get_by_role("link", name="Trần Thị Bình")).to_be_visible()
    expect(page.get_by_role("link", name="Lê Minh Châu")).to_have_count(0)

    page.goto(f"{live_server.url}{HOME}dang_vien/thoi-gian/?on=2019-06-30&to_chuc=y-te")
    drawn(page, "course")
    axe(page)
    assert fits(page)
    page.get_by_role("button", name="Bảng số").press("Enter")
    page.get_by_role("link", name="Quyết định 3 trên hình").press("Enter")
    expect(page).to_have_url(f"{page.url.partition('#')[0]}#quyet-dinh-3")
    with page.expect_download() as picture:
        page.locator("summary", has_text="Tải hình").press("Enter")
        page.get_by_role("button", name="Hình PNG").press("Enter")
    assert picture.value.path().read_bytes().startswith(b"\x89PNG")
    page.locator("#quyet-dinh-3").get_by_role("link").press("Enter")
    page.wait_for_url("**/lam-viec/to-chuc/quyet-dinh/*/?on=2019-06-30")
    expect(page.get_by_role("heading", level=1)).to_contain_text("18-QĐ/ĐUK")


def test_an_office_is_put_on_the_map_and_sisters_are_compared(
    page: Page,
    live_server: LiveServer,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:
    sign_in()
    place = f"{live_server.url}/lam-viec/to-chuc/y-te/noi-dat/"
    for where in ("20.951, 107.08", "20.97, 107.1"):
        page.goto(place)
        page.get_by_label("Tọa độ").fill(where)
        page.locator("#id_on").fill("01/01/2015")
        page.get_by_label("Lý do, căn cứ").fill("chép từ bản đồ")
        page.get_by_role("button", name="Ghi nơi đặt trụ sở").click()
        expect(page.get_by_text("Đã ghi nơi đặt trụ sở.")).to_be_visible()
    page.goto(place)
    expect(page.get_by_role("row").filter(has_text="107.10000")).to_have_count(1)
    axe(page)
    assert fits(page)

    page.goto(f"{live_server.url}{HOME}ban-do/{ASKED}")
    expect(page.locator(".ui-map-dot")).to_have_count(1)
    axe(page)
    assert fits(page)
    page.locator(".ui-map a").press("Enter")
    page.wait_for_url("**to_chuc=y-te**")

    page.goto(f"{live_server.url}{HOME}so-sanh/?on=2017-01-01&to_chuc=y-te&chi_tieu=dang_vien")
    drawn(page, "sisters")
    expect(page.get_by_text("Tổ chức đang xem")).to_be_visible()
    axe(page)
    assert fits(page)
    page.locator("#of-org").fill("Báo")
    page.get_by_role("option").filter(has_text="Đảng bộ Báo và Đài").click()
    page.locator("#main").get_by_role("button", name="Xem", exact=True).click()
    expect(page.locator("#main [name=khoa]")).to_have_value("bao-dai")
