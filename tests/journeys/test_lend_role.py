"""Grant a role, have its holder lend it for a leave, act on behalf, and look as another role."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone
from factories import small_register
from journeys.desk_register import Axe, looks_right, to_area, unflushed  # noqa: F401 - fixtures
from journeys.register import empty
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act
from dangbo.rights.commands import grant_role

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("granted"),
    pytest.mark.by_grants,
]
MINE = "/lam-viec/quyen/cua-toi/"


@pytest.fixture
def granted(
    unflushed: None,  # noqa: F811 - the fixture
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Fill the register; one account may grant, two others hold nothing."""
    with django_db_blocker.unblock():
        small_register.build()
        users = get_user_model().objects
        for username in ("to-chuc", "lan", "minh"):
            users.create(username=username, demonstration=True)
        grant_role(
            actor=OPERATOR,
            username="to-chuc",
            role="organisation",
            start=timezone.localdate(),
            reason="Phân công",
        )
        connection.close()
        yield
        empty()


def test_a_role_is_granted_lent_and_used_on_behalf(
    page: Page, live_server: LiveServer, sign_in: Callable[..., None], axe: Axe
) -> None:
    sign_in("to-chuc")
    page.goto(f"{live_server.url}/lam-viec/to-chuc/")
    _grant(page, axe)

    sign_in("lan")
    page.goto(f"{live_server.url}{MINE}")
    _lend(page, axe)

    sign_in("minh")
    page.goto(f"{live_server.url}{MINE}")
    _work_on_behalf(page, axe)

    sign_in("lan")
    page.goto(f"{live_server.url}{MINE}")
    _look_as_another(page, axe)


def _choose(page: Page, label: str, value: str) -> None:
    """Choose in a select that the script may have turned into one that can be searched."""
    page.locator(f"select[name={label}]").select_option(value, force=True)


def _grant(page: Page, axe: Axe) -> None:
    to_area(page, "Phân quyền")
    looks_right(page, axe)
    page.get_by_role("link", name="Giao quyền").click()
    _choose(page, "username", "lan")
    page.get_by_label("Vai trò", exact=True).select_option("organisation")
    page.get_by_role("button", name="Kiểm tra trước khi ghi").click()
    expect(page.get_by_text("Ghi lý do hoặc chọn văn bản làm căn cứ")).to_be_visible()
    looks_right(page, axe)
    page.get_by_label("Lý do, căn cứ khi không có văn bản").fill("Phân công")
    page.get_by_role("button", name="Giao quyền").click()
    expect(page.get_by_role("heading", name="lan", level=1)).to_be_visible()
    expect(page.get_by_text("Đang có hiệu lực")).to_be_visible()
    looks_right(page, axe)


def _lend(page: Page, axe: Axe) -> None:
    looks_right(page, axe)
    page.get_by_role("link", name="Ủy quyền").click()
    page.get_by_label("Vai trò của mình").select_option("organisation:")
    _choose(page, "username", "minh")
    today = timezone.localdate().strftime("%d/%m/%Y")
    page.get_by_label("Đến hết ngày", exact=True).fill(today)
    page.get_by_label("Lý do").fill("Nghỉ phép")
    looks_right(page, axe)
    page.get_by_role("button", name="Ủy quyền").click()
    expect(page.get_by_text("Đã ủy quyền.")).to_be_visible()
    expect(page.get_by_role("link", name="minh")).to_be_visible()


def _work_on_behalf(page: Page, axe: Axe) -> None:
    page.get_by_role("button", name="Làm thay lan").click()
    expect(page.get_by_text("Đang làm thay lan: Ban Tổ chức")).to_be_visible()
    looks_right(page, axe)
    to_area(page, "Tổ chức đảng")
    expect(page.get_by_text("Đang làm thay lan: Ban Tổ chức")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("button", name="Thôi làm thay").click()
    expect(page.get_by_text("Đang làm với quyền của chính mình")).to_be_visible()
    expect(page.get_by_text("Đang làm thay lan")).to_have_count(0)


def _look_as_another(page: Page, axe: Axe) -> None:
    page.get_by_role("link", name="Xem như").click()
    page.get_by_label("Xem như vai trò").select_option("propaganda")
    page.get_by_label("Lý do").fill("Hỗ trợ người dùng")
    looks_right(page, axe)
    page.get_by_role("button", name="Xem như").click()
    expect(page.get_by_text("Đang xem như Ban Tuyên giáo, toàn hệ thống")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("button", name="Thôi", exact=True).click()
    expect(page.get_by_text("Đang xem như")).to_have_count(0)
    assert Act.objects.filter(code="rights.seen_as", actor="lan").count() == 1
