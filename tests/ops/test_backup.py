"""Prove that a backup made while people write comes back whole, and nothing else does."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from threading import Event, Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction
from factories.small_membership import happen

from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import last_act
from dangbo.audit.queries import differences
from dangbo.base.kept import rebuilding
from dangbo.config import env
from dangbo.members.queries import find_member
from dangbo.ops.commands.backing_up import Made, make_backup
from dangbo.ops.commands.elsewhere import turned_to
from dangbo.ops.commands.restoring import Target, restore
from dangbo.ops.files import reading
from dangbo.ops.files.keeping import backups_in
from dangbo.ops.files.streams import CHUNK, HEAD_BYTES, TAG_BYTES, BackupError
from dangbo.ops.queries.snapshots import count_of
from dangbo.ops.queries.tables import LEFT_OUT, tables
from dangbo.papers.models import Paper, PaperFile

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


NAMED = f"papers/ab/ab/{'ab' * 32}"


def silent(_text: str) -> None:
    """Tell nobody."""


def back_up(place: Path, secret: str) -> Made:
    return make_backup(target=place / "one.dangbo", secret=secret, moment=NOW, tell=silent)


def in_file(directory: Path) -> Target:
    return Target(directory, env.sqlite, in_directory=True)


@contextmanager
def restored(directory: Path) -> Iterator[None]:
    with turned_to(env.sqlite(directory / "dangbo.sqlite3"), directory / "media"):
        yield


def left_in(place: Path) -> list[str]:
    return sorted(path.relative_to(place).as_posix() for path in place.rglob("*"))


def counts() -> dict[str, int]:
    return {table.name: count_of(connection, table.name) for table in tables()}


def test_a_backup_made_while_others_write_agrees_with_itself(
    register: Mapping[str, int], media: Path, tmp_path: Path, secret: str
) -> None:
    give_number()
    stop, wrote = Event(), Event()

    def write() -> None:
        while not stop.is_set():
            person = f"moi-{last_act().seq}"
            happen(
                date(2020, 1, 1),
                {
                    "change": "enter",
                    "person": person,
                    "org": register["y-te-1"],
                    "identity": {"name": "Phạm Văn Mới", "sex": "nam", "birth": "1980-01-01"},
                    "admitted": "2010-01-01",
                    "counted_from": "2010-01-01",
                    "standing": "official",
                },
            )
            wrote.set()
        connections.close_all()

    writer = Thread(target=write)
    writer.start()
    try:
        assert wrote.wait(60)
        made = back_up(tmp_path / "backups", secret)
        wrote.clear()
        assert wrote.wait(60)
    finally:
        stop.set()
        writer.join()

    again = tmp_path / "again"
    done = restore(source=made.path, target=in_file(again), secret=secret, tell=silent)
    assert (made.missing, done.findings) == ((), ())
    assert left_in(again) == [
        "dangbo.sqlite3",
        "media",
        "media/members",
        "media/members/empty",
        "media/members/photo",
    ]
    photo = Path("members", "photo")
    assert (again / "media" / photo).read_bytes() == (media / photo).read_bytes()
    told = done.backup.manifest
    assert told["journal"]["seq"] < last_act().seq
    with restored(again):
        assert {name: each["rows"] for name, each in told["tables"].items()} == counts()
        assert last_act().seq == told["journal"]["seq"]
        prove_in_use()


def give_number() -> None:
    number = {"kind": "citizen", "value": "022085001234"}
    happen(date(2021, 1, 1), {"change": "number", "person": "an", **number})


def prove_in_use() -> None:
    """Find, record, and be refused, as in a register that was never restored."""
    found = [
        find_member(actor=OPERATOR, text=text, on=date(2021, 1, 2)).uid
        for text in ("Nguyễn Văn An", "022085001234")
    ]
    assert found == ["an", "an"]
    quality = {"kind": "education", "value": "dai_hoc"}
    happen(date(2022, 1, 1), {"change": "attribute", "person": "an", **quality})
    assert [each for each in differences() if each[1]] == []
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_act SET reason = 'khác' WHERE seq = 1")


@pytest.mark.postgres
def test_a_backup_goes_into_another_postgresql_and_back_into_a_file(
    register: Mapping[str, int], tmp_path: Path, secret: str
) -> None:
    give_number()
    made = back_up(tmp_path / "backups", secret)
    own = connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS dangbo_again")
        cursor.execute("CREATE DATABASE dangbo_again")
    there: dict[str, Any] = {**own, "NAME": "dangbo_again"}
    target = Target(tmp_path / "again", lambda _path: there, in_directory=False)

    first = restore(source=made.path, target=target, secret=secret, tell=silent)
    second = Target(tmp_path / "second", lambda _path: there, in_directory=False)
    with pytest.raises(BackupError, match="không trống"):
        restore(source=made.path, target=second, secret=secret, tell=silent)
    with turned_to(there, tmp_path / "again" / "media"):
        again = back_up(tmp_path / "backups" / "again", secret)
        prove_in_use()
    last = restore(source=again.path, target=in_file(tmp_path / "file"), secret=secret, tell=silent)

    assert (first.findings, last.findings) == ((), ())
    assert not (tmp_path / "second").exists()
    # When a register was saved and proved last is its own; all else came along unchanged.
    then, now = (each.backup.contents.told() for each in (first, last))
    assert then["tables"].pop("ops_operation")["rows"] == 1
    assert now["tables"].pop("ops_operation")["rows"] == 1
    assert now == then


def test_what_is_cut_altered_or_strange_is_refused_and_leaves_nothing(
    register: Mapping[str, int], tmp_path: Path, secret: str
) -> None:
    made = back_up(tmp_path / "backups", secret)
    whole = made.path.read_bytes()
    wrong = tmp_path / "wrong.dangbo"
    borders = list(range(HEAD_BYTES, len(whole), CHUNK + TAG_BYTES))
    assert len(borders) > 2
    for cut in (0, 10, *borders, *(each + 1 for each in borders), len(whole) - 1):
        wrong.write_bytes(whole[:cut])
        with pytest.raises(BackupError):
            reading.read_through(wrong, secret)

    altered = bytearray(whole)
    altered[-20] ^= 1
    for content in (bytes(altered), whole + b"x"):
        wrong.write_bytes(content)
        with pytest.raises(BackupError):
            reading.read_through(wrong, secret)
    with pytest.raises(BackupError):
        restore(source=wrong, target=in_file(tmp_path / "again"), secret=secret, tell=silent)
    assert not (tmp_path / "again").exists()


def test_a_target_with_anything_in_it_is_refused(
    register: Mapping[str, int], tmp_path: Path, secret: str
) -> None:
    made = back_up(tmp_path / "backups", secret)
    place = tmp_path / "again"
    place.mkdir()
    (place / "secret.keys").write_text("khóa")
    (place / "note").write_text("của ai đó")

    with pytest.raises(BackupError, match="không trống"):
        restore(source=made.path, target=in_file(place), secret=secret, tell=silent)
    assert left_in(place) == ["note", "secret.keys"]


def test_a_backup_of_another_version_is_refused(
    register: Mapping[str, int], tmp_path: Path, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(tmp_path / "backups", secret)
    monkeypatch.setattr(
        "dangbo.ops.commands.restoring.migrations_here", lambda: ["orgs.0001_initial"]
    )

    with pytest.raises(BackupError, match="cấu trúc bảng khác"):
        restore(source=made.path, target=in_file(tmp_path / "again"), secret=secret, tell=silent)
    assert not (tmp_path / "again").exists()


def test_a_disk_that_lies_is_noticed_before_the_name_is_given(
    register: Mapping[str, int], tmp_path: Path, secret: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def altering(path: Path, secret: str) -> reading.Backup:
        content = bytearray(path.read_bytes())
        content[-30] ^= 4
        path.write_bytes(content)
        return reading.read_through(path, secret)

    monkeypatch.setattr("dangbo.ops.commands.backing_up.read_through", altering)
    with pytest.raises(BackupError):
        back_up(tmp_path / "backups", secret)
    assert left_in(tmp_path / "backups") == []


def test_a_file_that_a_row_names_in_vain_is_told(
    register: Mapping[str, int], media: Path, tmp_path: Path, secret: str
) -> None:
    digest = "ab" * 32
    row = {"name": "a.pdf", "media_type": "application/pdf", "size": 1, "digest": digest}
    act, paper = last_act(), Paper.objects.order_by("pk")[0]
    PaperFile.objects.create(paper=paper, recorded_by=act, **row)
    PaperFile.objects.create(
        paper=paper, recorded_by=act, removed_by=act, **{**row, "digest": "cd" * 32}
    )
    place = media / "papers" / "ab" / "ab"

    out = StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("backup", output=str(tmp_path / "backups"), stdout=out)
    assert left.value.code == 1
    assert out.getvalue().endswith(f"1 tệp mà thư mục tệp không có; tệp đầu tiên: {NAMED}\n")
    place.mkdir(parents=True)
    (place / digest).write_bytes(b"%")
    assert back_up(tmp_path / "backups", secret).missing == ()


def test_the_commands(
    register: Mapping[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "backups"
    out = StringIO()
    for _each in range(3):
        call_command("backup", output=str(place), keep=2, stdout=out)
    kept = backups_in(place)
    assert len(kept) == 2
    assert out.getvalue().count("Đã sao lưu và đọc lại") == 3
    assert out.getvalue().count("Đã xóa bản cũ") == 1
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}

    out = StringIO()
    call_command("backup", check=str(kept[-1]), stdout=out)
    assert "Bản sao lưu còn nguyên" in out.getvalue()
    again = tmp_path / "again"
    (again / ".restore-1").mkdir(parents=True)  # what a restore has left that was killed
    (again / ".restore-1" / "dangbo.sqlite3").write_bytes(b"half")
    (again / "secret.keys").write_text("khóa")
    call_command("restore", str(kept[-1]), to=again, stdout=out)
    assert out.getvalue().endswith("Sổ khớp với nhật ký.\n")
    assert [name for name in left_in(again) if "/" not in name] == [
        "dangbo.sqlite3",
        "media",
        "secret.keys",
    ]
    for command in (
        lambda: call_command("restore", str(kept[-1]), to=tmp_path / "again"),
        lambda: call_command("backup", output=str(kept[-1])),
        lambda: call_command("backup", check=str(tmp_path / "none.dangbo")),
    ):
        with pytest.raises(CommandError) as refused:
            command()
        assert refused.value.returncode == 2

    monkeypatch.setenv("DANGBO_BACKUP_KEY", "một khóa khác, cũng đủ dài")
    with pytest.raises(CommandError, match="Khóa sao lưu không đúng"):
        call_command("backup", check=str(kept[-1]))
    monkeypatch.setenv("DANGBO_BACKUP_KEY", "ngắn")
    with pytest.raises(env.EnvError, match="20 or more"):
        call_command("backup", output=str(place))


def test_every_table_is_saved_or_known_to_be_made_anew(db: None) -> None:
    names = set(connection.introspection.table_names())
    shadows = {name for name in names for each in rebuilding if name.startswith(f"{each}_")}
    notes = {each for each in names if each.endswith(("_never", "_unchecked"))}
    saved = {table.name for table in tables()}

    assert names - saved - shadows - notes - set(rebuilding) - LEFT_OUT == {"django_migrations"}


def test_tables_come_after_those_they_refer_to() -> None:
    places = {table.name: place for place, table in enumerate(tables())}
    wrong = [
        (table.name, field.name)
        for table in tables()
        for field in table.model._meta.local_concrete_fields
        if field.is_relation
        and field.related_model is not table.model
        and places[field.related_model._meta.db_table] > places[table.name]
    ]

    assert wrong == []
