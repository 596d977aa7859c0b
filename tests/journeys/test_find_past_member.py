"""Find who was in a cell on a day ten years ago, record a transfer, and lose nothing on the way."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection
from journeys.register import empty, fill
from playwright.sync_api import BrowserContext, Page, Route, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from dangbo.accounts.access import OPERATOR
from dangbo.members.commands import record_events
from dangbo.members.queries import members_of
from dangbo.orgs.queries import org_ids

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("membership")]
MEMBERS = "/lam-viec/dang-vien/"
PEOPLE = {
    "lan": ("Nguyễn Thị Lan", "nu", "1980-04-02", "cb-001"),
    "hung": ("Trần Mạnh Hùng", "nam", "1972-11-30", "cb-001"),
    "oanh": ("Đỗ Kiều Oanh", "nu", "1985-01-15", "cb-001"),
    "phuc": ("Vũ Hạnh Phúc", "nam", "1969-08-08", "cb-002"),
}


@pytest.fixture(scope="module")
def membership(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep one register with a few invented members for the journeys of this module."""
    from django.test import TransactionTestCase  # noqa: PLC0415 - beside its one use

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patched:
        fill()
        _post()
        connection.close()
        patched.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: None)
        yield
        empty()


def _post() -> None:
    ids = org_ids(uids=["cb-001", "cb-002", "cb-003"])
    entries = [
        {
            "change": "enter",
            "person": uid,
            "org": ids[cell],
            "standing": "official",
            "admitted": "2005-05-19",
            "counted_from": "2005-05-19",
            "identity": {"name": name, "sex": sex, "birth": birth, "ethnicity": "kinh"},
        }
        for uid, (name, sex, birth, cell) in PEOPLE.items()
    ]
    record_events(actor=OPERATOR, on=date(2010, 1, 1), events=entries, invented=True)
    gone = {"change": "transfer", "person": "hung", "org": ids["cb-003"]}
    record_events(actor=OPERATOR, on=date(2019, 3, 1), events=[gone], invented=True)
    dead = {"change": "die", "person": "oanh"}
    record_events(actor=OPERATOR, on=date(2021, 7, 1), events=[dead], invented=True)


def scrolls_sideways(page: Page) -> bool:
    script = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return bool(page.evaluate(script))


