"""Merge two departments: a kind that may not stand there is refused, mended, and then signed."""

import re
from collections.abc import Callable

import pytest
from journeys.desk_register import (  # noqa: F401 - fixtures
    Axe,
    desk_register,
    looks_right,
    to_area,
    unflushed,
)
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("desk_register")]
MERGED = "Đảng bộ Sở Xây dựng và Giao thông"
SEARCHED = re.compile(r"/chon/.*q=so.+dung")


def begin(page: Page, axe: Axe) -> None:
    """Begin with the template and fill in the paper and the day, without pressing save."""
    to_area(page, "Sắp xếp tổ chức")
    page.get_by_role("link", name="Soạn quyết định").first.click()
    looks_right(page, axe)
    page.get_by_role("button", name="Hợp nhất hai tổ chức").click()
    page.get_by_label("Số và ký hiệu").fill("45-QĐ/ĐUK")
    page.get_by_label("Ngày ban hành").fill("20/05/2026")
    page.get_by_label("Trích yếu").fill("Hợp nhất hai đảng bộ sở")
    page.get_by_label("Ngày có hiệu lực").fill("01/06/2026")
    expect(page.get_by_text("Đã điền đủ.")).to_be_visible()


def to_the_tree(page: Page) -> None:
    """Open the tree to choose the sources of the merger from."""
    page.get_by_role("link", name="Hợp nhất: chưa điền").click()
    page.get_by_role("link", name="Chọn từ cây, lọc hoặc dán danh sách").click()


def fill_in_what_is_new(page: Page) -> None:
    """Name the organisation that the merger begins, of a kind that may not stand there."""
    result = page.get_by_role("group", name="Tổ chức mới")
    result.get_by_label("Tên", exact=True).fill(MERGED)
    result.get_by_label("Loại hình").select_option("Đảng bộ bộ phận")
    result.get_by_role("combobox", name="Tổ chức cấp trên").press_sequentially("khoi cac")
    page.get_by_role("option", name="Đảng bộ Khối các cơ quan").click()
    expect(page.get_by_text("Đã điền đủ.")).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("button", name="Lưu và về danh sách").click()
    expect(page.get_by_text("Đã lưu thay đổi.")).to_be_visible()


def compare_both_sides(page: Page) -> None:
    """Read the tree before and after."""
    before, after = page.locator("[data-side=before]"), page.locator("[data-side=after]")
    ending = before.get_by_role("listitem").filter(has_text="Đảng bộ Sở Giao thông vận tải")
    expect(ending.last).to_contain_text(f"Kết thúc vào {MERGED}")
    expect(before).not_to_contain_text("Thành lập")
    expect(after).to_contain_text(f"{MERGED} Đảng bộ cơ sở Thành lập")
    expect(after).not_to_contain_text("Kết thúc")


def test_a_refused_merger_is_mended_and_signed(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Axe
) -> None:
    sign_in()

    page.goto(live_server.url)
    begin(page, axe)
    page.reload()
    expect(page.get_by_label("Số và ký hiệu")).to_have_value("45-QĐ/ĐUK")
    expect(page.get_by_label("Ngày có hiệu lực")).to_have_value("01/06/2026")
    looks_right(page, axe)
    page.get_by_role("button", name="Lưu và tiếp tục").click()

    to_the_tree(page)
    page.get_by_label("Tìm trong cây").press_sequentially("so xay dung")
    expect(page.get_by_text("2 tổ chức khớp")).to_be_visible()
    page.get_by_role("checkbox", name="Đảng bộ Sở Xây dựng").check()
    expect(page.get_by_role("button", name="Bỏ Đảng bộ Sở Xây dựng")).to_be_visible()
    page.get_by_role("button", name="Chọn xong").click()
    page.get_by_label("Thêm theo tên, mã hoặc khóa").fill("dang bo so giao thong van tai")
    page.get_by_role("button", name="Thêm các dòng này").click()
    expect(page.get_by_role("button", name="Bỏ Đảng bộ Sở Giao thông vận tải")).to_be_visible()
    fill_in_what_is_new(page)
    looks_right(page, axe)
    save(page)

    page.get_by_role("link", name="Tiếp tục: thứ tự").click()
    page.get_by_role("link", name="Tiếp tục: kiểm tra").click()
    expect(page.get_by_text("Chưa ký được vì những lý do sau.")).to_be_visible()
    expect(page.get_by_text("Quy tắc sắp xếp tổ chức · Điều lệ Đảng")).to_be_visible()
    expect(page.get_by_role("link", name="Sang bước ký")).to_have_count(0)
    looks_right(page, axe)
    page.get_by_role("link", name=f"{MERGED} là Đảng bộ bộ phận, không được đặt").click()
    page.get_by_label("Loại hình").select_option("Đảng bộ cơ sở")
    save(page)

    page.get_by_role("link", name="Kiểm tra", exact=True).click()
    expect(page.get_by_role("heading", name="Cây tổ chức ngày 01/06/2026")).to_be_visible()
    compare_both_sides(page)
    looks_right(page, axe)
    page.get_by_role("link", name="Sang bước ký").click()
    page.get_by_label(f"Đã xem: {MERGED} là Đảng bộ cơ sở, cần ít nhất 30 đảng viên").check()
    looks_right(page, axe)
    page.get_by_role("button", name="Ký quyết định và áp dụng cho 6 tổ chức").click()

    expect(page.get_by_text("Đã ký và áp dụng")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("link", name="Xem cây tổ chức ngày có hiệu lực").click()
    page.get_by_label("Tìm trong cây của ngày này").press_sequentially("giao thong")
    expect(page.get_by_role("treeitem", name=MERGED)).to_be_visible()
    expect(page.get_by_role("treeitem", name="Đảng bộ Sở Giao thông vận tải")).to_have_count(0)
    to_area(page, "Văn bản")
    paper = page.get_by_role("row").filter(has_text="Hợp nhất hai đảng bộ sở")
    expect(paper).to_contain_text("45-QĐ/ĐUK")


@pytest.mark.parametrize("context", ["1280"], indirect=True)
def test_a_tick_outlives_an_answer_that_does_not_know_of_it_yet(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Axe
) -> None:
    sign_in()
    tick = page.get_by_role("checkbox", name="Đảng bộ Sở Xây dựng")
    chosen = page.get_by_role("button", name="Bỏ Đảng bộ Sở Xây dựng")

    late: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "GET":
            late.append(route)
        else:
            route.continue_()

    page.goto(live_server.url)
    begin(page, axe)
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    to_the_tree(page)
    with page.expect_response(SEARCHED) as answered:
        page.get_by_label("Tìm trong cây").fill("so xay dung")
    before = answered.value.text()
    expect(page.get_by_text("2 tổ chức khớp")).to_be_visible()
    # Leaving the search field asks once more; that answer comes after the tick is written.
    page.route(SEARCHED, hold)
    tick.check()
    expect(chosen).to_be_visible()
    [route] = late
    with page.expect_response(SEARCHED):
        route.fulfill(body=before, content_type="text/html")
    page.wait_for_load_state("networkidle")

    expect(tick).to_be_checked()
    page.get_by_role("button", name="Chọn xong").click()
    expect(chosen).to_be_visible()
