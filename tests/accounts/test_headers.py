"""Prove which headers and cookies every answer has, whatever its status: pages, errors, files."""

import re
from typing import Any, Final

import pytest
from django.test import Client

from dangbo.accounts.models import User

pytestmark = pytest.mark.django_db
SIGN_IN: Final = "/tai-khoan/dang-nhap/"
NOBODYS: Final = (SIGN_IN, "/khong-co/")
SIGNED: Final = ("/", "/lam-viec/dang-vien/", "/khong-co/", "/lam-viec/dang-vien/khong-co/")
FILES: Final = ("/lam-viec/to-chuc/?xuat=csv", "/lam-viec/nhat-ky/?xuat=csv")


def policy(answer: Any) -> dict[str, list[str]]:
    parts = [part.split() for part in answer.headers["Content-Security-Policy"].split(";")]
    return {name: values for name, *values in filter(None, parts)}


def require_hard(answer: Any, address: str) -> None:
    rules = policy(answer)
    assert rules["default-src"] in (["'none'"], ["'self'"]), address
    allowed = {each for values in rules.values() for each in values}
    assert not [each for each in allowed if "unsafe" in each or each in {"*", "http:", "https:"}]
    assert rules["frame-ancestors"] == ["'none'"], address
    assert rules["base-uri"] in (["'none'"], ["'self'"]), address
    assert rules["form-action"] == ["'self'"], address
    headers = answer.headers
    assert headers["X-Content-Type-Options"] == "nosniff", address
    assert headers["X-Frame-Options"] == "DENY", address
    assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}, address
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin", address
    assert {"Server", "X-Powered-By"}.isdisjoint(headers)


@pytest.mark.parametrize("address", NOBODYS)
def test_answers_to_anybody_are_guarded(client: Client, address: str) -> None:
    require_hard(client.get(address), address)


def test_answers_to_somebody_signed_in_are_guarded(client: Client) -> None:
    client.force_login(User.objects.create(username="lan"))
    for address in (*SIGNED, *FILES):
        answer = client.get(address)
        require_hard(answer, address)
        if answer.headers["Content-Type"].startswith("text/html"):
            text = b"".join(answer).decode()
            assert not re.findall(r"<script(?![^>]*\bsrc=)[^>]*>\s*[^<\s]", text), address
            assert not re.findall(r"<[^>]+\s(?:style|on[a-z]+)=", text), address


def test_cookies_are_kept_from_scripts_and_other_sites(client: Client) -> None:
    user = User.objects.create(username="lan", demonstration=True)
    user.set_password("mot-mat-khau-dai-2026")
    user.save()
    page = client.get(SIGN_IN)
    assert page.cookies["csrftoken"]["samesite"] in {"Lax", "Strict"}
    told = {"login": "lan", "username": "lan", "password": "mot-mat-khau-dai-2026"}
    answer = client.post(SIGN_IN, told)

    session = answer.cookies["sessionid"]
    assert (session["httponly"], session["samesite"] in {"Lax", "Strict"}) == (True, True)
    assert session["domain"] == ""


def test_a_form_without_its_token_is_refused(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(SIGN_IN, {"username": "lan", "password": "x"}).status_code == 403
