"""Prove that master keys change while people work, and that a wrong or missing one is named."""

import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import date
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import encrypt
from django.apps import apps
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from factories.small_membership import CITIZEN_NUMBER as NUMBER

from dangbo.accounts.access import OPERATOR
from dangbo.accounts.models import User
from dangbo.base import secrets
from dangbo.base.secrets import key_name, sealed_columns
from dangbo.members.models import Person
from dangbo.members.queries import find_member, member
from dangbo.ops import access
from dangbo.ops.commands.rotating import rotate
from dangbo.ops.models import LookupKey

NEW, STRANGE = (urlsafe_b64encode(sign * 32).decode("ascii") for sign in (b"n", b"s"))

TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def run(*arguments: str) -> tuple[str, int]:
    out, code = StringIO(), 0
    try:
        call_command("keys", *arguments, stdout=out)
    except SystemExit as left:
        code = int(left.code)
    return out.getvalue(), code


def numbers() -> list[str]:
    """Find a person by the sealed number, and open it."""
    found = find_member(actor=OPERATOR, text=NUMBER, on=date(2021, 2, 1))
    told = member(actor=OPERATOR, uid=found.uid, on=date(2021, 2, 1), unmasked=True)
    return [each.value for each in told.numbers if each.kind == "citizen"]


def test_the_old_key_may_go_once_all_is_wrapped_anew(
    numbered: Mapping[str, int], settings: LazySettings
) -> None:
    old = settings.SECRET_KEYS[0]
    settings.SECRET_KEYS = [NEW, old]
    persons = Person.objects.exclude(key="").count()

    told, code = run("rotate", "--dry-run")
    assert (f"members.Person.key: sẽ bọc lại {persons} khóa" in told, code) == (True, 0)
    assert "Khóa cũ còn cần" in told
    told, code = run("rotate")
    assert (f"members.Person.key: đã bọc lại {persons} khóa" in told, code) == (True, 0)
    assert f"Không còn dòng nào dưới khóa {key_name(old)}" in told
    told, _code = run("rotate")
    assert f"members.Person.key: đã bọc lại 0 khóa, {persons} khóa đã" in told

    settings.SECRET_KEYS = [NEW]
    access._opened.clear()
    assert numbers() == [NUMBER]
    assert run("status")[1] == 0


def test_a_wrong_key_is_named_and_nothing_is_lost(
    numbered: Mapping[str, int], settings: LazySettings
) -> None:
    old = settings.SECRET_KEYS
    before = dict(Person.objects.values_list("uid", "key"))
    settings.SECRET_KEYS = [STRANGE]

    told, code = run("rotate")
    assert code == 1
    assert f"không khóa chủ nào mở được {len(before)} khóa" in told
    assert f"Khóa chủ đang dùng: {key_name(STRANGE)}" in told
    assert dict(Person.objects.values_list("uid", "key")) == before
    settings.SECRET_KEYS = old
    assert numbers() == [NUMBER]


def test_what_broke_off_goes_on_and_what_was_forgotten_stays_so(
    numbered: Mapping[str, int], settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SECRET_KEYS = [NEW, *settings.SECRET_KEYS]
    monkeypatch.setattr("dangbo.ops.commands.rotating.BATCH", 2)
    calls = []

    def breaking(label: str, count: int) -> None:
        calls.append((label, count))
        # Somebody is forgotten in the middle of it.
        Person.objects.filter(uid="em").update(key="")
        if label == "members.Person.key":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(tell=breaking)
    done = {each.label: each for each in rotate(tell=lambda _label, _count: None)}

    found = done["members.Person.key"]
    assert (found.anew, found.already, found.unreadable) == (2, 2, [])
    assert Person.objects.get(uid="em").key == ""


def test_a_key_thrown_away_in_between_is_not_put_back(
    numbered: Mapping[str, int], settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SECRET_KEYS = [NEW, *settings.SECRET_KEYS]

    def rewrapping(wrapped: str) -> str:
        Person.objects.filter(key=wrapped).update(key="")
        return secrets.rewrap(wrapped)

    monkeypatch.setattr("dangbo.ops.commands.rotating.rewrap", rewrapping)
    rotate(tell=lambda _label, _count: None)

    assert set(Person.objects.values_list("key", flat=True)) == {""}


def test_every_column_of_wrapped_keys_is_registered() -> None:
    """A long text called `key` or `wrapped` holds one; names that are keys are short."""
    named = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("dangbo.")
        for field in model._meta.local_concrete_fields
        if field.name in {"key", "wrapped"} and field.get_internal_type() == "TextField"
    }

    registered = {f"{each.model._meta.label}.{each.column}" for each in sealed_columns()}
    assert registered - named == {"mfa.Authenticator.data"}  # by allauth, see below
    assert named - registered == set()


def test_a_second_factor_still_opens_once_the_old_key_is_gone(
    db: None, client: Client, settings: LazySettings
) -> None:
    lan = User.objects.create_user("lan", password="mua-he-o-ha-long-1963")
    TOTP.activate(lan, TOTP_SECRET)
    codes = RecoveryCodes.activate(lan)
    spare = codes.get_unused_codes()
    old_style = Authenticator.objects.create(
        user=User.objects.create(username="cu"),
        type=Authenticator.Type.RECOVERY_CODES,
        data={"migrated_codes": [encrypt("11112222"), encrypt("33334444")]},
    )
    bare = Authenticator.objects.create(
        user=old_style.user, type=Authenticator.Type.WEBAUTHN, data={"name": "khóa"}
    )
    settings.SECRET_KEYS = [NEW, *settings.SECRET_KEYS]

    told, code = run("rotate")
    assert ("mfa.Authenticator.data: đã bọc lại 3 khóa, 0 khóa đã" in told, code) == (True, 0)
    settings.SECRET_KEYS = [NEW]
    assert run("status")[1] == 0

    client.post("/tai-khoan/dang-nhap/", {"username": "lan", "password": "mua-he-o-ha-long-1963"})
    now = format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30))
    signed = client.post("/tai-khoan/lop-thu-hai/", {"code": now})
    assert (signed.status_code, client.session["_auth_user_id"]) == (302, str(lan.pk))
    again = RecoveryCodes(Authenticator.objects.get(pk=codes.instance.pk))
    assert again.get_unused_codes() == spare
    old_style.refresh_from_db()
    assert RecoveryCodes(old_style).generate_codes() == ["11112222", "33334444"]
    bare.refresh_from_db()
    assert bare.data == {"name": "khóa"}


def test_a_second_factor_that_no_key_opens_is_told(db: None, settings: LazySettings) -> None:
    TOTP.activate(User.objects.create(username="lan"), TOTP_SECRET)
    settings.SECRET_KEYS = [STRANGE]

    told, code = run("status")
    assert ("mfa.Authenticator.data: 1 không khóa nào mở được" in told, code) == (True, 1)


def test_the_key_of_searching_is_kept_from_the_first_day(db: None) -> None:
    assert LookupKey.objects.count() <= 1
    access._opened.clear()
    LookupKey.objects.all().delete()
    assert access.kept_lookup_key() == b""
