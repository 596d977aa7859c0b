"""Fill a report, send it up, receive it, reopen it; read what changed since; also on a phone."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import connection
from journeys.register import empty
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer
from returns import register as stand

from dangbo.accounts.access import OPERATOR
from dangbo.layouts.commands import publish, save_draft
from dangbo.rules.form_texts import read

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("register")]
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
LAYOUT = {
    "code": "so_hoa",
    "name": "Số hóa hồ sơ đảng viên",
    "rows": [
        {"key": "dang_vien", "title": "Đảng viên", "indicator": "dang_vien"},
        {"key": "ho_so", "title": "Hồ sơ đã số hóa", "typed": ""},
    ],
    "columns": [{"key": "so", "title": "Số"}],
    "checks": [{"left": "ho_so", "sign": "<=", "right": "dang_vien", "text": "Không quá"}],
}


@pytest.fixture(scope="module")
def register(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep one small register with a form of the office for the journeys of this module."""
    from django.test import TransactionTestCase  # noqa: PLC0415 - beside its one use

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patched:
        stand.build()
        seen = save_draft(actor=OPERATOR, layout=read(LAYOUT), seen=0, new=True).seq
        publish(actor=OPERATOR, code="so_hoa", on=date(2023, 1, 1), seen=seen, reason="x")
        connection.close()
        patched.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: None)
        yield
        empty()


@pytest.fixture
def org(request: pytest.FixtureRequest) -> str:
    """Give each width an organisation of its own: what is sent stays sent."""
    return {"1280": "y-te", "390": "bao-dai"}[request.node.callspec.params["context"]]


def test_a_report_is_filled_sent_received_and_reopened(
    page: Page,
    live_server: LiveServer,
    sign_in: Callable[..., None],
    axe: Callable[[Page], None],
    org: str,
) -> None:
    def sound() -> None:
        axe(page)
        assert page.evaluate(SIDEWAYS) is False

    def take(name: str, *, reason: str = "") -> None:
        page.get_by_role("link", name=name, exact=True).click()
        if reason:
            page.get_by_label("Lý do").fill(reason)
        sound()
        page.locator("#main form button[type=submit]").click()

    sign_in()
    page.goto(f"{live_server.url}/lam-viec/bao-cao/?to_chuc=khoi&ky=2023h1")
    expect(page.get_by_role("heading", name="Báo cáo gửi cấp trên")).to_be_visible()
    sound()
    page.goto(f"{live_server.url}/lam-viec/bao-cao/so_hoa/2023h1/{org}/")

    page.get_by_role("link", name="Điền số", exact=True).click()
    page.get_by_label("Hồ sơ đã số hóa").fill("1")
    page.get_by_role("button", name="Lưu số đã điền").click()
    expect(page.get_by_text("Đã điền số.")).to_be_visible()
    take("Xác nhận số liệu")
    take("Gửi lên cấp trên")
    expect(page.get_by_text("Số đã gửi, chốt ngày")).to_be_visible()
    sound()
    take("Nhận báo cáo")
    expect(page.locator(".ui-badge").get_by_text("Đã nhận")).to_be_visible()

    stand.transfer({"y-te": "an", "bao-dai": "chau"}[org], to="giam-dinh", on=date(2023, 3, 1))
    page.get_by_role("link", name="So với hiện nay").click()
    name = {"y-te": "Nguyễn Văn An", "bao-dai": "Lê Minh Châu"}[org]
    expect(page.get_by_role("link", name=name).first).to_be_visible()
    sound()
    page.get_by_role("link", name="Số liệu", exact=True).last.click()
    expect(page.get_by_role("row").filter(has_text="Đảng viên").first).to_contain_text("2")

    take("Mở lại", reason="ghi sai ngày chuyển")
    expect(page.get_by_text("ghi sai ngày chuyển")).to_be_visible()
    expect(page.locator(".ui-badge").get_by_text("Đang lập")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Đảng viên").first).to_contain_text("1")
