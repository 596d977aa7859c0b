"""Prove who is let in: passwords, second factors, links, lock-out, and sessions that end."""

import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dangbo.accounts.access import OPERATOR, actor_of
from dangbo.accounts.commands import invite, lock_account, lock_unused, send_link, unlock_account
from dangbo.accounts.models import Invitation, User
from dangbo.accounts.queries import account, accounts, browser_of

pytestmark = pytest.mark.django_db
SIGN_IN = "/tai-khoan/dang-nhap/"
HOME = "/lam-viec/to-chuc/"
PASSWORD = "mua-he-o-ha-long-1963"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def lan() -> User:
    """Return an officer who can sign in."""
    return made("lan")


def made(username: str, **more: Any) -> User:
    user = User(username=username, **more)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, username: str = "lan", password: str = PASSWORD) -> Any:
    return client.post(SIGN_IN, {"username": username, "password": password})


def code_now(ahead: int = 0) -> str:
    counter = int(time.time()) // 30 + ahead
    return format_hotp_value(hotp_value(SECRET, counter))


def is_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def test_a_password_lets_in_and_signing_out_ends_it(client: Client, lan: User) -> None:
    assert sign_in(client)["Location"] == "/"
    assert is_in(client)
    assert client.post("/tai-khoan/dang-xuat/")["Location"] == "/tai-khoan/da-dang-xuat/"
    assert not is_in(client)


def test_a_wrong_password_tells_nothing_of_which_was_wrong(client: Client, lan: User) -> None:
    wrong = sign_in(client, password="x")
    nobody = sign_in(client, "khong-co", "x")
    said = "Tên tài khoản hoặc mật khẩu không đúng."
    assert said in wrong.content.decode()
    assert said in nobody.content.decode()
    assert not is_in(client)


def test_nobody_opens_an_account_alone(client: Client) -> None:
    for path in ("/tai-khoan/signup/", "/accounts/signup/", "/tai-khoan/dang-ky/"):
        assert client.get(path).status_code in {302, 404}


def test_five_wrong_passwords_hold_back_until_somebody_helps(client: Client, lan: User) -> None:
    for _ in range(5):
        last = sign_in(client, password="sai")
    assert last.status_code == 429
    refused = sign_in(client)
    assert refused.status_code == 429
    assert "thử lại sau 15 phút" in refused.content.decode()
    row = account(actor=OPERATOR, username="lan")
    assert row is not None
    assert row.held_back
    admin = made("quan", is_staff=True, demonstration=True)
    helper = Client()
    helper.force_login(admin)
    helper.post("/tai-khoan/quan-ly/lan/", {"act": "retry"})
    assert sign_in(client).status_code == 302
    assert is_in(client)


def test_a_locked_account_is_told_so(client: Client, lan: User) -> None:
    lock_account(actor=OPERATOR, username="lan")
    assert "Tài khoản đã khóa" in sign_in(client).content.decode()
    assert not is_in(client)
    unlock_account(actor=OPERATOR, username="lan")
    assert sign_in(client).status_code == 302


def test_locking_ends_the_sessions(client: Client, lan: User) -> None:
    sign_in(client)
    lock_account(actor=OPERATOR, username="lan")
    assert not is_in(client)


# Second factors


def test_a_code_is_asked_for_and_works_once(client: Client, lan: User) -> None:
    TOTP.activate(lan, SECRET)
    assert sign_in(client)["Location"] == "/tai-khoan/lop-thu-hai/"
    assert not is_in(client)
    wrong = client.post("/tai-khoan/lop-thu-hai/", {"code": "000000"})
    assert "Mã không đúng" in wrong.content.decode()
    code = code_now()
    assert client.post("/tai-khoan/lop-thu-hai/", {"code": code}).status_code == 302
    assert is_in(client)

    other = Client()
    sign_in(other)
    again = other.post("/tai-khoan/lop-thu-hai/", {"code": code})
    assert "Mã không đúng hoặc đã dùng" in again.content.decode()
    assert not is_in(other)


def test_a_code_seen_over_the_shoulder_is_no_use_while_it_still_holds(lan: User) -> None:
    TOTP.activate(lan, SECRET)
    first, second = Client(), Client()
    # The code before still counts for a minute; it must not count twice in that time.
    code = code_now()
    for client in (first, second):
        sign_in(client)
    first.post("/tai-khoan/lop-thu-hai/", {"code": code})
    forget_what_the_library_remembers(code, lan)
    second.post("/tai-khoan/lop-thu-hai/", {"code": code})
    assert is_in(first)
    assert not is_in(second)


def forget_what_the_library_remembers(code: str, user: User) -> None:
    cache.delete(f"allauth.mfa.totp.used?user={user.pk}&code={code}")


