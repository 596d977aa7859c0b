"""Build a question, keep it, share it, and open it as a colleague; also without a script."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from factories import small_membership, small_register
from journeys.desk_register import Axe, looks_right, unflushed  # noqa: F401 - a fixture
from journeys.moved_clock import SetDay, set_day  # noqa: F401 - a fixture
from journeys.register import empty
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("filled")]
ASK = "/lam-viec/so-lieu/hoi/"


@pytest.fixture
def filled(
    unflushed: None,  # noqa: F811 - the fixture
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    set_day: SetDay,  # noqa: F811 - the fixture
) -> Iterator[None]:
    """Keep one small register with members, on a day soon after them."""
    with django_db_blocker.unblock():
        set_day("01/01/2017")
        small_membership.build(small_register.build())
        connection.close()
        yield
        empty()


def build(page: Page, axe: Axe) -> None:
    """Choose an indicator, then how it is cut and narrowed; go back, and on again."""
    expect(page.get_by_role("heading", name="Ví dụ để bắt đầu")).to_be_visible()
    looks_right(page, axe)
    page.locator("summary").filter(has_text="Biến động đảng viên").click()
    page.locator("summary").filter(has_text="Đảng viên").nth(0).click()
    page.get_by_label("Đảng viên", exact=True).check()
    page.locator("#of-org").fill("khoi")
    page.get_by_role("button", name="Xem kết quả").click()
    expect(page.locator("#sentence")).to_have_text(
        "Đảng viên của Đảng bộ Khối các cơ quan, vào hôm nay (01/01/2017)."
    )
    page.locator("summary").filter(has_text="Sửa câu hỏi").click()
    page.get_by_label("Chia theo", exact=True).select_option(label="Giới tính")
    page.get_by_label("Rồi chia theo").select_option(label="Tư cách đảng viên")
    page.get_by_role("button", name="Xem kết quả").click()
    women = page.get_by_role("row").filter(has_text="Nữ")
    expect(women).to_contain_text("3")
    looks_right(page, axe)
    page.go_back()
    expect(page.locator("#sentence")).to_have_text(
        "Đảng viên của Đảng bộ Khối các cơ quan, vào hôm nay (01/01/2017)."
    )
    page.go_forward()
    women.get_by_role("link", name="3").click()
    expect(page.get_by_role("link", name="Trần Thị Bình")).to_be_visible()
    looks_right(page, axe)
    page.go_back()


def keep_and_share(page: Page, axe: Axe) -> str:
    """Keep the question, past a missing name, and share it; return its address."""
    page.get_by_role("link", name="Lưu câu hỏi").click()
    save = page.get_by_role("button", name="Lưu câu hỏi")
    save.click()
    expect(page.get_by_text("Chưa có tên. Ghi tên cho câu hỏi.").first).to_be_visible()
    looks_right(page, axe)
    page.get_by_label("Tên câu hỏi").fill("Giới tính và tư cách")
    save.click()
    expect(page.get_by_role("heading", name="Giới tính và tư cách")).to_be_visible()
    looks_right(page, axe)
    address = page.url
    page.get_by_role("link", name="Chia sẻ", exact=True).click()
    page.get_by_label("Tên đăng nhập").fill("dong-nghiep")
    page.get_by_role("button", name="Chia sẻ với người này").click()
    expect(page.get_by_text("Chỉ xem")).to_be_visible()
    looks_right(page, axe)
    page.goto(address)
    page.get_by_role("link", name="Chạy lại theo lịch").click()
    looks_right(page, axe)
    page.get_by_role("button", name="Đặt lịch").click()
    expect(page.get_by_text("Lần chạy tới: 01/01/2017.")).to_be_visible()
    looks_right(page, axe)
    return address


def open_as_colleague(page: Page, axe: Axe, address: str) -> None:
    """Find the question in the list, and ask it; it is not the colleague's to change."""
    page.goto(address.partition("/cau-hoi/")[0] + "/cau-hoi/")
    looks_right(page, axe)
    page.get_by_role("link", name="Giới tính và tư cách").click()
    expect(page.get_by_role("row").filter(has_text="Nữ")).to_contain_text("3")
    expect(page.get_by_role("link", name="Sửa câu hỏi")).to_have_count(0)
    page.get_by_role("button", name="Chép thành của mình").click()
    expect(page.get_by_text("Đã chép thành “Giới tính và tư cách”.")).to_be_visible()
    expect(page.get_by_role("link", name="Sửa câu hỏi")).to_be_visible()


def test_a_question_is_built_kept_shared_and_opened_by_a_colleague(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Axe
) -> None:
    sign_in("dong-nghiep")
    sign_in()
    page.goto(f"{live_server.url}{ASK}")
    build(page, axe)
    address = keep_and_share(page, axe)
    sign_in("dong-nghiep")
    open_as_colleague(page, axe, address)


def test_without_script_a_question_is_asked(
    page: Page, browser: Browser, live_server: LiveServer, sign_in: Callable[..., None]
) -> None:
    sign_in()
    context = browser.new_context(
        java_script_enabled=False, locale="vi-VN", storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(f"{live_server.url}{ASK}?chi_tieu=dang_vien&to_chuc=khoi&pham_vi=truc_thuoc")

    expect(plain.get_by_role("row").filter(has_text="Đảng bộ Báo và Đài")).to_contain_text("3")
    plain.locator("summary").filter(has_text="Sửa câu hỏi").click()
    plain.get_by_label("Vào ngày, hoặc đến ngày").fill("hôm nay, 31/12 gần nhất")
    plain.get_by_role("button", name="Xem kết quả").click()
    expect(plain.locator("#sentence")).to_contain_text("31/12 gần nhất (31/12/2016)")
    context.close()
