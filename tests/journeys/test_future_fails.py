"""Sign for a later day, find that it failed on that day and why, mend it and sign again."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from journeys.desk_register import (  # noqa: F401 - fixtures
    Axe,
    desk_register,
    looks_right,
    to_area,
    unflushed,
)
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from dangbo.accounts.access import OPERATOR
from dangbo.desk.commands import take_effect
from dangbo.orgs.commands import decide
from dangbo.orgs.queries import org_ids

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("desk_register")]
OLD, NEW = "Đảng bộ Sở Giao thông vận tải", "Đảng bộ Sở Giao thông"
OTHER = "Đảng bộ Sở Xây dựng"


def draft_a_new_name(page: Page, day: str) -> None:
    """Begin on the page of the organisation, and fill in the paper, the day and the name."""
    page.get_by_label("Tìm trong cây của ngày này").press_sequentially("giao thong van tai")
    expect(page.get_by_text("1 tổ chức khớp")).to_be_visible()
    page.get_by_role("link", name=OLD).click()
    page.get_by_role("link", name="Soạn quyết định").click()
    page.get_by_role("button", name="Đổi tên một tổ chức").click()
    page.get_by_label("Số và ký hiệu").fill("46-QĐ/ĐUK")
    page.get_by_label("Ngày ban hành").fill("20/05/2026")
    page.get_by_label("Trích yếu").fill("Đổi tên đảng bộ sở")
    page.get_by_label("Ngày có hiệu lực").fill(day)
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    page.get_by_role("link", name=f"Đổi tên: {OLD}").click()
    page.get_by_label("Tên mới", exact=True).fill(NEW)
    page.get_by_role("button", name="Lưu và về danh sách").click()
    expect(page.get_by_text("Đã lưu thay đổi.")).to_be_visible()


def sign(page: Page, day: str) -> None:
    """Check the draft and sign it for a later day."""
    page.get_by_role("link", name="Kiểm tra", exact=True).click()
    page.get_by_role("link", name="Sang bước ký").click()
    for tick in page.get_by_label("Đã xem:").all():
        tick.check()
    page.get_by_role("button", name=f"Ký quyết định, có hiệu lực từ {day}").click()
    expect(page.get_by_text(f"Đã ký, chờ đến {day}")).to_be_visible()


def end_its_organisation() -> None:
    """Dissolve the organisation by another decision, and hand over what stood below it."""
    ids = org_ids(uids=["giao-thong", "xay-dung"])
    dissolved = {"change": "dissolve", "org": ids["giao-thong"], "below": ids["xay-dung"]}
    decide(actor=OPERATOR, on=timezone.localdate(), changes=[dissolved])


def test_a_decision_that_fails_on_its_day_is_told_mended_and_signed_again(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Axe
) -> None:
    effect = timezone.localdate() + timedelta(days=30)
    day = effect.strftime("%d/%m/%Y")
    sign_in("to-chuc")

    page.goto(live_server.url)
    draft_a_new_name(page, day)
    sign(page, day)
    looks_right(page, axe)
    to_area(page, "Tổ chức đảng")
    page.get_by_role("textbox", name="Ngày xem").fill(day)
    page.get_by_role("textbox", name="Ngày xem").press("Enter")
    expect(page.get_by_text(f"Đã ký, chờ có hiệu lực đến ngày {day}")).to_be_visible()
    looks_right(page, axe)

    end_its_organisation()
    [became] = take_effect(today=effect)
    assert (became.act, became.error) == (None, None)
    connection.close()
    page.context.clear_cookies()
    sign_in("to-chuc")

    page.goto(live_server.url)
    to_area(page, "Sắp xếp tổ chức 1 tin mới")
    expect(page.get_by_text("Đổi tên đảng bộ sở: đến ngày có hiệu lực thì")).to_be_visible()
    expect(page.get_by_text(f"{OLD} không tồn tại ngày {day}.")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("link", name="Mở bản soạn").click()
    expect(page.get_by_text(f"Không áp dụng được ngày {day}")).to_be_visible()
    expect(page.get_by_text(f"Không được: {OLD} không tồn tại ngày {day}.")).to_be_visible()
    looks_right(page, axe)

    page.get_by_role("button", name="Sửa và ký lại").click()
    expect(page.get_by_text("Đã mở lại bản soạn để sửa.")).to_be_visible()
    page.get_by_role("link", name=f"{OLD} không tồn tại ngày {day}.").click()
    expect(page.get_by_text("không hoạt động vào ngày hiệu lực")).to_be_visible()
    page.get_by_role("combobox", name="Tổ chức", exact=True).fill("so xay dung")
    page.get_by_role("option", name=OTHER).first.click()
    page.get_by_role("button", name="Lưu và về danh sách").click()
    expect(page.get_by_text("Đã lưu thay đổi.")).to_be_visible()
    sign(page, day)
    to_area(page, "Sắp xếp tổ chức")
    row = page.get_by_role("row").filter(has_text="Đổi tên đảng bộ sở")
    expect(row).to_contain_text("Đã ký, chờ hiệu lực")
