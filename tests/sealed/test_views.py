"""Prove what the pages of confidential records show their readers, and that acts pass them."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from factories import small_membership, small_register
from sealed.conftest import wanted
from sealed.test_commands import PDF

from dangbo.accounts.access import Actor, keeper, register_keeper
from dangbo.accounts.models import User
from dangbo.audit.models import Access
from dangbo.rules.rights import CONFIDENTIAL_OPEN, Rights
from dangbo.sealed import commands
from dangbo.sealed.models import Attachment, Reader, Record

HOME = "/lam-viec/ho-so-mat/"


@pytest.fixture
def lan(people: Mapping[str, Actor], media: Path, client: Client) -> Client:
    User.objects.filter(username="minh").update(last_name="Lê Văn", first_name="Minh")
    client.force_login(User.objects.get(username="lan"))
    return client


def words(answer: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def settled(client: Client, url: str, given: Mapping[str, Any]) -> Any:
    """Send a form, and once more with its warnings read."""
    first = client.post(url, given)
    assert first.status_code == 422
    seen = re.search(r'name="seen" value="([^"]*)"', first.content.decode())
    assert seen is not None
    return client.post(url, {**given, "seen": seen[1]})


def test_a_record_is_opened_step_by_step(lan: Client) -> None:
    small_membership.build(small_register.build())
    assert "Chưa có hồ sơ nào mà mình là người đọc" in words(lan.get(HOME))
    assert "Tố cáo" in words(lan.get(f"{HOME}moi/"))
    given = {"title": "Đơn về quỹ", "on": "02/03/2026", "person": "Nguyễn Văn An"}
    given |= {"org": "Đảng bộ Sở Y tế", "others": "", "note": "Nhận đơn"}
    url = f"{HOME}moi/denunciation/"

    refused = lan.post(url, {**given, "title": "", "person": "Không Có Ai"})
    assert (refused.status_code, Record.objects.count()) == (422, 0)
    assert "Sổ không có người nào như vậy" in words(refused)
    warned = lan.post(url, given)
    assert "Hồ sơ kín không phải nơi giữ bí mật nhà nước" in words(warned)
    done = settled(lan, url, given)

    uid = Record.objects.get().uid
    assert done.url == f"{HOME}{uid}/"
    page = lan.get(done.url)
    assert "no-store" in page.headers["Cache-Control"]
    assert "<title>Hồ sơ kín" in re.sub(r"\s+", " ", page.content.decode())
    for text in (
        "Đơn về quỹ",
        "Nguyễn Văn An",
        "Đảng bộ Ngành Y tế",
        "Nhận đơn",
        "Đang giải quyết",
    ):
        assert text in words(page)
    assert '/lam-viec/dang-vien/an/"' in page.content.decode()
    assert "Đơn về quỹ" in words(lan.get(HOME))
    assert lan.get(f"{HOME}moi/khac/").status_code == 404


def test_who_was_not_granted_to_open_records_may_still_be_a_reader(
    lan: Client, people: Mapping[str, Actor], record: str
) -> None:
    with granting(()):
        assert f"{HOME}moi/" not in lan.get(HOME).content.decode()
        assert [lan.get(f"{HOME}moi/{kind}").status_code for kind in ("", "appeal/")] == [403] * 2
        assert lan.get(f"{HOME}{record}/").status_code == 200
    with granting((CONFIDENTIAL_OPEN,)):
        assert lan.get(f"{HOME}moi/appeal/").status_code == 200


@contextmanager
def granting(acts: tuple[str, ...]) -> Iterator[None]:
    """Grant every account these acts everywhere, and nothing else."""
    kept = keeper()
    register_keeper(Few(acts))
    yield
    register_keeper(kept)


@dataclass(frozen=True)
class Few:
    acts: tuple[str, ...]
    roles: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    behalf: str = ""
    person: int | None = None

    @property
    def rights(self) -> Rights:
        return Rights(tuple((act, None) for act in self.acts))

    def granted(self, user: User, *, session: Any) -> "Few":
        return self

    def roles_of(self, user: User) -> tuple[str, ...]:
        return ()


def opened(people: Mapping[str, Actor]) -> str:
    return commands.open_record(actor=people["lan"], wanted=wanted())


def test_entries_and_files_are_added_and_taken(lan: Client, people: Mapping[str, Actor]) -> None:
    uid = opened(people)
    file = SimpleUploadedFile("Biên bản làm việc.pdf", PDF, "application/pdf")
    given = {"what": "document", "on": "05/03/2026", "text": "Buổi làm việc"}
    page = f"{HOME}{uid}/ghi/"

    assert lan.post(page, {**given, "text": ""}).status_code == 422
    wrong = SimpleUploadedFile("a.pdf", b"MZ\x90\x00", "application/pdf")
    assert "Chỉ nhận PDF" in words(lan.post(page, {**given, "file": wrong}))
    assert lan.post(page, {**given, "file": file}).url == f"{HOME}{uid}/"
    shown = words(lan.get(f"{HOME}{uid}/"))
    assert "Buổi làm việc" in shown
    assert "Biên bản làm việc.pdf" in shown
    digest = Attachment.objects.get().digest
    answer = lan.get(f"{HOME}{uid}/tep/{digest}/")
    assert (answer.content, answer.headers["X-Content-Type-Options"]) == (PDF, "nosniff")
    noted = Access.objects.order_by("-seq")[0]
    assert (noted.kind, noted.subject) == ("sealed", uid)
    assert "Biên bản" not in str(noted.facts)


def test_a_file_over_the_limit_stops_while_it_arrives(
    lan: Client, people: Mapping[str, Actor], settings: LazySettings
) -> None:
    settings.PAPER_FILE_LIMIT = 1024 * 1024
    uid = opened(people)
    file = SimpleUploadedFile("a.pdf", PDF + b" " * 1024 * 1024, "application/pdf")
    given = {"what": "document", "on": "05/03/2026", "text": "x", "file": file}

    answer = lan.post(f"{HOME}{uid}/ghi/", given)
    assert (answer.status_code, Attachment.objects.count()) == (422, 0)
    assert "lớn hơn mức cho phép" in words(answer)


def test_an_upload_needs_its_token(people: Mapping[str, Actor], media: Path) -> None:
    uid = opened(people)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="lan"))
    given = {"what": "note", "on": "05/03/2026", "text": "x"}

    assert strict.post(f"{HOME}{uid}/ghi/", given).status_code == 403
    strict.force_login(User.objects.get(username="nga"))
    assert strict.post(f"{HOME}{uid}/ghi/", given).status_code == 404


def test_readers_are_added_after_a_warning_and_removed_with_a_reason(
    lan: Client, people: Mapping[str, Actor]
) -> None:
    uid = opened(people)
    add = f"{HOME}{uid}/nguoi-doc/them/"

    unknown = lan.post(add, {"account": "Không Ai", "reason": "x"})
    assert "Không có tài khoản nào đang dùng mang tên như vậy" in words(unknown)
    warned = lan.post(add, {"account": "lê văn minh", "reason": "Phân công"})
    assert "Lê Văn Minh (minh)" in words(warned)
    assert "đọc được toàn bộ hồ sơ" in words(warned)
    assert Reader.objects.count() == 1
    settled(lan, add, {"account": "lê văn minh", "reason": "Phân công"})
    minh = people["minh"].user_id
    listed = words(lan.get(f"{HOME}{uid}/nguoi-doc/"))
    assert "Lê Văn Minh (minh)" in listed
    assert "Phân công" in listed

    remove = f"{HOME}{uid}/nguoi-doc/bo/{minh}/"
    assert lan.post(remove, {"reason": ""}).status_code == 422
    assert lan.post(remove, {"reason": "Xong"}).url == f"{HOME}{uid}/nguoi-doc/"
    assert "Đã từng đọc" in words(lan.get(f"{HOME}{uid}/nguoi-doc/"))
    assert lan.get(remove).status_code == 404
    own = f"{HOME}{uid}/nguoi-doc/bo/{people['lan'].user_id}/"
    assert "Phải còn ít nhất một người đọc" in words(lan.post(own, {"reason": "x"}))


def test_who_takes_oneself_off_comes_to_the_list(lan: Client, people: Mapping[str, Actor]) -> None:
    uid = opened(people)
    minh = people["minh"].user_id or 0
    commands.add_reader(actor=people["lan"], uid=uid, account=minh, reason="Thay")
    own = f"{HOME}{uid}/nguoi-doc/bo/{people['lan'].user_id}/"

    assert lan.post(own, {"reason": "Chuyển công tác"}).url == HOME
    assert lan.get(f"{HOME}{uid}/").status_code == 404


def test_a_record_is_closed_reopened_and_forgotten(
    lan: Client, people: Mapping[str, Actor]
) -> None:
    old = date(2001, 2, 3)
    uid = commands.open_record(actor=people["lan"], wanted=wanted(on=old, kind="verification"))
    root = f"{HOME}{uid}/"

    assert lan.post(f"{root}khep/", {"on": "03/02/2001", "outcome": ""}).status_code == 422
    assert lan.post(f"{root}khep/", {"on": "03/02/2001", "outcome": "Đã trả lời"}).url == root
    closed = words(lan.get(root))
    assert "Lưu đến hết 03/02/2011" in closed
    assert "Đã khép" in closed
    assert "Ghi thêm" not in closed
    assert lan.post(f"{root}mo-lai/", {"reason": "Tin mới"}).url == root
    lan.post(f"{root}khep/", {"on": "03/02/2001", "outcome": "Xong"})
    assert "không ai đọc lại được" in words(lan.post(f"{root}huy/", {"reason": "Hết hạn"}))
    assert settled(lan, f"{root}huy/", {"reason": "Hết hạn"}).url == HOME
    assert lan.get(root).status_code == 404
    assert Record.objects.get().key == ""


def test_who_looked_is_told_on_the_page(
    lan: Client, people: Mapping[str, Actor], record: str
) -> None:
    minh = Client()
    minh.force_login(User.objects.get(username="minh"))
    minh.get(f"{HOME}{record}/nguoi-doc/")

    page = words(lan.get(f"{HOME}{record}/"))
    assert "minh Xem: người đọc" in page
    assert "Lê Văn Minh (minh)" in page


def test_on_a_past_day_no_act_is_offered(lan: Client, record: str) -> None:
    now = lan.get(f"{HOME}{record}/").content.decode()
    past = lan.get(f"{HOME}{record}/?on=01/01/2026").content.decode()

    assert (f"{record}/ghi/" in now, f"{record}/ghi/" in past) == (True, False)
    assert (
        "nguoi-doc/them" not in lan.get(f"{HOME}{record}/nguoi-doc/?on=01/01/2026").content.decode()
    )
