"""Prove what acts on confidential records do, and what is refused."""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from committing import take_down
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.http import Http404
from sealed.conftest import ON, TITLE, wanted

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.accounts.models import User
from dangbo.audit.commands import record_access
from dangbo.audit.models import Access, Act
from dangbo.audit.queries.proving import prove
from dangbo.rules.verdicts import RuleError
from dangbo.sealed import commands
from dangbo.sealed.models import Attachment, Entry, Reader, Record
from dangbo.sealed.queries.records import record_page, records_of, sealed_file
from dangbo.sealed.replay import first_difference

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
NEW = urlsafe_b64encode(b"n" * 32).decode("ascii")


def codes(act: Callable[..., object], **given: object) -> list[str]:
    with pytest.raises(RuleError) as refused:
        act(**given)
    return [each.code for each in refused.value.verdict.against]


def brought(content: bytes = PDF, name: str = "đơn của ông Kín.pdf") -> commands.Brought:
    return commands.Brought(name, BytesIO(content))


def test_a_record_tells_its_reader_all_that_was_done(
    record: str, people: Mapping[str, Actor]
) -> None:
    page = record_page(actor=people["minh"], uid=record)

    assert page.row.standing.title == TITLE
    assert page.row.standing.about["others"] == "Ông Trần Văn Kín"
    assert [(each.way, each.actor) for each in page.deeds] == [
        ("opened", "lan"),
        ("reader_added", "lan"),
        ("entered", "minh"),
    ]
    assert [(each.username, each.by, each.reason) for each in page.readers] == [
        ("lan", "lan", ""),
        ("minh", "lan", "Phân công thẩm tra"),
    ]
    assert [row.uid for row in records_of(actor=people["minh"])] == [record]


def test_nothing_of_it_stands_in_clear(record: str, people: Mapping[str, Actor]) -> None:
    commands.add_entry(
        actor=people["lan"], uid=record, what="document", on=ON, text="", files=[brought()]
    )
    rows = [*Act.objects.values_list("params", "reason", "paper", "code", "on")]
    rows += [*Entry.objects.values_list("sealed"), *Record.objects.values_list("uid", "key")]
    told = repr(rows)

    for word in ("quỹ", "Kín", "bưu điện", "thẩm tra", "denunciation", "2026-03-02", "minh"):
        assert word not in told
    assert set(Act.objects.values_list("code", flat=True)) == {"sealed.noted"}


def test_a_file_comes_back_as_it_was_and_lies_sealed(
    record: str, people: Mapping[str, Actor], media: Path
) -> None:
    commands.add_entry(
        actor=people["lan"], uid=record, what="document", on=ON, text="", files=[brought()]
    )
    digest = Attachment.objects.get().digest

    found = sealed_file(actor=people["minh"], uid=record, digest=digest)
    assert (found.name, found.media_type, found.content) == (
        "đơn của ông Kín.pdf",
        "application/pdf",
        PDF,
    )
    kept = [path for path in media.rglob("*") if path.is_file()]
    assert [path.relative_to(media).as_posix() for path in kept] == [
        f"sealed/{digest[:2]}/{digest}"
    ]
    assert b"PDF" not in kept[0].read_bytes()
    with pytest.raises(Http404):
        sealed_file(actor=people["nga"], uid=record, digest=digest)


def test_a_harmful_file_is_refused_and_leaves_nothing(
    record: str, people: Mapping[str, Actor], media: Path
) -> None:
    given = {"actor": people["lan"], "uid": record, "what": "document", "on": ON, "text": ""}

    assert codes(commands.add_entry, **given, files=[brought(b"MZ\x90\x00" * 50)]) == [
        "FILE_TYPE_NOT_TAKEN"
    ]
    assert codes(commands.add_entry, **given, files=[]) == ["ENTRY_EMPTY"]
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_only_signed_in_people_open_records(people: Mapping[str, Actor]) -> None:
    with pytest.raises(PermissionDenied):
        commands.open_record(actor=OPERATOR, wanted=wanted())
    assert codes(commands.open_record, actor=people["lan"], wanted=wanted(title=" ")) == [
        "TITLE_NEEDED"
    ]
    assert Record.objects.count() == 0


def test_one_who_can_sign_in_remains(record: str, people: Mapping[str, Actor]) -> None:
    lan, minh, nga = (people[name] for name in ("lan", "minh", "nga"))

    def removing(who: Actor) -> dict[str, object]:
        return {"actor": lan, "uid": record, "account": who.user_id, "reason": "Đổi phân công"}

    assert codes(commands.remove_reader, **removing(nga)) == ["NOT_A_READER"]
    User.objects.filter(pk=minh.user_id).update(is_active=False)
    assert codes(commands.remove_reader, **removing(lan)) == ["LAST_READER"]
    assert codes(commands.add_reader, **{**removing(nga), "reason": " "}) == [
        "READER_REASON_NEEDED"
    ]
    commands.remove_reader(**removing(minh))
    assert Reader.objects.filter(closed_by=None).get().user_id == lan.user_id
    assert codes(commands.add_reader, **removing(minh)) == ["ACCOUNT_CLOSED"]
    assert first_difference() is None


