"""Walk through the design system with a keyboard, a pointer and an ear."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from dangbo.ui import navigation

pytestmark = pytest.mark.django_db(transaction=True)

Check = Callable[[Page], None]
SignIn = Callable[..., None]
PAGES = ["/ui/?on=2020-02-01&known=2021-05-01", "/ui/bieu-mau/", "/ui/xac-nhan/", "/khong-co/"]
AT_A_DESK = pytest.mark.parametrize("context", ["1280"], indirect=True)


def opened(page: Page, live_server: LiveServer, path: str) -> None:
    page.goto(live_server.url + path)
    page.wait_for_load_state("networkidle")


def scrolls_sideways(page: Page) -> bool:
    script = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return bool(page.evaluate(script))


@pytest.mark.parametrize(
    ("context", "theme"),
    [("1280", "light"), ("390", "light"), ("1280", "dark")],
    indirect=["context"],
)
def test_pages_have_no_barriers_and_no_sideways_scroll(
    page: Page, live_server: LiveServer, sign_in: SignIn, axe: Check, theme: str
) -> None:
    sign_in()
    page.emulate_media(color_scheme=theme)

    for path in ["/ui/", *PAGES]:
        opened(page, live_server, path)
        assert page.locator("html").get_attribute("data-bs-theme") == theme
        axe(page)
        assert (path, scrolls_sideways(page)) == (path, False)


@pytest.mark.parametrize("context", ["390"], indirect=True)
def test_the_smallest_phone_needs_no_sideways_scroll(
    page: Page, live_server: LiveServer, sign_in: SignIn
) -> None:
    sign_in()
    page.set_viewport_size({"width": 360, "height": 740})

    for path in ["/ui/", *PAGES, "/tai-khoan/mat-khau/"]:
        opened(page, live_server, path)
        assert (path, scrolls_sideways(page)) == (path, False)


def test_sign_in_has_no_barriers(page: Page, live_server: LiveServer, axe: Check) -> None:
    opened(page, live_server, "/tai-khoan/dang-nhap/")

    axe(page)
    page.get_by_label("Tên tài khoản").fill("khong-co")
    page.get_by_label("Mật khẩu").fill("sai")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)


@AT_A_DESK
def test_pages_work_without_a_script(
    context: BrowserContext, live_server: LiveServer, sign_in: SignIn
) -> None:
    sign_in()
    plain = context.browser.new_context(java_script_enabled=False, locale="vi-VN")
    plain.add_cookies(context.cookies())
    page = plain.new_page()

    page.goto(f"{live_server.url}/ui/")
    page.locator("#as-of-on").fill("01/02/2020")
    page.get_by_role("button", name="Xem", exact=True).click()

    expect(page.get_by_role("status").first).to_contain_text("Đang xem ngày 01/02/2020")
    expect(page.locator("#chart-kinds-table")).to_be_visible()
    expect(page.locator(".ui-needs-script").first).to_be_hidden()
    plain.close()


def test_the_day_goes_along_and_back_to_today(
    page: Page, live_server: LiveServer, sign_in: SignIn
) -> None:
    sign_in()
    opened(page, live_server, "/ui/?kind=Chi bộ cơ sở")

    page.locator("#as-of-on").fill("01/02/2020")
    page.locator("#as-of-on").press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Đang xem ngày 01/02/2020")
    expect(page.get_by_role("link", name="Lập tổ chức")).to_have_count(0)
    assert "kind=Chi" in page.url
    page.get_by_role("link", name="Về hôm nay").click()

    expect(page.get_by_role("link", name="Lập tổ chức")).to_be_visible()
    assert "on=" not in page.url


def test_a_form_is_filled_refused_and_not_lost(
    page: Page, live_server: LiveServer, sign_in: SignIn, axe: Check
) -> None:
    sign_in()
    opened(page, live_server, "/ui/bieu-mau/")
    day = page.get_by_label("Ngày ký")

    day.fill("12/4/2022")
    page.locator("#id_signed_on + .ui-day-button").click()
    expect(page.locator(".flatpickr-calendar.open .selected")).to_have_text("12")
    page.locator(".flatpickr-calendar.open .flatpickr-day:not(.prevMonthDay)").nth(14).click()
    expect(day).to_have_value("15/04/2022")
    page.locator("#id_issuer-ts-control").click()
    page.locator("#id_issuer-ts-control").press_sequentially("dang uy")
    expect(page.locator(".ts-dropdown .option")).to_have_text(["Đảng ủy Khối"])
    page.keyboard.press("Enter")
    assert page.locator("#id_issuer").input_value() == "duk"

    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Dangbo").first.click(no_wait_after=True)
    expect(day).to_have_value("15/04/2022")
    assert asked == ["beforeunload"]

    day.fill("31/02/2022")
    page.get_by_role("button", name="Lưu văn bản").click()
    page.locator("#form-errors").get_by_role("link", name="Ngày ký").click()
    expect(day).to_be_focused()
    expect(day).to_have_value("31/02/2022")
    axe(page)


def test_a_list_filters_ticks_and_chooses_columns(
    page: Page, live_server: LiveServer, sign_in: SignIn
) -> None:
    sign_in()
    opened(page, live_server, "/ui/?sort=-name")
    bar = page.locator("[data-bulk-bar]")
    expect(bar).to_be_hidden()

    page.locator('input[name="row"]').nth(0).check()
    page.locator('input[name="row"]').nth(2).check()
    expect(bar).to_contain_text("2 dòng đã chọn")
    page.locator(".ui-tools summary", has_text="Cột").click()
    page.get_by_label("Bí thư").check()
    expect(page.locator("#rows thead th", has_text="Bí thư")).to_have_count(1)
    page.locator("#filter-q").fill("so tai chinh")
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    expect(page.locator("#rows tbody th")).to_contain_text("Đảng bộ Sở Tài chính")
    assert page.url == f"{live_server.url}/ui/?ten=so%20tai%20chinh&kind="
    page.locator("#rows").get_by_role("link", name="Xóa bộ lọc").click()

    expect(page.locator("#rows tbody tr")).to_have_count(8)


@AT_A_DESK
def test_the_keyboard_reaches_everything(
    page: Page, live_server: LiveServer, sign_in: SignIn, axe: Check
) -> None:
    sign_in()
    opened(page, live_server, "/ui/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Phím tắt")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Phím tắt")).to_be_hidden()

    links = page.locator("#rows [data-row-link]")
    links.first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(links.nth(1)).to_be_focused()

    menu = page.locator(".ui-top-tools details")
    menu.locator("summary").press("Enter")
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.locator("summary")).to_be_focused()
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_hidden()


@AT_A_DESK
def test_a_tree_opens_by_the_keyboard(
    page: Page, live_server: LiveServer, sign_in: SignIn, axe: Check
) -> None:
    sign_in()
    opened(page, live_server, "/ui/")

    page.locator("#node-qn-khoi").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#node-so-noi-vu-1")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#node-so-noi-vu-1")).to_be_focused()
    axe(page)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#node-so-noi-vu")).to_be_focused()
    expect(page.locator("#node-so-noi-vu-1")).to_be_hidden()
    page.keyboard.press("End")
    expect(page.locator("#node-ban-quan-ly-kkt")).to_be_focused()
    page.keyboard.press("Enter")

    page.wait_for_url("**#ban-quan-ly-kkt")


def test_a_chart_has_its_table_its_file_and_both_themes(
    page: Page, live_server: LiveServer, sign_in: SignIn
) -> None:
    sign_in()
    page.emulate_media(color_scheme="light")
    opened(page, live_server, "/ui/")
    picture, table = page.locator("#chart-kinds svg"), page.locator("#chart-kinds-table")
    expect(picture).to_be_visible()
    expect(table).to_have_class("ui-chart-table is-unseen")

    page.locator('[data-chart-switch="chart-kinds"]').click()
    expect(table).to_have_class("ui-chart-table")
    card = page.locator('section[aria-labelledby="chart-kinds-title"]')
    card.get_by_text("Tải hình").click()
    with page.expect_download() as download:
        card.locator('[data-form="svg"]').click()
    assert download.value.suggested_filename == "chart-kinds.svg"
    assert download.value.path().read_text(encoding="utf-8").startswith("<svg")
    page.locator("[data-theme-switch]").click()
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    expect(picture).to_be_visible()


def test_areas_are_reached_by_keys_and_on_a_phone_by_the_menu(
    page: Page, live_server: LiveServer, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(navigation, "_areas", {})
    navigation.register_area(
        key="accounts",
        title="Tài khoản",
        url_name="accounts:places",
        icon="user",
        shortcut_letter="k",
        order=1,
    )
    sign_in()
    opened(page, live_server, "/ui/xac-nhan/?on=2020-02-01")
    area = page.locator("#ui-nav a")

    if page.viewport_size == {"width": 390, "height": 844}:
        expect(area).to_be_hidden()
        page.get_by_role("button", name="Mục lục").click()
        expect(area).to_be_focused()
        page.keyboard.press("Escape")
        expect(area).to_be_hidden()
        expect(page.get_by_role("button", name="Mục lục")).to_be_focused()
        page.keyboard.press("Enter")
        area.click()
    else:
        page.keyboard.press("g")
        page.keyboard.press("k")

    page.wait_for_url(f"{live_server.url}/tai-khoan/noi-dang-nhap/?on=2020-02-01")
    expect(area).to_have_attribute("aria-current", "true")


@AT_A_DESK
def test_the_language_is_switched_and_keeps_the_page(
    page: Page, live_server: LiveServer, sign_in: SignIn
) -> None:
    sign_in()
    opened(page, live_server, "/ui/?on=2020-02-01")

    page.get_by_role("button", name="English: switch the language").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url == f"{live_server.url}/ui/?on=2020-02-01"
