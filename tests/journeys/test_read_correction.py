"""Correct a decision that others rest on: read what falls, take a way out, sign, and undo it."""

from collections.abc import Callable

import pytest
from journeys.desk_register import (  # noqa: F401 - fixtures
    Axe,
    desk_register,
    looks_right,
    to_area,
    unflushed,
)
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("desk_register")]
JOINED = "Đảng bộ Báo và Đài"
REASON = "Ghi nhầm, hai chi bộ chưa hợp nhất"


def test_a_correction_is_read_understood_signed_and_undone(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Axe
) -> None:
    sign_in()

    page.goto(live_server.url)
    page.get_by_label("Tìm trong cây của ngày này").press_sequentially("bao va dai")
    expect(page.get_by_text("1 tổ chức khớp")).to_be_visible()
    page.get_by_role("link", name=JOINED).click()
    page.get_by_role("link", name="Hợp nhất").first.click()
    page.get_by_role("link", name="Đính chính").click()
    looks_right(page, axe)
    page.get_by_label("Hủy quyết định này trong sổ").check()
    page.get_by_label("Lý do").fill(REASON)
    page.get_by_role("button", name="Xem những gì sẽ đổi").click()

    fallen = page.get_by_role("region", name=f"Chuyển giao 1 tổ chức về trực thuộc {JOINED}")
    expect(fallen).to_contain_text(f"{JOINED} không tồn tại ngày 01/01/2019")
    expect(page.get_by_role("button", name="Ký đính chính")).to_have_count(0)
    looks_right(page, axe)
    fallen.get_by_role("link", name="Hủy luôn quyết định này").click()

    expect(page.get_by_text(f"Lý do: {REASON}")).to_be_visible()
    rows = page.get_by_role("row")
    expect(rows.filter(has_text="trực thuộc Đảng bộ Ngành Y tế")).to_contain_text(
        "Chi bộ Thanh tra"
    )
    expect(rows.filter(has_text="Chi bộ Báo")).to_contain_text("từ 01/06/2015")
    looks_right(page, axe)
    page.get_by_role("button", name="Ký đính chính").click()

    expect(page.get_by_text("Đã ký đính chính và ghi vào sổ")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("link", name="Hợp nhất Chi bộ Báo; Chi bộ Đài").first.click()
    expect(page.get_by_text("Quyết định này đã bị hủy bỏ trong sổ", exact=True)).to_be_visible()
    page.get_by_role("link", name="Xem như đã biết trước đính chính").click()
    page.get_by_role("link", name=JOINED).first.click()
    expect(page.get_by_text("Đang xem ngày hôm nay theo những gì đã biết")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Chi bộ Thanh tra")).to_be_visible()
    page.get_by_role("link", name="Về hôm nay").click()
    expect(page.get_by_role("heading", name="Sổ không còn ghi tổ chức này")).to_be_visible()
    looks_right(page, axe)

    for _page in range(4):
        page.go_back()
    page.get_by_role("link", name="Xem việc đính chính ngược lại").click()
    looks_right(page, axe)
    page.get_by_role("button", name="Ký đính chính").click()
    expect(page.get_by_text("Khôi phục, có hiệu lực từ 01/06/2015")).to_be_visible()
    to_area(page, "Tổ chức đảng")
    page.get_by_label("Tìm trong cây của ngày này").press_sequentially("bao va dai")
    expect(page.get_by_text("1 tổ chức khớp")).to_be_visible()
    page.get_by_role("link", name=JOINED).click()
    expect(page.get_by_role("row").filter(has_text="Chi bộ Thanh tra")).to_be_visible()
