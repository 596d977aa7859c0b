"""Sign in with a code and with a passkey, be held back, and stay signed in over a long form."""

import time
from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import cache
from journeys.desk_register import looks_right
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "mua-he-o-ha-long-1963"
Axe = Callable[[Page], None]


@pytest.fixture(autouse=True)
def _officer() -> None:
    cache.clear()
    user = get_user_model()(username="lan", last_name="Trần Thị", first_name="Lan")
    user.set_password(PASSWORD)
    user.save()


def enter(page: Page, live_server: LiveServer, password: str = PASSWORD) -> None:
    page.goto(urljoin(live_server.url, "/tai-khoan/dang-nhap/"))
    page.get_by_label("Tên tài khoản").fill("lan")
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def prove_again(page: Page) -> None:
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Xác nhận").click()


def signed_out(page: Page, live_server: LiveServer) -> None:
    page.context.clear_cookies()
    page.goto(urljoin(live_server.url, "/tai-khoan/dang-nhap/"))


def test_a_code_from_an_application(page: Page, live_server: LiveServer, axe: Axe) -> None:
    enter(page, live_server)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(urljoin(live_server.url, "/tai-khoan/bao-mat/"))
    looks_right(page, axe)
    page.get_by_role("link", name="Bật").click()
    looks_right(page, axe)
    prove_again(page)
    looks_right(page, axe)
    secret = page.locator("code").inner_text()
    page.get_by_label("Mã xác nhận").fill(code(secret, -1))
    page.get_by_role("button", name="Bật").click()
    expect(page.get_by_role("heading", name="Mã dự phòng")).to_be_visible()
    looks_right(page, axe)
    spare = page.locator(".ui-codes code").first.inner_text()

    signed_out(page, live_server)
    enter(page, live_server)
    expect(page.get_by_role("heading", name="Lớp xác nhận thứ hai")).to_be_visible()
    looks_right(page, axe)
    page.get_by_label("Mã xác nhận").fill("000000")
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_text("Mã không đúng")).to_be_visible()
    page.get_by_label("Mã xác nhận").fill(spare)
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("navigation").first).to_be_visible()


def code(secret: str, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def test_a_passkey_instead_of_the_password(page: Page, live_server: LiveServer, axe: Axe) -> None:
    base = live_server.url.replace("127.0.0.1", "localhost")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{base}/tai-khoan/dang-nhap/")
    page.get_by_label("Tên tài khoản").fill("lan")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.get_by_role("navigation").first).to_be_visible()
    page.goto(f"{base}/tai-khoan/bao-mat/khoa/them/")
    prove_again(page)
    page.get_by_label("Tên khóa").fill("Máy cơ quan")
    page.get_by_label("Dùng khóa này thay mật khẩu").check()
    looks_right(page, axe)
    page.get_by_role("button", name="Thêm khóa").click()
    expect(page.get_by_role("heading", name="Mã dự phòng")).to_be_visible()
    page.goto(f"{base}/tai-khoan/bao-mat/khoa/")
    expect(page.get_by_text("Máy cơ quan")).to_be_visible()
    looks_right(page, axe)

    page.context.clear_cookies()
    page.goto(f"{base}/tai-khoan/dang-nhap/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    expect(page.get_by_role("navigation").first).to_be_visible()


def test_too_many_tries(page: Page, live_server: LiveServer, axe: Axe) -> None:
    for _ in range(5):
        enter(page, live_server, "không đúng")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Tạm không cho thử tiếp")).to_be_visible()
    looks_right(page, axe)


def idle(page: Page, seconds_left: int) -> None:
    """Let time pass without use: in the session, and in the page that counts it."""
    cache.clear()
    for row in Session.objects.all():
        kept = row.get_decoded()
        kept["used_at"] = time.time() - 3600 + seconds_left
        row.session_data = Session.objects.encode(kept)
        row.save()
    page.evaluate(
        "left => { const real = Date.now; Date.now = () => real() + (3600 - left) * 1000 }",
        seconds_left,
    )


def test_a_form_half_filled_outlives_its_session(
    page: Page, live_server: LiveServer, axe: Axe
) -> None:
    enter(page, live_server)
    expect(page.get_by_role("navigation").first).to_be_visible()
    page.goto(urljoin(live_server.url, "/tai-khoan/mat-khau/"))
    page.get_by_label("Mật khẩu đang dùng").fill(PASSWORD)
    fresh = "mot-mat-khau-khac-han"
    page.get_by_label("Mật khẩu mới", exact=True).fill(fresh)
    page.get_by_label("Nhập lại mật khẩu mới").fill(fresh)
    idle(page, 100)
    expect(page.get_by_role("heading", name="Sắp đăng xuất")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("button", name="Tiếp tục làm việc").click()
    expect(page.get_by_role("dialog")).to_be_hidden()

    idle(page, 0)
    over = page.get_by_role("heading", name="Đã đăng xuất vì lâu không thao tác")
    expect(over).to_be_visible()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Đăng nhập ở thẻ mới").click()
    again = opened.value
    again.get_by_label("Tên tài khoản").fill("lan")
    again.get_by_label("Mật khẩu").fill(PASSWORD)
    again.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(again.get_by_role("heading", name="Đã đăng nhập lại")).to_be_visible()
    page.bring_to_front()
    page.get_by_role("button", name="Tiếp tục", exact=True).click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Đổi mật khẩu").click()
    expect(page.get_by_text("Đã đổi mật khẩu")).to_be_visible()
