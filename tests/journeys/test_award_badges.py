"""Award the badges of a round, from the list to the certificate; issue cards by a pasted list."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection
from factories import small_register
from honours.conftest import enter
from journeys.desk_register import Axe, looks_right, to_area, unflushed  # noqa: F401 - fixtures
from journeys.moved_clock import SetDay, set_day  # noqa: F401 - a fixture
from journeys.register import empty
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from dangbo.accounts.access import OPERATOR
from dangbo.members.commands import record_events

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("filled")]


@pytest.fixture
def filled(
    unflushed: None,  # noqa: F811 - the fixture
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    set_day: SetDay,  # noqa: F811 - the fixture
) -> Iterator[None]:
    """Fill the register with members of many years, on the day of a round, one disciplined."""
    with django_db_blocker.unblock():
        set_day("19/05/2025")
        enter(small_register.build())
        warned = {"person": "dung", "kind": "discipline", "value": "canh_cao"}
        event = {"change": "attribute", **warned}
        record_events(
            actor=OPERATOR, on=date(2025, 3, 3), events=[event], reason="QĐ", invented=True
        )
        connection.close()
        yield
        empty()


def read_the_list(page: Page, axe: Axe) -> None:
    """Find who waits and why, and take the list of proposals as a printed paper."""
    expect(page.get_by_role("heading", name="Huy hiệu Đảng đợt 19/05/2025")).to_be_visible()
    looks_right(page, axe)
    page.locator("#filter-dien").select_option(label="Đang chờ")
    expect(page.get_by_text("Bị kỷ luật cảnh cáo; chờ đến ngày 03/09/2025.")).to_be_visible()
    expect(page.get_by_text("Đang bị đình chỉ sinh hoạt", exact=False)).to_be_visible()
    expect(page.get_by_role("link", name="Nguyễn Văn An")).to_have_count(0)
    looks_right(page, axe)
    page.locator("#filter-dien").select_option(index=0)
    expect(page.get_by_role("link", name="Nguyễn Văn An")).to_be_visible()

    page.get_by_text("In, giấy chứng nhận").click()
    printed = page.get_by_role("link", name="Danh sách để in (PDF)").get_attribute("href")
    answer = page.request.get(f"{page.url.partition('?')[0]}{printed}")
    assert answer.ok
    assert answer.body().startswith(b"%PDF")


def award(page: Page, axe: Axe) -> None:
    """Record the badges of all who are due, past a missing reason and a warning."""
    page.get_by_role("link", name="Ghi cho mọi người đủ điều kiện").click()
    expect(page.get_by_text("Đợt 19/05/2025, 5 đảng viên")).to_be_visible()
    looks_right(page, axe)
    page.get_by_label("Số huy hiệu, Nguyễn Văn An").fill("5012")
    record = page.get_by_role("button", name="Ghi quyết định tặng Huy hiệu Đảng")
    record.click()
    expect(page.get_by_text("Cần văn bản hoặc lý do").first).to_be_visible()
    looks_right(page, axe)
    page.get_by_label("Lý do, căn cứ").fill("Quyết định tặng Huy hiệu đợt 19/5")
    record.click()
    warned = page.get_by_text("Ngô Văn Khánh: Truy tặng cho người đã từ trần.")
    expect(warned).to_be_visible()
    page.get_by_role("button", name="Đã đọc lưu ý, vẫn ghi").click()
    expect(page.get_by_text("Đã ghi tặng Huy hiệu Đảng cho 5 đảng viên.")).to_be_visible()


def certify(page: Page, axe: Axe) -> None:
    """Find who was given a badge, and the certificate on the page of the member."""
    page.get_by_role("link", name="Huy hiệu đã tặng").click()
    expect(page.get_by_role("heading", name="Huy hiệu Đảng đã tặng")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("link", name="Nguyễn Văn An").click()
    link = page.locator("#panel-honours").get_by_role("link", name="Huy hiệu 50 năm tuổi Đảng")
    expect(link).to_be_visible()
    looks_right(page, axe)
    root = page.url.split("/lam-viec/", maxsplit=1)[0]
    answer = page.request.get(f"{root}{link.get_attribute('href')}")
    assert answer.ok
    assert answer.body().startswith(b"%PDF")


def issue_cards(page: Page, axe: Axe) -> None:
    """Issue cards by two pasted columns, past a wrong line, and find who has none still."""
    page.get_by_role("link", name="Chưa có thẻ").click()
    expect(page.get_by_role("link", name="Đinh Thị Lan")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("link", name="Phát thẻ theo danh sách").first.click()
    page.get_by_label("Danh sách").fill("Đinh Thị Lan\t14302771\nKhông Có Ai\t14302772")
    page.get_by_label("Lý do, căn cứ").fill("Quyết định phát thẻ đợt 19/5")
    page.get_by_role("button", name="Phát thẻ theo danh sách").click()
    expect(page.get_by_text("Dòng 2: sổ không có ai là").first).to_be_visible()
    looks_right(page, axe)
    page.get_by_label("Danh sách").fill("Đinh Thị Lan\t14302771\nTrần Thị Bình\t14302772")
    page.get_by_role("button", name="Phát thẻ theo danh sách").click()
    expect(page.get_by_text("2 người.").first).to_be_visible()
    expect(page.get_by_role("link", name="Đinh Thị Lan")).to_have_count(0)
    page.get_by_role("link", name="Thẻ đã cấp").click()
    expect(page.get_by_text("14302771").first).to_be_visible()
    looks_right(page, axe)


def test_badges_of_a_round_and_cards_by_a_list(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Axe
) -> None:
    sign_in()
    page.goto(f"{live_server.url}/")
    to_area(page, "Huy hiệu, thẻ")
    read_the_list(page, axe)
    award(page, axe)
    certify(page, axe)
    page.goto(f"{live_server.url}/lam-viec/huy-hieu/")
    issue_cards(page, axe)
