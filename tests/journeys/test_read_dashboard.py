"""Read the dashboard of a past day down to a list, then the course with its decisions by key."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from factories import small_membership, small_register
from journeys.register import empty
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("register")]
HOME = "/lam-viec/so-lieu/"
ASKED = "?on=2017-01-01&to_chuc=khoi"
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def register(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep one small register with members for the journey of this module."""
    from django.test import TransactionTestCase  # noqa: PLC0415 - beside its one use

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patched:
        small_membership.build(small_register.build())
        connection.close()
        patched.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: None)
        yield
        empty()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_past_day_is_read_from_the_board_to_the_decision(
    page: Page,
    live_server: LiveServer,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
    width: int,
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    sign_in()

    page.goto(f"{live_server.url}{HOME}tong-quan/{ASKED}")
    expect(page.locator("#chart-pyramid-age svg")).to_be_visible()
    page.wait_for_load_state("networkidle")
    axe(page)
    assert page.evaluate(SIDEWAYS) is False
    page.get_by_role("row", name="Đảng viên dự bị").get_by_role("link", name="2").first.click()
    expect(page.get_by_role("link", name="Trần Thị Bình")).to_be_visible()
    expect(page.get_by_role("link", name="Lê Minh Châu")).to_have_count(0)

    page.goto(f"{live_server.url}{HOME}dang_vien/thoi-gian/?on=2019-06-30&to_chuc=y-te")
    expect(page.locator("#chart-course svg")).to_be_visible()
    page.wait_for_load_state("networkidle")
    axe(page)
    assert page.evaluate(SIDEWAYS) is False
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