@pytest.mark.parametrize(("ahead", "lets_in"), [(-1, True), (1, True), (-3, False), (3, False)])
def test_a_clock_may_be_a_little_wrong(
    client: Client, lan: User, ahead: int, lets_in: bool
) -> None:
    TOTP.activate(lan, SECRET)
    sign_in(client)
    # The step may turn between making the code and judging it: then it is made again.
    step = int(time.time()) // 30
    client.post("/tai-khoan/lop-thu-hai/", {"code": code_now(ahead)})
    if int(time.time()) // 30 == step:
        assert is_in(client) is lets_in


def test_a_recovery_code_works_once(client: Client, lan: User) -> None:
    TOTP.activate(lan, SECRET)
    codes = RecoveryCodes.activate(lan).get_unused_codes()
    sign_in(client)
    client.post("/tai-khoan/lop-thu-hai/", {"code": codes[0]})
    assert is_in(client)
    other = Client()
    sign_in(other)
    other.post("/tai-khoan/lop-thu-hai/", {"code": codes[0]})
    assert not is_in(other)


def test_the_secret_of_a_factor_is_sealed(lan: User) -> None:
    factor = TOTP.activate(lan, SECRET).instance
    assert SECRET not in factor.data["secret"]
    assert factor.wrap().validate_code(code_now())


def test_an_administrator_does_nothing_without_a_second_factor(client: Client) -> None:
    admin = made("quan", is_staff=True)
    client.force_login(admin)
    assert client.get(HOME)["Location"] == "/tai-khoan/bao-mat/"
    assert "phải có lớp xác nhận thứ hai" in client.get("/tai-khoan/bao-mat/").content.decode()
    TOTP.activate(admin, SECRET)
    assert client.get(HOME).status_code == 200


def test_the_only_factor_that_is_asked_for_cannot_be_taken_away(client: Client) -> None:
    admin = made("quan", is_staff=True)
    TOTP.activate(admin, SECRET)
    sign_in(client, "quan")
    client.post("/tai-khoan/lop-thu-hai/", {"code": code_now()})
    client.post("/tai-khoan/xac-nhan-lai/", {"password": PASSWORD})
    page = client.get("/tai-khoan/bao-mat/ung-dung/tat/").content.decode()
    assert "bắt buộc có lớp xác nhận thứ hai" in page
    client.post("/tai-khoan/bao-mat/ung-dung/tat/")
    assert list(admin.authenticator_set.values_list("type", flat=True)) == ["totp"]


# Links


def test_a_link_opens_an_account_once(client: Client) -> None:
    link = invite(actor=OPERATOR, username="Mai", full_name="Trần Thị Mai")
    path = f"/tai-khoan/loi-moi/{link.secret}/"
    assert link.secret not in str(list(Invitation.objects.values()))
    assert "Trần Thị Mai" in client.get(path).content.decode()
    weak = client.post(path, {"password1": "12345678", "password2": "12345678"})
    assert weak.status_code == 422
    different = client.post(path, {"password1": PASSWORD, "password2": "x"})
    assert "không giống nhau" in different.content.decode()
    done = client.post(path, {"password1": PASSWORD, "password2": PASSWORD})
    assert done["Location"] == SIGN_IN
    assert sign_in(client, "mai").status_code == 302
    assert Client().get(path).status_code == 410
    reused = Client().post(path, {"password1": "khac-han-mat-khau", "password2": "x"})
    assert reused.status_code == 410


def test_a_link_ends_with_its_time_and_with_the_next(client: Client, lan: User) -> None:
    first = send_link(actor=OPERATOR, username="lan")
    second = send_link(actor=OPERATOR, username="lan")
    assert client.get(f"/tai-khoan/loi-moi/{first.secret}/").status_code == 410
    assert client.get(f"/tai-khoan/loi-moi/{second.secret}/").status_code == 200
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(f"/tai-khoan/loi-moi/{second.secret}/").status_code == 410
    assert client.get("/tai-khoan/loi-moi/khong-co/").status_code == 410


def test_a_new_password_ends_older_sessions(client: Client, lan: User) -> None:
    sign_in(client)
    link = send_link(actor=OPERATOR, username="lan")
    fresh = "mot-mat-khau-khac-han"
    Client().post(f"/tai-khoan/loi-moi/{link.secret}/", {"password1": fresh, "password2": fresh})
    assert not is_in(client)


@pytest.mark.parametrize("username", ["ab", "có dấu", "a b c", "x" * 51, "lan"])
def test_a_name_that_cannot_be_is_refused(username: str, lan: User) -> None:
    with pytest.raises(ValidationError):
        invite(actor=OPERATOR, username=username, full_name="Ai đó")
    assert [user.username for user in User.objects.all()] == ["lan"]


