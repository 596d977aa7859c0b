"""Find an organisation on a past day: by an old name, through the tree, with the keyboard alone."""

from collections.abc import Callable

import pytest
from journeys.register import quang_ninh  # noqa: F401 - a fixture
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quang_ninh")]
ORGS = "/lam-viec/to-chuc/"


def scrolls_sideways(page: Page) -> bool:
    script = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return bool(page.evaluate(script))


def test_an_old_name_leads_to_the_page_of_a_past_day(
    page: Page,
    live_server: LiveServer,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:
    sign_in()

    page.goto(live_server.url)
    page.keyboard.press("/")
    page.keyboard.type("dan chinh dang tinh")
    page.keyboard.press("Enter")
    row = page.get_by_role("row").filter(has_text="Dân Chính Đảng Tỉnh (04/09/1964")
    expect(row).to_be_visible()
    axe(page)

    row.get_by_role("rowheader").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Đảng bộ Khối các cơ quan và doanh nghiệp tỉnh"
    )
    page.locator("#as-of-on").fill("01/01/2000")
    page.locator("#as-of-on").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Đảng bộ cơ quan Dân Chính Đảng Tỉnh")
    expect(page.get_by_text("Đang xem ngày 01/01/2000")).to_be_visible()
    axe(page)
    assert not scrolls_sideways(page)


def test_a_day_before_it_existed_leads_to_its_first(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    sign_in()

    page.goto(f"{live_server.url}{ORGS}dai-bao/?on=2000-01-01")
    expect(page.get_by_text("Ngày 01/01/2000 chưa có tổ chức này")).to_be_visible()
    axe(page)

    page.get_by_role("link", name="Xem ngày đầu tiên (01/06/2015)").click()
    expect(page.get_by_text("Đang xem ngày 01/06/2015")).to_be_visible()
    drawing = page.get_by_label("Hình vẽ nguồn gốc và kế thừa")
    expect(drawing.get_by_role("link", name="Đảng bộ Báo", exact=True)).to_be_visible()
    axe(page)
    assert not scrolls_sideways(page)


def test_the_tree_is_walked_with_the_keyboard_and_long_levels_open_in_parts(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    sign_in()

    page.goto(f"{live_server.url}{ORGS}?on=2000-01-01")
    line = page.get_by_role("treeitem")
    line.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("link", name="Đảng bộ Báo", exact=True)).to_be_visible()
    axe(page)
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    more = page.get_by_role("treeitem").filter(
        has_text="Xem thêm: tổ chức thứ 201 đến 205 trong 205"
    )
    expect(more.last).to_be_visible()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("Chi bộ số 205", exact=True)).to_be_visible()

    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Chi bộ số 205")


def test_typing_opens_the_path(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None]
) -> None:
    sign_in()

    page.goto(f"{live_server.url}{ORGS}?on=2000-01-01")
    page.get_by_label("Tìm trong cây của ngày này").press_sequentially("so 007")

    expect(page.get_by_text("1 tổ chức khớp, kèm đường dẫn từ trên xuống.")).to_be_visible()
    expect(page.get_by_role("link", name="Chi bộ số 007")).to_be_visible()
    assert not scrolls_sideways(page)


@pytest.mark.parametrize("context", ["1280"], indirect=True)
def test_pages_are_read_without_a_script(
    context: BrowserContext, live_server: LiveServer, sign_in: Callable[..., None]
) -> None:
    sign_in()
    assert context.browser is not None
    plain = context.browser.new_context(
        java_script_enabled=False, locale="vi-VN", storage_state=context.storage_state()
    )
    page = plain.new_page()

    page.goto(f"{live_server.url}{ORGS}?on=2000-01-01")
    page.get_by_label("Tìm trong cây của ngày này").fill("so 007")
    page.get_by_role("button", name="Lọc").click()
    page.get_by_role("link", name="Chi bộ số 007").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chi bộ số 007")
    assert "on=2000-01-01" in page.url
    page.goto(f"{live_server.url}{ORGS}bao/nhanh/?on=2000-01-01")
    expect(page.get_by_role("link", name="Chi bộ số 001", exact=True)).to_be_visible()
    plain.close()
