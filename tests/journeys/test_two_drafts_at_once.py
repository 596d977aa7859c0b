"""Two officers at once: contradictory drafts, and one draft that both are typing into."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from journeys.conftest import Faults
from journeys.desk_register import (  # noqa: F401 - fixtures
    Axe,
    desk_register,
    looks_right,
    to_area,
    unflushed,
)
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from dangbo.accounts.access import Actor
from dangbo.desk.commands import start_draft

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("desk_register"),
    pytest.mark.parametrize("context", ["1280"], indirect=True),
]
SUBJECT, NAME = "Chi bộ Giám định", "Chi bộ Giám định y khoa"
RENAMED = {"change": "rename", "org": "giam-dinh", "name": NAME}
ENDED = {"change": "dissolve", "org": "giam-dinh"}


@pytest.fixture
def other(context: BrowserContext, live_server: LiveServer) -> Iterator[Page]:
    """Open a page of another officer in a browser of his own; its faults fail the test too."""
    assert context.browser is not None
    second = context.browser.new_context(viewport={"width": 1280, "height": 800}, locale="vi-VN")
    second.set_default_timeout(10_000)
    user, _ = get_user_model().objects.get_or_create(username="ban-to-chuc")
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    second.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = second.new_page()
    faults = Faults(page)
    yield page
    second.close()
    assert faults == []


def drafted(username: str, title: str, change: dict[str, str], number: str) -> None:
    """Start a whole draft of this account."""
    user, _ = get_user_model().objects.get_or_create(username=username)
    head = {"number_raw": number, "day": "20/05/2026", "on": "01/06/2026", "subject": title}
    start_draft(actor=Actor(username, user_id=user.pk), content={"head": head, "changes": [change]})
    connection.close()


def to_the_last_look(page: Page, url: str, title: str) -> None:
    """Check a draft and go on to the step of signing."""
    page.goto(url)
    to_area(page, "Sắp xếp tổ chức")
    page.get_by_role("link", name=title).click()
    page.get_by_role("link", name="Sang bước ký").click()


def test_of_two_contradictory_drafts_one_is_signed(
    page: Page, other: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Axe
) -> None:
    sign_in("to-chuc")
    drafted("to-chuc", "Kết thúc Chi bộ Giám định", ENDED, "47-QĐ/ĐUK")
    drafted("ban-to-chuc", "Đổi tên Chi bộ Giám định", RENAMED, "48-QĐ/ĐUK")
    to_the_last_look(page, live_server.url, "Kết thúc Chi bộ Giám định")
    to_the_last_look(other, live_server.url, "Đổi tên Chi bộ Giám định")

    page.get_by_role("button", name="Ký quyết định").click()
    expect(page.get_by_text("Đã ký và áp dụng")).to_be_visible()
    other.get_by_role("button", name="Ký quyết định").click()

    expect(other.get_by_text("Chưa ký: có thay đổi trong lúc chờ")).to_be_visible()
    expect(other.get_by_role("link", name="Kết thúc Chi bộ Giám định")).to_be_visible()
    expect(other.get_by_text(f"{SUBJECT} không tồn tại ngày 01/06/2026.")).to_be_visible()
    expect(other.get_by_role("button", name="Ký quyết định")).to_have_count(0)
    looks_right(other, axe)
    other.get_by_role("link", name="Thay đổi", exact=True).click()
    other.get_by_role("link", name=f"Đổi tên: {SUBJECT}").click()
    expect(other.get_by_label("Tên mới", exact=True)).to_have_value(NAME)


def test_a_shared_draft_shows_both_versions_where_both_typed(
    page: Page, other: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Axe
) -> None:
    sign_in("to-chuc")
    drafted("to-chuc", "Đổi tên Chi bộ Giám định", RENAMED, "48-QĐ/ĐUK")
    page.goto(live_server.url)
    to_area(page, "Sắp xếp tổ chức")
    page.get_by_role("link", name="Đổi tên Chi bộ Giám định").click()
    page.get_by_role("link", name="Chia sẻ").click()
    page.get_by_label("Tên đăng nhập").fill("ban-to-chuc")
    page.get_by_role("button", name="Chia sẻ bản soạn").click()
    expect(page.get_by_text("Đã chia sẻ với ban-to-chuc.")).to_be_visible()
    looks_right(page, axe)

    other.goto(live_server.url)
    to_area(other, "Sắp xếp tổ chức 1 tin mới")
    expect(other.get_by_text("to-chuc mời cùng soạn")).to_be_visible()
    other.get_by_role("link", name="Mở bản soạn").click()
    for each in (other, page):
        each.get_by_role("link", name="Thay đổi", exact=True).click()
        each.get_by_role("link", name=f"Đổi tên: {SUBJECT}").click()
    page.get_by_label("Tên mới", exact=True).fill("Chi bộ Pháp y")
    page.get_by_role("button", name="Lưu và về danh sách").click()
    expect(page.get_by_text("Đã lưu thay đổi.")).to_be_visible()
    other.get_by_label("Tên mới", exact=True).fill("Chi bộ Giám định pháp y")
    expect(other.get_by_text("Chưa lưu: phần này vừa được sửa ở nơi khác.")).to_be_visible()
    other.get_by_role("button", name="Lưu và về danh sách").click()

    expect(other.get_by_text("to-chuc vừa sửa phần này")).to_be_visible()
    versions = other.get_by_role("group", name="Tên mới")
    expect(
        versions.get_by_role("radio", name="Giữ bản đang gõ Chi bộ Giám định pháp y")
    ).to_be_checked()
    expect(versions.get_by_role("radio", name="Giữ bản đã lưu Chi bộ Pháp y")).not_to_be_checked()
    looks_right(other, axe)
    other.get_by_role("button", name="Lưu theo lựa chọn").click()

    expect(other.get_by_label("Tên mới", exact=True)).to_have_value("Chi bộ Giám định pháp y")
    other.get_by_role("link", name="Nhật ký soạn").click()
    edits = other.get_by_role("listitem").filter(has_text="Thay đổi 1")
    expect(edits.first).to_contain_text("ban-to-chuc")
    expect(edits.first).to_contain_text("Chi bộ Pháp y")
    expect(edits.last).to_contain_text("to-chuc")
    looks_right(other, axe)