# Accounts


def test_only_an_administrator_manages_accounts(client: Client, lan: User) -> None:
    client.force_login(lan)
    for path in ("", "moi/", "lan/"):
        assert client.get(f"/tai-khoan/quan-ly/{path}").status_code == 403
    assert client.post("/tai-khoan/quan-ly/lan/", {"act": "link"}).status_code == 403
    with pytest.raises(PermissionDenied):
        lock_account(actor=actor_of(lan), username="lan")


def test_an_administrator_invites_and_hands_over_the_link(client: Client) -> None:
    client.force_login(made("quan", is_staff=True, demonstration=True))
    page = client.post("/tai-khoan/quan-ly/moi/", {"full_name": "Lê Văn Tý", "username": "ty-le"})
    assert "http://testserver/tai-khoan/loi-moi/" in page.content.decode()
    listed = client.get("/tai-khoan/quan-ly/?tinh_trang=cho").content.decode()
    assert "ty-le" in listed
    assert client.post("/tai-khoan/quan-ly/quan/", {"act": "lock"}, follow=True).status_code == 200
    assert User.objects.get(username="quan").is_active


def test_accounts_nobody_uses_are_locked_but_demonstrations() -> None:
    long_ago = timezone.now() - timedelta(days=91)
    made("cu", last_login=long_ago, date_joined=long_ago)
    made("moi", last_login=timezone.now(), date_joined=long_ago)
    made("chua", date_joined=long_ago)
    made("thu", last_login=long_ago, date_joined=long_ago, demonstration=True)
    made("sap", last_login=timezone.now() - timedelta(days=80), date_joined=long_ago)
    warned = {row.username for row in accounts(actor=OPERATOR) if row.is_warned}
    lock_unused(timezone.localdate())
    lock_unused(timezone.localdate())
    left = User.objects.filter(is_active=True).values_list("username", flat=True)
    assert set(left) == {"moi", "thu", "sap"}
    assert warned == {"cu", "chua", "sap"}
    unlock_account(actor=OPERATOR, username="cu")
    lock_unused(timezone.localdate())
    assert User.objects.get(username="cu").is_active


# Sessions


def used_ago(client: Client, seconds: int) -> None:
    cache.clear()
    session = client.session
    session["used_at"] = time.time() - seconds
    session.save()


def test_a_session_without_use_ends(client: Client, lan: User) -> None:
    sign_in(client)
    assert is_in(client)
    used_ago(client, 3_590)
    assert is_in(client)
    used_ago(client, 3_601)
    gone = client.get(HOME)
    assert gone["Location"].startswith(f"{SIGN_IN}?next=")
    assert "Lâu không thao tác" in client.get(gone["Location"]).content.decode()


def test_use_is_noted_without_writing_into_the_database(client: Client, lan: User) -> None:
    sign_in(client)
    is_in(client)
    used_ago(client, 600)
    with CaptureQueriesContext(connection) as asked:
        assert is_in(client)
    assert [each["sql"] for each in asked if "SELECT" not in each["sql"][:7]] == []
    assert client.get("/tai-khoan/phien/").json()["seconds"] > 3_590


def test_sending_a_form_too_late_loses_nothing(client: Client, lan: User) -> None:
    sign_in(client)
    used_ago(client, 3_601)
    late = client.post("/tai-khoan/mat-khau/", {"oldpassword": PASSWORD})
    assert late.status_code == 401
    assert "Những gì đã nhập vẫn còn" in late.content.decode()


def test_asking_how_long_is_no_use_but_staying_is(client: Client, lan: User) -> None:
    sign_in(client)
    is_in(client)
    used_ago(client, 3_000)
    left = client.get("/tai-khoan/phien/").json()["seconds"]
    assert 590 <= left <= 600
    assert client.post("/tai-khoan/phien/").json()["seconds"] == 3_600
    used_ago(client, 3_601)
    assert client.get("/tai-khoan/phien/").json()["seconds"] == 0


def test_other_places_are_signed_out(client: Client, lan: User) -> None:
    other = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/150 Safari/537"})
    sign_in(client)
    sign_in(other)
    page = client.get("/tai-khoan/noi-dang-nhap/").content.decode()
    assert "Chrome · Windows" in page
    assert client.post("/tai-khoan/noi-dang-nhap/khac/").status_code == 302
    assert is_in(client)
    assert not is_in(other)


def test_browsers_are_named_as_people_do() -> None:
    edge = "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit Chrome/150 Safari/537 Edg/150"
    assert browser_of(edge) == "Edge · Windows"
    assert browser_of("Mozilla/5.0 (iPhone; CPU) Version/18 Safari/604") == "Safari · iPhone"
    assert browser_of("curl/8") == "curl/8"