def test_who_was_in_a_cell_ten_years_ago(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    sign_in()
    page.goto(f"{live_server.url}{MEMBERS}?to_chuc=cb-001")
    expect(page.get_by_role("link", name="Nguyễn Thị Lan")).to_be_visible()
    expect(page.get_by_role("link", name="Trần Mạnh Hùng")).to_have_count(0)
    axe(page)

    page.locator("#as-of-on").fill("22/11/2016")
    page.locator("#as-of-on").press("Enter")
    expect(page.get_by_text("Đang xem ngày 22/11/2016")).to_be_visible()
    rows = page.locator("#rows tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.get_by_role("link", name="Đỗ Kiều Oanh")).to_be_visible()
    axe(page)
    assert not scrolls_sideways(page)

    page.get_by_label("Họ tên, số, ngày sinh").press_sequentially("manh hung")
    expect(rows).to_have_count(1)
    rows.get_by_role("link", name="Trần Mạnh Hùng").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trần Mạnh Hùng")
    expect(page.get_by_text("Đang xem ngày 22/11/2016")).to_be_visible()
    expect(page.locator(".member-card").get_by_role("link", name="Chi bộ số 001")).to_be_visible()
    expect(page.get_by_role("link", name="Ghi việc")).to_have_count(0)
    axe(page)
    assert not scrolls_sideways(page)

    page.get_by_role("link", name="Về hôm nay").click()
    expect(page.locator(".member-card").get_by_role("link", name="Chi bộ số 003")).to_be_visible()


def test_figures_and_movements_open_their_lists(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    sign_in()
    page.goto(f"{live_server.url}{MEMBERS}so-lieu/?to_chuc=dai-bao&on=2016-11-22")
    axe(page)
    assert not scrolls_sideways(page)
    page.locator("#block-sex + table").get_by_role("link", name="Nữ").click()
    expect(page.locator("#rows tbody tr")).to_have_count(2)

    page.goto(f"{live_server.url}{MEMBERS}bien-dong/?to_chuc=cb-001&tu=01/01/2019&den=31/12/2021")
    axe(page)
    row = page.get_by_role("row").filter(has_text="Từ trần")
    row.get_by_role("link").first.click()
    expect(page.locator("#nguoi").get_by_role("link", name="Đỗ Kiều Oanh")).to_be_visible()
    axe(page)
    assert not scrolls_sideways(page)


def lose(route: Route) -> None:
    """Lose what a form sends; what a page asks beside it comes through."""
    if route.request.is_navigation_request():
        route.abort("internetdisconnected")
    else:
        route.continue_()


def test_what_was_typed_survives_a_lost_connection(
    page: Page,
    context: BrowserContext,
    live_server: LiveServer,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
) -> None:
    sign_in()
    form = f"{live_server.url}{MEMBERS}phuc/ghi/post_temporarily/"
    page.goto(form)
    page.get_by_label("Có hiệu lực từ ngày").fill("01/02/2022")
    page.get_by_label("Lý do, ghi chú").fill("đi học ở Hạ Long")
    place = page.get_by_role("combobox", name="Tổ chức tiếp nhận")
    place.press_sequentially("so 003")
    option = page.get_by_role("option", name="Chi bộ số 003")
    expect(option).to_be_visible()
    axe(page)
    place.press("ArrowDown")
    place.press("Enter")
    expect(place).to_have_value("Chi bộ số 003")
    expect(page.get_by_text("Không có gì vướng; có thể ghi.")).to_be_visible()

    page.wait_for_load_state("networkidle")
    # Between the tab and the server: what is sent goes nowhere.
    context.route(f"{form}*", lose)
    page.on("dialog", lambda dialog: dialog.accept())
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Chuyển sinh hoạt tạm thời").click()
    context.unroute(f"{form}*")

    page.goto(form)
    page.get_by_role("button", name="Lấy lại").click()
    expect(page.get_by_label("Lý do, ghi chú")).to_have_value("đi học ở Hạ Long")
    page.get_by_role("button", name="Chuyển sinh hoạt tạm thời").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vũ Hạnh Phúc")
    expect(page.locator(".member-card").get_by_role("link", name="Chi bộ số 003")).to_be_visible()

    page.goto(form)
    expect(page.get_by_role("button", name="Lấy lại")).to_be_hidden()
    assert not scrolls_sideways(page)


def test_a_member_is_found_from_any_page_by_the_keys_alone(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Callable[[Page], None]
) -> None:
    sign_in()
    page.goto(f"{live_server.url}/lam-viec/to-chuc/?on=2016-11-22")
    page.get_by_role("combobox", name="Tìm tổ chức đảng, đảng viên, văn bản").wait_for()
    page.keyboard.press("/")
    page.keyboard.type("hung manh")
    expect(page.get_by_role("option", name="Trần Mạnh Hùng")).to_contain_text("Chi bộ số 001")
    axe(page)

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Trần Mạnh Hùng")
    assert "on=2016-11-22" in page.url


@pytest.mark.parametrize("context", ["1280"], indirect=True)
def test_the_register_is_read_and_written_without_a_script(
    context: BrowserContext, live_server: LiveServer, sign_in: Callable[..., None]
) -> None:
    sign_in()
    assert context.browser is not None
    plain = context.browser.new_context(
        java_script_enabled=False, locale="vi-VN", storage_state=context.storage_state()
    )
    page = plain.new_page()

    page.goto(f"{live_server.url}{MEMBERS}?on=2016-11-22")
    page.get_by_label("Họ tên, số, ngày sinh").fill("kieu oanh")
    page.get_by_role("button", name="Lọc").click()
    page.get_by_role("link", name="Đỗ Kiều Oanh").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Đỗ Kiều Oanh")
    assert "on=2016-11-22" in page.url

    page.goto(f"{live_server.url}{MEMBERS}lan/ghi/exempt/")
    page.get_by_label("Có hiệu lực từ ngày").fill("01/02/2022")
    page.get_by_role("button", name="Miễn công tác và sinh hoạt đảng").click()
    expect(page.get_by_text("được miễn công tác và sinh hoạt").first).to_be_visible()
    on = date(2022, 2, 1)
    (row,) = (each for each in members_of(actor=OPERATOR, org=None, on=on) if each.uid == "lan")
    assert row.activity == "exempt"
    plain.close()
