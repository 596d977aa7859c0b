"""Prove that whoever is no reader learns of a record in no way, whatever his or her rights."""

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from factories import small_membership, small_register
from sealed.conftest import ON, TITLE, wanted
from sealed.test_commands import brought

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.accounts.models import User
from dangbo.audit.commands import record as record_act
from dangbo.audit.models import Access, Act
from dangbo.audit.queries.proving import prove
from dangbo.audit.queries.search import LogFilter, accesses, acts
from dangbo.sealed import commands
from dangbo.sealed.commands.covering import cover_now_and_then
from dangbo.sealed.commands.opening import About
from dangbo.sealed.models import Attachment
from dangbo.sealed.queries.records import record_page, records_about, records_of, viewings
from dangbo.sealed.replay import first_difference

NEVER = "f" * 32
LOG = "/lam-viec/nhat-ky/"
HOME = "/lam-viec/ho-so-mat/"
PAGES = (
    "detail",
    "readers",
    "add_reader",
    "remove_reader",
    "add",
    "close",
    "reopen",
    "forget",
    "file",
)
TOLD = ("Kín", "sealed", TITLE, "quỹ", "ho-so-mat/", "tố cáo")


@pytest.fixture
def register(db: None) -> None:
    small_membership.build(small_register.build())


@pytest.fixture
def about_an(register: None, people: Mapping[str, Actor], media: Path) -> str:
    """Return a record about an, that lan reads and minh read for a while; lan looked at it."""
    about = About(person="an", person_name="Nguyễn Văn An")
    uid = commands.open_record(actor=people["lan"], wanted=wanted(about=about))
    minh = {"actor": people["lan"], "uid": uid, "account": people["minh"].user_id}
    commands.add_reader(**minh, reason="Thẩm tra")
    commands.add_entry(
        actor=people["minh"], uid=uid, what="document", on=ON, text="", files=[brought()]
    )
    commands.remove_reader(**minh, reason="Xong việc")
    client = signed_in("lan")
    assert client.get(f"{HOME}{uid}/").status_code == 200
    assert client.get(HOME).status_code == 200
    digest = Attachment.objects.get().digest
    assert client.get(f"{HOME}{uid}/tep/{digest}/").status_code == 200
    return uid


def signed_in(name: str, **more: Any) -> Client:
    client = Client(**more)
    client.force_login(User.objects.get(username=name))
    return client


def addresses(uid: str, account: int) -> Iterator[str]:
    for page in PAGES:
        more = {"remove_reader": [account], "file": [digest_held()]}.get(page, [])
        yield reverse(f"sealed:{page}", args=[uid, *more])


def digest_held() -> str:
    return Attachment.objects.get().digest


def body(answer: Any) -> str:
    text: str = answer.content.decode()
    return re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", text)


@pytest.mark.parametrize("who", ["nga", "quan-tri", "minh"])
def test_each_page_is_not_there_just_as_one_that_never_was(
    about_an: str, people: Mapping[str, Actor], who: str
) -> None:
    client, account = signed_in(who), people["lan"].user_id or 0
    given = {"reason": "x", "outcome": "x", "on": "01/03/2026", "account": "nga", "what": "note"}
    pairs = zip(addresses(about_an, account), addresses(NEVER, account), strict=True)
    for there, never in pairs:
        for asked in (client.get, lambda url: client.post(url, given)):
            found, unknown = asked(there), asked(never)
            assert (found.status_code, unknown.status_code) == (404, 404)
            assert body(found).replace(about_an, "") == body(unknown).replace(NEVER, "")
            assert set(found.headers) == set(unknown.headers)
    assert [each.username for each in readers_now(people, about_an)] == ["lan"]


def readers_now(people: Mapping[str, Actor], uid: str) -> list[Any]:
    page = record_page(actor=people["lan"], uid=uid)
    return [row for row in page.readers if row.until is None]


@pytest.mark.parametrize("who", ["nga", "quan-tri", "minh"])
def test_lists_search_and_the_page_of_the_member_say_nothing(about_an: str, who: str) -> None:
    client = signed_in(who)

    home = body(client.get(HOME))
    assert "Chưa có hồ sơ nào mà mình là người đọc" in home
    member = body(client.get("/lam-viec/dang-vien/an/"))
    assert "panel-sealed" not in member
    found = body(client.get("/lam-viec/to-chuc/tim/", {"tim": TITLE, "q": TITLE}))
    for text in (home, member):
        assert about_an not in text
        assert TITLE not in text
    assert about_an not in found
    reader = body(signed_in("lan").get("/lam-viec/dang-vien/an/"))
    assert f"{HOME}{about_an}/" in reader


@pytest.mark.parametrize("who", ["nga", "quan-tri", "minh"])
def test_the_pages_of_the_logs_show_no_trace(about_an: str, who: str) -> None:
    client = signed_in(who)
    hidden = {
        "viec-da-ghi": Act.objects.filter(code="sealed.noted").values_list("pk", flat=True),
        "luot": Access.objects.filter(kind="sealed").values_list("pk", flat=True),
    }
    assert [len(each) for each in hidden.values()] == [4, 3]
    for name, model in (("audit:act", "viec-da-ghi"), ("audit:access", "luot")):
        for seq in hidden[model]:
            answer = client.get(reverse(name, args=[seq]))
            assert answer.status_code == 404
    for page in ("audit:acts", "audit:accesses"):
        for given in ({}, {"doi_tuong": about_an}, {"tim": about_an}, {"tim": "sealed"}):
            # But for what one typed into the search oneself.
            table = [row for row in rows_of(client, reverse(page), given) if row[4] != "Nhật ký"]
            assert [row for row in table if about_an in str(row) or "sealed" in str(row)] == []
        assert rows_of(client, reverse(page), {"doi_tuong": about_an}) == []
    assert rows_of(client, reverse("audit:acts"), {"viec": "sealed.noted"}) == []


