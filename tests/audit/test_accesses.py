"""Prove what comes into the log of accesses: sign-ins, readings, exports, prints, refusals."""

from datetime import date
from urllib.parse import quote

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch
from pytest_django import Settings

from dangbo.accounts.access import NOBODY, OPERATOR, Actor
from dangbo.accounts.commands import (
    forget_second_factors,
    invite,
    lock_account,
    unlock_account,
)
from dangbo.accounts.middleware import origin_of
from dangbo.accounts.models import User
from dangbo.audit.commands import record_access
from dangbo.audit.middleware import AccessMiddleware, PastTheDoor, masked
from dangbo.audit.models import Access
from dangbo.audit.queries.proving import prove
from dangbo.audit.queries.readings import register_readings
from dangbo.audit.queries.search import seen_by

pytestmark = pytest.mark.django_db

LAN = Actor("lan", user_id=7, role="secretary", behalf="binh", origin="10.0.0.7")
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def told() -> list[tuple[str, str, str, str]]:
    return list(Access.objects.values_list("actor", "code", "kind", "subject").order_by("seq"))


def test_an_access_keeps_everything_it_is_told() -> None:
    facts = {"filter": {"q": "an"}, "count": 3}
    row = record_access(
        actor=LAN, code="listed", kind="member", subject="an", place="00010002", facts=facts
    )

    kept = Access.objects.get()
    assert (kept.seq, kept.at, kept.hash) == (1, row.at, row.hash)
    assert (kept.actor, kept.actor_user_id, kept.role) == ("lan", 7, "secretary")
    assert (kept.behalf, kept.origin) == ("binh", "10.0.0.7")
    assert (kept.code, kept.kind, kept.subject, kept.place) == (
        "listed", "member", "an", "00010002",
    )  # fmt: skip
    assert kept.facts == facts
    assert [each.actor for each in seen_by(actor=Actor("x"), kind="member", subject="an")] == [
        "lan"
    ]
    assert seen_by(actor=NOBODY, kind="member", subject="an") == []


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(ValueError, match="looked"):
        record_access(actor=LAN, code="looked")

    assert told() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_access SET subject = 'x'",
        "DELETE FROM audit_access",
        "INSERT INTO audit_access (seq, at, day, actor, role, behalf, origin, code, kind, subject,"
        " place, facts, hash) SELECT seq + 2, at, day, actor, role, behalf, origin, code, kind,"
        " subject, place, facts, hash FROM audit_access",
    ],
)
def test_the_database_keeps_the_log_append_only_and_without_gaps(statement: str) -> None:
    record_access(actor=LAN, code="read")

    with (
        pytest.raises(DatabaseError, match=r"the log (is append-only|has no gaps)"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_signing_in_and_out_is_noted(client: Client) -> None:
    user = User.objects.create_user("lan", password="mat-khau-dai")
    page = "/tai-khoan/dang-nhap/"
    client.post(page, {"username": "lan", "password": "sai"})
    client.post(page, {"username": "mat-khau-dai", "password": "lan"})
    client.post(page, {"username": "lan", "password": "mat-khau-dai"})
    client.logout()
    client.post(page, {"username": "lan", "password": "mat-khau-dai"}, REMOTE_ADDR="10.1.1.1")

    assert told() == [
        ("lan", "sign_in_failed", "account", "lan"),
        ("nobody", "sign_in_failed", "account", ""),
        ("lan", "signed_in", "account", "lan"),
        ("lan", "signed_out", "account", "lan"),
        ("lan", "signed_in", "account", "lan"),
    ]
    last = Access.objects.get(seq=5)
    assert (last.actor_user_id, last.origin) == (user.pk, "10.1.1.1")


def test_what_is_done_to_accounts_is_noted(client: Client) -> None:
    link = invite(actor=OPERATOR, username="mai", full_name="Trần Thị Mai")
    password = "mua-he-o-ha-long-1963"
    page = f"/tai-khoan/loi-moi/{link.secret}/"
    client.post(page, {"password1": password, "password2": password}, REMOTE_ADDR="10.1.1.2")
    lock_account(actor=OPERATOR, username="mai")
    unlock_account(actor=OPERATOR, username="mai")
    TOTP.activate(User.objects.get(username="mai"), "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client.post("/tai-khoan/dang-nhap/", {"username": "mai", "password": password})
    client.post("/tai-khoan/lop-thu-hai/", {"code": "000000"}, REMOTE_ADDR="10.1.1.2")
    forget_second_factors(actor=OPERATOR, username="mai")

    assert told() == [
        ("operator", "account_invited", "account", "mai"),
        ("mai", "account_link_used", "account", "mai"),
        ("operator", "account_locked", "account", "mai"),
        ("operator", "account_unlocked", "account", "mai"),
        ("mai", "factor_failed", "account", "mai"),
        ("operator", "factors_removed", "account", "mai"),
    ]
    origins = Access.objects.order_by("seq").values_list("origin", flat=True)
    assert set(origins) == {"console", "10.1.1.2"}


def answered(answer: HttpResponse, *, page: str = "x:y", actor: Actor = LAN, **query: str) -> None:
    """Have the middleware see a request that was answered so."""
    request = RequestFactory().get("/trang/", query)
    request.resolver_match = ResolverMatch(
        lambda _request: answer, (), {"uid": "an"}, url_name=page.partition(":")[2],
        app_names=["x"], namespaces=["x"],
    )  # fmt: skip
    request.actor = actor  # type: ignore[attr-defined]

    def view(_request: HttpRequest) -> HttpResponse:
        return answer

    sent = AccessMiddleware(view)(request)  # type: ignore[arg-type]
    assert "X-Dangbo-Rows" not in sent.headers
    assert "X-Dangbo-Purpose" not in sent.headers
    assert "X-Dangbo-Door" not in sent.headers


def test_a_page_that_shows_nobody_leaves_no_row() -> None:
    answered(HttpResponse("x"))
    answered(HttpResponse("x", status=404))

    assert told() == []


def test_a_page_of_a_person_is_noted_with_its_filter() -> None:
    register_readings("member", ["x:person"], key="uid")

    answered(HttpResponse("x"), page="x:person", q="số 034185001234", trang="")
    answered(HttpResponse("x", status=422), page="x:person")

    row = Access.objects.get()
    assert (row.code, row.kind, row.subject, row.actor) == ("read", "member", "an", "lan")
    assert row.facts == {"page": "x:person", "filter": {"q": "số •••••••••234"}}


@pytest.mark.parametrize(
    ("kind", "file", "code"),
    [
        ("text/csv; charset=utf-8", "so.csv", "exported"),
        ("application/zip", "goi.zip", "exported"),
        ("application/pdf", "thu.pdf", "printed"),
        (DOCX, "thu.docx", "printed"),
    ],
)
def test_files_are_noted_with_count_and_purpose(kind: str, file: str, code: str) -> None:
    answer = HttpResponse("x", content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    answer["X-Dangbo-Door"] = "passed"
    answer["X-Dangbo-Rows"] = "501"
    answer["X-Dangbo-Purpose"] = quote("Báo cáo quý")

    answered(answer)

    row = Access.objects.get()
    assert (row.code, row.kind, row.subject) == (code, "file", "")
    assert (row.facts["file"], row.facts["count"]) == (file, 501)
    assert row.facts["purpose"] == "Báo cáo quý"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ('attachment; filename="so.pdf"', "so.pdf"),
        ("attachment; filename*=utf-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf", "Quyết định.pdf"),
    ],
)
def test_a_file_is_noted_by_its_name_whatever_its_letters(name: str, kept: str) -> None:
    answer = HttpResponse("x", content_type="application/pdf")
    answer["Content-Disposition"], answer["X-Dangbo-Door"] = name, "passed"

    answered(answer)

    assert Access.objects.get().facts["file"] == kept


@pytest.mark.parametrize(
    ("kind", "name"),
    [("text/html", 'attachment; filename="so.html"'), ("text/csv", ""), ("application/zip", "")],
)
def test_a_file_that_came_past_the_door_is_not_sent(kind: str, name: str) -> None:
    answer = HttpResponse("x", content_type=kind)
    if name:
        answer["Content-Disposition"] = name

    with pytest.raises(PastTheDoor):
        answered(answer)

    assert told() == []


def test_refusals_are_noted_of_those_who_signed_in() -> None:
    answered(HttpResponse(status=403))
    answered(HttpResponse(status=403), actor=NOBODY)

    row = Access.objects.get()
    assert (row.code, row.subject, row.facts["method"]) == ("refused", "/trang/", "GET")


def test_what_cannot_be_noted_is_not_shown() -> None:
    register_readings("member", ["x:person"], key="uid")
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("ALTER TABLE audit_access RENAME TO audit_gone")
        with pytest.raises(DatabaseError), transaction.atomic():
            answered(HttpResponse("x"), page="x:person")
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("proxies", "told", "origin"),
    [
        (0, "1.2.3.4", "127.0.0.1"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (2, "1.2.3.4", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "1" * 99, "1" * 60),
    ],
)
def test_the_address_is_that_which_our_own_proxies_saw(
    proxies: int, told: str, origin: str, settings: Settings
) -> None:
    settings.PROXIES = proxies

    assert origin_of(RequestFactory().get("/", headers={"X-Forwarded-For": told})) == origin


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        ("034185001234", "•••••••••234"),
        ("12345678", "12345678"),
        ("59c77197acb1445daf35d7c345930695", "59c77197acb1445daf35d7c345930695"),
        ("1" * 32, "•" * 29 + "111"),
        ("a\x00b", "ab"),
        ("x" * 300, "x" * 200),
    ],
)
def test_numbers_of_persons_are_not_kept(text: str, kept: str) -> None:
    assert masked(text) == kept


def test_days_are_those_of_vietnam() -> None:
    row = record_access(actor=LAN, code="read")

    assert isinstance(row.day, date)
    assert prove().rows["audit_access"] == 1
    assert prove().fault is None