def test_a_record_is_closed_and_taken_up_again(record: str, people: Mapping[str, Actor]) -> None:
    given = {"actor": people["minh"], "uid": record}
    entry = {"what": "reply", "on": ON, "text": "Đã trả lời"}

    commands.close_record(**given, on=ON, outcome="Không đúng sự thật")
    assert codes(commands.add_entry, **given, **entry) == ["RECORD_CLOSED"]
    assert codes(commands.close_record, **given, on=ON, outcome="x") == ["RECORD_CLOSED"]
    page = record_page(actor=people["lan"], uid=record)
    assert (page.row.standing.outcome, page.kept_until) == ("Không đúng sự thật", date(2041, 3, 2))
    commands.reopen_record(**given, reason="Có tình tiết mới")
    commands.add_entry(**given, **entry)
    standing = record_page(actor=people["lan"], uid=record).row.standing
    assert (standing.closed_on, standing.outcome) == (None, "")


def test_a_record_past_its_time_is_forgotten_and_the_journal_stays_whole(
    record: str,
    people: Mapping[str, Actor],
    media: Path,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    given = {"actor": people["lan"], "uid": record}
    old = date(1999, 1, 5)
    uid = commands.open_record(actor=people["lan"], wanted=wanted(on=old))
    given = {"actor": people["lan"], "uid": uid}
    commands.add_entry(**given, what="document", on=old, text="", files=[brought()])
    assert codes(commands.forget_record, **given, reason="Hết hạn") == ["RECORD_OPEN"]
    commands.close_record(**given, on=old, outcome="Xong")
    acts = Act.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        commands.forget_record(**given, reason="Hết thời hạn lưu")

    row = Record.objects.get(uid=uid)
    assert (row.key, row.forgotten_by_id, Act.objects.count()) == ("", acts + 2, acts + 2)
    assert [path for path in media.rglob("*") if path.is_file()] == []
    with pytest.raises(Http404):
        record_page(**given)
    assert [each.uid for each in records_of(actor=people["lan"])] == [record]
    assert (first_difference(), prove().fault) == (None, None)


def test_a_record_still_kept_is_not_forgotten(record: str, people: Mapping[str, Actor]) -> None:
    given = {"actor": people["lan"], "uid": record}
    commands.close_record(**given, on=ON, outcome="Xong")

    assert codes(commands.forget_record, **given, reason="") == [
        "KEPT_STILL",
        "FORGET_REASON_NEEDED",
    ]
    assert record_page(**given).row.standing.outcome == "Xong"


def test_master_keys_change_and_nobody_counts_records(
    record: str, people: Mapping[str, Actor], settings: LazySettings
) -> None:
    settings.SECRET_KEYS = [NEW, *settings.SECRET_KEYS]
    out, progress = StringIO(), StringIO()
    call_command("keys", "rotate", stdout=out, stderr=progress)
    settings.SECRET_KEYS = [NEW]

    assert record_page(actor=people["lan"], uid=record).row.standing.title == TITLE
    lines = [line for line in out.getvalue().splitlines() if "sealed" in line]
    assert lines == ["sealed.Record.key: mở được hết"] * 2
    assert "sealed" not in progress.getvalue()


def unguarded() -> None:
    """Take the guards of the database away, as somebody with its rights may."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    take_down()


@pytest.mark.parametrize(
    ("model", "change", "told"),
    [
        (Entry, {"sealed": "x"}, "sealed_entry"),
        (Reader, {"closed_by": 2}, "sealed_reader"),
        (Record, {"uid": "0" * 32}, "sealed_entry"),
    ],
)
def test_what_was_altered_past_the_acts_is_found(
    record: str, model: type[Record], change: dict[str, object], told: str
) -> None:
    assert first_difference() is None
    row = model.objects.order_by("pk").first()
    unguarded()
    model.objects.filter(pk=row.pk).update(**change)

    found = first_difference()
    assert found is not None
    assert (found.split(":")[0], record in found) == (told, False)


def test_whoever_looked_is_told_to_readers(record: str, people: Mapping[str, Actor]) -> None:
    record_access(
        actor=people["minh"], code="read", kind="sealed", subject=record,
        facts={"page": "sealed:detail"},
    )  # fmt: skip

    found = record_page(actor=people["lan"], uid=record).viewings
    assert [(each.actor, each.page) for each in found] == [("minh", "sealed:detail")]
    assert Access.objects.count() == 1