def rows_of(client: Client, url: str, given: Mapping[str, str]) -> list[list[str]]:
    """Return the rows of a log as its file gives them, below the row of headings."""
    answer = client.get(url, {**given, "xuat": "csv"})
    assert answer.status_code == 200
    content = answer.getvalue() if answer.streaming else answer.content
    lines = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    heads = next(at for at, line in enumerate(lines) if line[:1] == ["Số"])
    return lines[heads + 1 :]


def test_a_reader_who_reads_the_logs_finds_the_rows(about_an: str) -> None:
    client = signed_in("lan")

    told = rows_of(client, reverse("audit:acts"), {"viec": "sealed.noted"})
    assert len(told) == 4
    seen = rows_of(client, reverse("audit:accesses"), {"doi_tuong": about_an})
    assert len(seen) == 2


def test_looking_at_its_rows_of_the_logs_is_looking_at_the_record(
    about_an: str, people: Mapping[str, Actor]
) -> None:
    client, other = signed_in("lan"), signed_in("nga")
    act = Act.objects.filter(code="sealed.noted").order_by("seq")[0]
    row = Access.objects.filter(kind="sealed", subject=about_an).order_by("seq")[0]
    before = len(viewings(actor=people["lan"], uid=about_an))
    client.get(reverse("audit:act", args=[act.pk]))
    client.get(reverse("audit:access", args=[row.pk]))
    client.get(reverse("audit:accesses"), {"doi_tuong": about_an})

    pages = [each.page for each in viewings(actor=people["lan"], uid=about_an)]
    assert pages[: len(pages) - before] == ["audit:accesses", "audit:access", "audit:act"]
    told = rows_of(other, reverse("audit:accesses"), {"ai": "lan"})
    assert [line for line in told if line[4].startswith(("Việc", "Dòng"))] == []
    assert [line for line in told if about_an in str(line)] == []


def test_rows_beside_hidden_ones_still_hold(about_an: str) -> None:
    after = record_act(actor=OPERATOR, code="papers.recorded")
    client = signed_in("nga")
    client.get("/lam-viec/dang-vien/an/")
    last = Access.objects.order_by("-seq").first()

    for name, row in (("audit:act", after), ("audit:access", last)):
        page = body(client.get(reverse(name, args=[row.pk])))
        assert "Không khớp" not in page
        assert "Khớp" in page


def test_a_form_that_a_reader_sends_without_its_token_leaves_no_trace_to_others(
    about_an: str,
) -> None:
    strict = signed_in("lan", enforce_csrf_checks=True)
    assert strict.post(f"{HOME}{about_an}/khep/", {}).status_code == 403

    assert Access.objects.filter(code="refused").count() == 1
    assert accesses(actor=OPERATOR, narrowed=LogFilter(code="refused")) == []
    assert rows_of(signed_in("nga"), reverse("audit:accesses"), {"viec": "refused"}) == []


@pytest.mark.usefixtures("about_an")
def test_the_operator_of_the_console_stands_outside(tmp_path: Path) -> None:
    assert records_of(actor=OPERATOR) == []
    assert records_about(actor=OPERATOR, person=1, uid="an") == []
    assert acts(actor=OPERATOR, narrowed=LogFilter(code="sealed.noted"), limit=None) == []
    hidden = [row for row in accesses(actor=OPERATOR, limit=None) if row.kind == "sealed"]
    assert hidden == []
    report = tmp_path / "an.json"
    said = [
        told_by("audit", "log", "--limit", "1000"),
        told_by("audit", "log", "--accesses", "--limit", "1000"),
        told_by("person_report", "an", "-o", str(report)),
        told_by("retention", "--dry-run"),
        told_by("member", "an"),
        report.read_text(encoding="utf-8"),
    ]
    for text in said:
        assert [word for word in TOLD if word in text] == []


def told_by(*command: str) -> str:
    out, err = StringIO(), StringIO()
    call_command(*command, stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


@pytest.mark.usefixtures("about_an")
def test_the_proofs_hold_and_tell_no_count_of_records() -> None:
    assert prove().fault is None
    told = told_by("verify")
    assert re.findall(r"sealed.*\d", told) == []


@pytest.mark.parametrize("odds", [0, 1])
def test_numbers_of_hidden_rows_are_covered_by_rows_about_nothing(
    register: None, settings: Any, odds: int
) -> None:
    settings.SEALED_COVER_ODDS = odds
    before = Act.objects.count(), Access.objects.count()
    cover_now_and_then(ON)

    assert (Act.objects.count(), Access.objects.count()) == (before[0] + odds, before[1] + odds)
    assert [row for row in acts(actor=OPERATOR, limit=None) if row.code == "sealed.noted"] == []
    assert (first_difference(), prove().fault) == (None, None)
