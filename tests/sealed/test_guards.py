"""Prove that the database keeps records as written, and that no file outlives its row."""

import os
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from time import time

import pytest
from django.db import DatabaseError, connection, models, transaction

from dangbo.accounts.access import OPERATOR, Actor, actor_of
from dangbo.accounts.commands import open_demonstration_accounts
from dangbo.accounts.models import User
from dangbo.audit.models import Act
from dangbo.base.secrets import new_key
from dangbo.sealed.commands import Brought, add_entry, remove_reader
from dangbo.sealed.commands.sweeping import sweep_daily, sweep_files
from dangbo.sealed.files.contents import CONTENTS
from dangbo.sealed.models import Attachment, Entry, Reader, Record
from dangbo.sealed.queries.records import record_page, records_of
from dangbo.sealed.replay import first_difference

ON = date(2026, 3, 2)
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def held(record: str, people: Mapping[str, Actor]) -> str:
    """Return the record with a file, and with a reader who was taken off."""
    file = Brought("don.pdf", BytesIO(PDF))
    lan = people["lan"]
    add_entry(actor=lan, uid=record, what="document", on=ON, text="", files=[file])
    account = people["minh"].user_id
    assert account is not None
    remove_reader(actor=lan, uid=record, account=account, reason="Hết việc")
    return record


def refused(rows: "models.QuerySet[models.Model]", **change: object) -> bool:
    """Say whether the database refuses a change, or with none the deleting, of rows."""
    try:
        with transaction.atomic():
            if change:
                rows.update(**change)
            else:
                rows._raw_delete(rows.db)
    except DatabaseError as error:
        return "what a confidential record holds is never" in str(error)
    return False


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("model", [Record, Entry, Attachment, Reader])
def test_nothing_is_deleted(model: type[models.Model]) -> None:
    with connection.constraint_checks_disabled():
        assert refused(model._default_manager.all())


@pytest.mark.usefixtures("held")
def test_what_was_written_stays() -> None:
    last = Act.objects.order_by("seq").last()
    assert last is not None
    entry, file = Entry.objects.order_by("pk"), Attachment.objects.all()
    gone = Reader.objects.filter(closed_by__isnull=False)
    stays = Reader.objects.filter(closed_by__isnull=True)
    assert (file.count(), gone.count(), stays.count()) == (1, 1, 1)

    assert refused(entry.filter(pk=entry[0].pk), sealed="x")
    assert refused(entry.filter(pk=entry[0].pk), act=last.seq + 1)
    assert refused(file, digest="0" * 64)
    assert refused(gone, closed_by=None)
    assert refused(gone, closed_by=1)
    assert refused(stays, opened_by=last.seq)
    assert refused(stays, user=gone[0].user_id)
    assert refused(Record.objects.all(), uid="0" * 32)
    assert first_difference() is None


@pytest.mark.usefixtures("held")
def test_what_the_acts_do_is_let_through() -> None:
    last = Act.objects.order_by("seq").last()
    assert last is not None

    assert not refused(Record.objects.all(), key=new_key())
    assert not refused(Attachment.objects.all(), gone_by=last)
    assert refused(Attachment.objects.all(), gone_by=None)
    assert not refused(Record.objects.all(), key="", forgotten_by=last)
    assert refused(Record.objects.all(), key=new_key(), forgotten_by=None)


def age(path: Path) -> None:
    before = time() - 2 * 24 * 60 * 60
    os.utime(path, (before, before))


def test_files_that_no_row_names_are_swept(held: str, people: Mapping[str, Actor]) -> None:
    loose = CONTENTS.keep("its act broke off")
    named = Attachment.objects.get().digest
    for path in CONTENTS.kept():
        age(path)
    fresh = CONTENTS.keep("its row comes in a moment")

    assert sweep_files() == 1
    assert {path.name for path in CONTENTS.kept()} == {named, fresh}
    for path in CONTENTS.kept():
        age(path)
    today = date(2030, 1, 1)
    sweep_daily(today)
    sweep_daily(today)
    assert {path.name for path in CONTENTS.kept()} == {named}
    assert loose != fresh
    assert record_page(actor=people["lan"], uid=held).row.standing.closed_on is None


@pytest.mark.django_db
def test_the_demonstration_has_one_record_with_two_readers(tmp_path: Path) -> None:
    for _time in range(2):
        open_demonstration_accounts(actor=OPERATOR, keep=tmp_path / "password")

    record = Record.objects.get()
    readers = Reader.objects.filter(record=record).values_list("user__username", flat=True)
    assert sorted(readers) == ["kiem-tra", "thuong-truc"]
    for username, count in (("kiem-tra", 1), ("thuong-truc", 1), ("to-chuc", 0), ("nhat-ky", 0)):
        actor = actor_of(User.objects.get(username=username))
        assert len(records_of(actor=actor)) == count, username
    (row,) = records_of(actor=actor_of(User.objects.get(username="kiem-tra")))
    assert row.standing.title.startswith("Minh họa")
    assert first_difference() is None
