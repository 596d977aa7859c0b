"""Make a form in the browser: rows, a formula that loops and is mended, real figures, publishing.

And fill it: each number opens its list; without a script the same buttons do the same.
"""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from factories import small_membership, small_register
from journeys.desk_register import Axe, looks_right
from journeys.register import empty
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("register")]
HOME = "/lam-viec/bieu-mau/"


@pytest.fixture
def register(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep a small register with members for one journey."""
    from django.test import TransactionTestCase  # noqa: PLC0415 - beside its one use

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patched:
        small_membership.build(small_register.build())
        connection.close()
        patched.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: None)
        yield
        empty()


def test_a_form_is_made_with_a_preview_on_real_figures_published_and_read(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Axe
) -> None:
    sign_in()

    page.goto(f"{live_server.url}{HOME}")
    expect(page.get_by_role("link", name="Biến động đội ngũ đảng viên")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("link", name="Làm biểu mới").click()
    page.get_by_label("Tên biểu").fill("Nữ trong đảng bộ")
    page.get_by_role("button", name="Mở biểu để làm").click()
    expect(page.get_by_text("chưa nói ô này lấy chỉ tiêu nào").first).to_be_visible()
    looks_right(page, axe)

    page.goto(page.url)
    page.locator("#id_to_chuc").fill("khoi")
    page.locator("#id_rows-0-title").fill("Đảng viên")
    page.locator("#id_rows-0-indicator").fill("Đảng viên")
    page.keyboard.press("Tab")
    expect(page.locator("#preview").get_by_role("row", name="Đảng viên 5")).to_be_visible()

    page.get_by_role("button", name="Thêm dòng", exact=True).click()
    title = page.locator("#id_rows-1-title")
    expect(title).to_be_focused()
    page.keyboard.type("Tỷ lệ nữ")
    page.locator("#id_rows-1-kind").select_option("formula")
    page.locator("#id_rows-1-words").fill("TYLE(d2; d1)")
    page.keyboard.press("Tab")
    expect(page.locator("#preview").get_by_text("vòng tròn").first).to_be_visible()

    page.locator("#id_parts-way").select_option("sex")
    page.locator("#id_parts-indicator").fill("Đảng viên")
    page.get_by_role("button", name="Thêm thành dòng").press("Enter")
    expect(page.locator("#id_rows-3-title")).to_have_value("Nữ")
    page.locator("#id_rows-1-words").fill("TYLE(d4; d1)")
    page.keyboard.press("Tab")
    expect(page.get_by_text("vòng tròn")).to_have_count(0)
    expect(page.locator("#preview").get_by_role("row", name="Tỷ lệ nữ 60 %")).to_be_visible()
    looks_right(page, axe)

    page.get_by_role("button", name="Lưu nháp và ban hành").click()
    page.get_by_label("Dùng từ ngày").fill("01/01/2016")
    looks_right(page, axe)
    page.get_by_role("button", name="Ban hành", exact=True).click()
    expect(page.get_by_text("Đã ban hành biểu.")).to_be_visible()
    page.goto(f"{live_server.url}{HOME}nu_trong_dang_bo/?on=2016-12-31&to_chuc=khoi")
    expect(page.get_by_text("Bố cục chưa xác nhận")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("row").filter(has_text="Nữ").get_by_role("link", name="3").click()
    expect(page.get_by_role("link", name="Trần Thị Bình")).to_be_visible()
    expect(page.get_by_role("link", name="Nguyễn Văn An")).to_have_count(0)
    looks_right(page, axe)


def test_without_script_the_same_buttons_make_the_same_form(
    page: Page, browser: Browser, live_server: LiveServer, sign_in: Callable[..., None]
) -> None:
    sign_in()
    context = browser.new_context(
        java_script_enabled=False, locale="vi-VN", storage_state=page.context.storage_state()
    )
    plain = context.new_page()

    plain.goto(f"{live_server.url}{HOME}moi/")
    plain.get_by_label("Tên biểu").fill("Không cần mã lệnh")
    plain.get_by_role("button", name="Mở biểu để làm").click()
    plain.locator("#id_rows-0-indicator").fill("Đảng viên")
    plain.locator("#id_to_chuc").fill("khoi")
    plain.get_by_role("button", name="Thêm dòng", exact=True).click()
    expect(plain.locator("#id_rows-1-title")).to_be_visible()
    plain.locator("#id_rows-1-title").fill("Nữ")
    plain.locator("#id_rows-1-indicator").fill("Đảng viên nữ")
    plain.locator("#main").get_by_role("button", name="Xem thử", exact=True).last.click()
    expect(plain.locator("#preview").get_by_role("row", name="Nữ 3")).to_be_visible()
    context.close()
