"""Go from a figure of record quality to its list, and merge who is in the register twice."""

from collections.abc import Callable

import pytest
from journeys.desk_register import Axe, looks_right, to_area
from journeys.quality_register import quality_register, set_day, unflushed  # noqa: F401 - fixtures
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from dangbo.members.models import Event, Identity
from dangbo.members.queries.merged import merged_into

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("quality_register")]
DROP = "Bỏ số lý lịch đảng viên của hồ sơ nhập đi"


def test_a_double_is_found_merged_and_parted_again(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Axe
) -> None:
    sign_in()
    page.goto(f"{live_server.url}/lam-viec/dang-vien/")
    to_area(page, "Chất lượng dữ liệu")
    _to_the_list_behind_a_figure(page, axe)
    _to_the_pair(page, axe)
    gone = {merged: Event.objects.filter(person__uid=merged).count() for merged in ("an", "binh")}

    _merge_after_a_refusal(page, axe)
    [lost] = [each for each in gone if merged_into(each)]
    kept = Identity.objects.get(person__uid=merged_into(lost), voided_by=None)
    assert kept.name == "Nguyễn Văn An"

    _part_again(page, axe)
    assert merged_into(lost) is None
    held = Event.objects.filter(person__uid=lost, voided_by=None)
    assert held.count() == gone[lost]


def _to_the_list_behind_a_figure(page: Page, axe: Axe) -> None:
    page.get_by_label("Trong tổ chức").fill("khoi")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đảng bộ Khối các cơ quan")
    looks_right(page, axe)
    page.get_by_role("link", name="Kết nạp khi chưa đủ tuổi").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hồ sơ cần xem")
    expect(page.get_by_role("link", name="Hoàng Văn Dũng 2")).to_be_visible()
    expect(page.get_by_role("link", name="Lê Minh Châu")).to_have_count(0)
    looks_right(page, axe)
    page.go_back()


def _to_the_pair(page: Page, axe: Axe) -> None:
    page.get_by_role("link", name="Cặp có thể trùng").click()
    expect(page.get_by_text("Họ tên chỉ khác dấu; ngày sinh đảo ngày và tháng")).to_be_visible()
    looks_right(page, axe)
    pair = page.get_by_role("region").filter(has_text="Nguyen Van An")
    pair.get_by_role("link", name="So sánh, nhập làm một").click()
    expect(page.get_by_role("heading", name="Nhân thân khác nhau")).to_be_visible()
    looks_right(page, axe)


def _merge_after_a_refusal(page: Page, axe: Axe) -> None:
    page.get_by_label(DROP).uncheck()
    page.get_by_role("radio", name="Nguyễn Văn An").check()
    page.get_by_label("Lý do").fill("một người, đã gặp")
    page.get_by_role("button", name="Nhập làm một hồ sơ").click()
    expect(page.locator("#verdict")).to_contain_text("Số lý lịch")
    looks_right(page, axe)
    page.get_by_label(DROP).check()
    page.get_by_role("button", name="Nhập làm một hồ sơ").click()
    expect(page.get_by_text("Đã nhập vào hồ sơ của")).to_be_visible()


def _part_again(page: Page, axe: Axe) -> None:
    to_area(page, "Chất lượng dữ liệu")
    page.get_by_role("link", name="Hồ sơ đã nhập").click()
    expect(page.get_by_text("một người, đã gặp")).to_be_visible()
    expect(page.locator(".ui-tabs [aria-current]")).to_be_in_viewport(ratio=1)
    looks_right(page, axe)
    page.get_by_role("link", name="Tách lại").click()
    page.get_by_label("Lý do").fill("nhầm")
    looks_right(page, axe)
    page.get_by_role("button", name="Tách lại hai hồ sơ").click()
    expect(page.get_by_text("Đã tách lại hai hồ sơ.")).to_be_visible()
