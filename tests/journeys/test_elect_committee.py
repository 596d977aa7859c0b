"""Elect a committee by a list, mend it, heed the verdict, and look back on another day."""

from collections.abc import Callable, Iterator

import pytest
from factories import small_register
from journeys.desk_register import Axe, looks_right, to_area, unflushed  # noqa: F401 - fixtures
from journeys.register import empty
from playwright.sync_api import Page, expect
from posts.conftest import enter_members
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("filled")]


@pytest.fixture
def filled(
    unflushed: None,  # noqa: F811 - the fixture
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Fill the register with a few organisations and persons, and empty it after the test."""
    with django_db_blocker.unblock():
        enter_members(small_register.build())
        yield
        empty()


def elect(page: Page, axe: Axe) -> None:
    """Fix three seats and fill them by a list, past a wrong line and a refusal."""
    page.get_by_role("link", name="Ghi số lượng").first.click()
    page.get_by_label("Số lượng").fill("3")
    page.get_by_label("Nhiệm kỳ", exact=False).first.fill("2020-2025")
    page.get_by_label("Ngày có hiệu lực").fill("01/08/2020")
    page.get_by_label("Lý do, căn cứ").fill("Nghị quyết đại hội")
    page.get_by_role("button", name="Ghi số lượng cấp ủy").click()
    expect(page.get_by_text("nhiệm kỳ 2020-2025, số lượng 3")).to_be_visible()

    page.get_by_role("link", name="Ghi giữ chức").first.click()
    page.get_by_label("Chức danh").select_option(label="Ủy viên Ban Chấp hành")
    lines = page.get_by_label("Danh sách")
    lines.fill("Nguyễn Văn An; Bí thư, Ủy viên Ban Chấp hành\nTrần Thị Bin\nle manh cuong")
    page.get_by_label("Ngày có hiệu lực").fill("01/08/2020")
    page.get_by_label("Lý do, căn cứ").fill("Đại hội lần thứ XIII")
    looks_right(page, axe)
    page.get_by_role("button", name="Kiểm tra trước khi ghi").click()
    expect(page.get_by_text("Dòng 2: không có ai tên hoặc mã").first).to_be_visible()
    looks_right(page, axe)

    wrong = "Nguyễn Văn An; Bí thư\nTrần Thị Bình\nle manh cuong"
    page.get_by_label("Danh sách").fill(wrong)
    page.get_by_role("button", name="Kiểm tra trước khi ghi").click()
    expect(page.get_by_text("nên phải nằm trong Ban Chấp hành")).to_be_visible()
    looks_right(page, axe)
    page.get_by_label("Danh sách").fill(wrong.replace("Bí thư", "Bí thư, Ủy viên Ban Chấp hành"))
    page.get_by_role("button", name="Ghi giữ chức").click()
    expect(page.get_by_text("Đã ghi: ghi giữ chức, 4 mục.")).to_be_visible()
    expect(page.get_by_text("3 người; nhiệm kỳ 2020-2025, số lượng 3")).to_be_visible()
    looks_right(page, axe)


def let_one_go(page: Page, axe: Axe) -> None:
    """End one post by its tick box."""
    page.get_by_role("link", name="Ghi thôi giữ chức").first.click()
    page.get_by_label("Lê Mạnh Cường").check()
    page.get_by_label("Vì sao thôi").select_option(label="Nghỉ hưu, nghỉ việc")
    page.get_by_label("Ngày có hiệu lực").fill("01/05/2022")
    page.get_by_label("Lý do, căn cứ").fill("Quyết định nghỉ hưu")
    looks_right(page, axe)
    page.get_by_role("button", name="Ghi thôi giữ chức").click()
    expect(page.get_by_text("2 người; nhiệm kỳ 2020-2025, số lượng 3")).to_be_visible()


def test_a_committee_is_elected_and_looked_back_at(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Axe
) -> None:
    sign_in()
    page.goto(f"{live_server.url}/")
    to_area(page, "Cấp ủy")
    expect(page.get_by_role("heading", name="Bí thư các tổ chức cơ sở đảng")).to_be_visible()
    looks_right(page, axe)
    page.goto(f"{live_server.url}/lam-viec/chuc-vu/to-chuc/khoi/")
    looks_right(page, axe)
    elect(page, axe)
    let_one_go(page, axe)
    page.get_by_role("link", name="Ban Chấp hành", exact=True).click()
    expect(page.get_by_text("01/05/2022 (nghỉ hưu, nghỉ việc)")).to_be_visible()
    looks_right(page, axe)
    page.goto(f"{live_server.url}/lam-viec/chuc-vu/to-chuc/khoi/bch/?on=2021-01-01")
    expect(page.get_by_text("3 người; nhiệm kỳ 2020-2025, số lượng 3")).to_be_visible()
    expect(page.get_by_role("link", name="Ghi giữ chức")).to_have_count(0)
    looks_right(page, axe)
    page.get_by_role("link", name="Lê Mạnh Cường").first.click()
    expect(page.get_by_role("heading", name="Lê Mạnh Cường")).to_be_visible()
    looks_right(page, axe)
    page.goto(f"{live_server.url}/lam-viec/to-chuc/khoi/")
    expect(
        page.locator("#panel-posts").get_by_text("Bí thư, Ủy viên Ban Chấp hành")
    ).to_be_visible()
    looks_right(page, axe)
