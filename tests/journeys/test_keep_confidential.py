"""Open a confidential record, bring a file, let a second reader in and out, and close it."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from journeys.desk_register import Axe, looks_right, to_area, unflushed  # noqa: F401 - fixtures
from journeys.register import empty
from playwright.sync_api import FilePayload, Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("accounts")]

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
HOME = "/lam-viec/ho-so-mat/"


@pytest.fixture
def accounts(
    unflushed: None,  # noqa: F811 - the fixture
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Give two more accounts that sign in."""
    with django_db_blocker.unblock():
        users = get_user_model().objects
        users.create(username="tham-tra", last_name="Lê Văn", first_name="Minh")
        users.create(username="nguoi-khac")
        connection.close()
        yield
        empty()


def open_record(page: Page, axe: Axe) -> None:
    """Open a record from the empty list, past the warning about state secrets."""
    expect(page.get_by_text("Chưa có hồ sơ nào mà mình là người đọc")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("link", name="Mở hồ sơ kín").first.click()
    looks_right(page, axe)
    page.get_by_role("link", name="Tố cáo").click()
    page.get_by_label("Tên hồ sơ").fill("Đơn về quản lý quỹ")
    page.get_by_label("Người, nơi ngoài sổ").fill("Ông Trần Văn Kín")
    page.get_by_label("Nội dung ban đầu").fill("Nhận đơn qua bưu điện")
    page.get_by_role("button", name="Mở hồ sơ").click()
    expect(page.get_by_text("không phải nơi giữ bí mật nhà nước")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("button", name="Đã đọc lưu ý, vẫn ghi").click()
    expect(page.get_by_role("heading", name="Đơn về quản lý quỹ")).to_be_visible()


def bring_file(page: Page, axe: Axe) -> None:
    """Add a document with a file."""
    page.get_by_role("link", name="Ghi thêm").click()
    page.get_by_label("Loại").select_option(label="Tài liệu")
    page.get_by_label("Nội dung").fill("Biên bản buổi làm việc")
    file: FilePayload = {"name": "bien-ban.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.get_by_label("Tệp").set_input_files(file)
    looks_right(page, axe)
    page.get_by_role("button", name="Ghi thêm").click()
    expect(page.get_by_role("link", name="bien-ban.pdf")).to_be_visible()
    looks_right(page, axe)


def let_in(page: Page, axe: Axe) -> None:
    """Let a second reader in, past the warning of what that opens."""
    page.get_by_role("link", name="Danh sách người đọc, thêm và bỏ").click()
    page.get_by_role("link", name="Thêm người đọc").click()
    page.get_by_label("Tài khoản", exact=True).fill("tham-tra")
    page.get_by_label("Lý do").fill("Phân công thẩm tra")
    page.get_by_role("button", name="Thêm người đọc").click()
    expect(page.get_by_text("Lê Văn Minh (tham-tra)").first).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("button", name="Đã đọc lưu ý, vẫn ghi").click()
    expect(page.get_by_role("link", name="Bỏ Lê Văn Minh (tham-tra)")).to_be_visible()
    looks_right(page, axe)


def let_out(page: Page, axe: Axe) -> None:
    """Take the second reader off again."""
    page.get_by_role("link", name="Bỏ Lê Văn Minh (tham-tra)").click()
    page.get_by_label("Lý do").fill("Xong việc")
    page.get_by_role("button", name="Bỏ người đọc").click()
    expect(page.get_by_role("heading", name="Đã từng đọc")).to_be_visible()
    looks_right(page, axe)


def test_a_confidential_record_from_opening_to_closing(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Axe
) -> None:
    sign_in()
    page.goto(f"{live_server.url}/lam-viec/van-ban/")
    to_area(page, "Hồ sơ kín")
    open_record(page, axe)
    bring_file(page, axe)
    record = page.url
    let_in(page, axe)
    readers = page.url

    sign_in("nguoi-khac")
    page.goto(record)
    expect(page.get_by_text("Không tìm thấy trang này")).to_be_visible()
    sign_in("tham-tra")
    page.goto(record)
    expect(page.get_by_text("Biên bản buổi làm việc")).to_be_visible()

    sign_in()
    page.goto(record)
    expect(page.get_by_text("tham-tra").last).to_be_visible()
    page.goto(readers)
    let_out(page, axe)
    sign_in("tham-tra")
    page.goto(f"{live_server.url}{HOME}")
    expect(page.get_by_text("Chưa có hồ sơ nào mà mình là người đọc")).to_be_visible()

    sign_in()
    page.goto(record)
    page.get_by_role("link", name="Khép hồ sơ").click()
    page.get_by_label("Kết quả").fill("Tố cáo sai")
    page.get_by_role("button", name="Khép hồ sơ").click()
    expect(page.get_by_text("Đã khép").first).to_be_visible()
    looks_right(page, axe)
