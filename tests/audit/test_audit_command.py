"""Prove `dangbo audit`: the proof with its exit codes, closing a day, searching."""

import json
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from audit.logs import build, run
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from dangbo.audit.commands import close_day, close_yesterday
from dangbo.audit.models import Closing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _logs(settings: Settings, tmp_path: Path) -> None:
    settings.CLOSINGS_ROOT = tmp_path / "closings"
    build()


def told(*arguments: str) -> tuple[int, list[str]]:
    """Return the exit code of `dangbo audit` and what it prints."""
    out = StringIO()
    try:
        call_command("audit", *arguments, stdout=out)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def test_verify_counts_what_holds() -> None:
    code, lines = told("verify")

    assert code == 0
    assert lines[:3] == [
        "sổ chốt (audit_closing): 3 dòng đúng.",
        "nhật ký các việc (audit_act): 6 dòng đúng.",
        "nhật ký lượt xem (audit_access): 6 dòng đúng.",
    ]
    assert lines[3].startswith("Nhật ký nguyên vẹn; đã so với 3 giá trị chốt (")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE audit_act SET reason = 'x' WHERE seq = 2",
            "nhật ký các việc (audit_act): dòng 2 không như lúc ghi: bị sửa hoặc bị chèn vào.",
        ),
        (
            "DELETE FROM audit_access WHERE seq = 2",
            "nhật ký lượt xem (audit_access): mất dòng 2.",
        ),
        (
            "DELETE FROM audit_access WHERE seq IN (2, 3)",
            "nhật ký lượt xem (audit_access): mất các dòng 2 đến 3.",
        ),
        (
            "INSERT INTO audit_payload (digest, body) VALUES ('zz', '{}')",
            "nội dung lớn (audit_payload): nội dung lớn zz không thuộc việc nào: bị chèn vào.",
        ),
    ],
)
def test_verify_names_the_first_row_that_does_not_hold(statement: str, words: str) -> None:
    run(statement)

    code, lines = told("verify")

    assert (code, lines[-1]) == (1, words)


def test_verify_compares_with_a_file_kept_elsewhere(tmp_path: Path) -> None:
    file = tmp_path / "chot.json"
    assert told("close", "-o", str(file))[0] == 0
    assert told("verify", "--closing", str(file))[0] == 0
    day = timezone.localdate()
    run("DELETE FROM audit_closing WHERE seq > 2", "DELETE FROM audit_act WHERE seq > 4")

    assert told("verify")[0] == 0
    code, lines = told("verify", "--closing", str(file))
    assert (code, lines[-1]) == (
        1,
        "sổ chốt (audit_closing): mất các dòng cuối, 3 đến ít nhất 4, đã chốt ngày"
        f" {day:%d/%m/%Y}.",
    )


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"dangbo_closing": 2}', "chốt", None])
def test_what_is_no_closing_is_refused(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "chot.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")

    with pytest.raises(CommandError, match=r"chot\.json"):
        told("verify", "--closing", str(file))


@pytest.mark.parametrize(("name", "value"), [("acts", -1), ("acts", "6"), ("hash", ""), ("day", 1)])
def test_a_damaged_closing_is_refused(tmp_path: Path, name: str, value: object) -> None:
    file = tmp_path / "chot.json"
    told("close", "-o", str(file))
    body = json.loads(file.read_text("ascii"))
    file.write_text(json.dumps({**body, name: value}), encoding="ascii")

    with pytest.raises(CommandError, match="không phải tệp chốt"):
        told("verify", "--closing", str(file))


def test_close_prints_a_new_closing_or_brings_out_an_old_one(tmp_path: Path) -> None:
    close_day(day=date(2026, 1, 5))
    _code, lines = told("close", "--day", "2026-01-05")
    assert json.loads("".join(lines))["number"] == 4
    _code, lines = told("close")
    assert json.loads("".join(lines))["number"] == 5
    assert told("close", "--day", "2026-01-05", "-o", str(tmp_path / "chot.pdf"))[0] == 0
    assert (tmp_path / "chot.pdf").read_bytes().startswith(b"%PDF")
    assert Closing.objects.count() == 5
    with pytest.raises(CommandError, match="06/01/2026"):
        told("close", "--day", "2026-01-06")
    with pytest.raises(CommandError):
        told("close", "--day", "30/02/2026")
    with pytest.raises(CommandError, match="Không ghi được"):
        told("close", "-o", str(tmp_path / "none" / "chot.json"))


def test_each_day_is_closed_once_and_its_file_kept(
    settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with django_capture_on_commit_callbacks(execute=True):
        close_yesterday(tomorrow)
        close_yesterday(tomorrow + timedelta(days=1))
        close_yesterday(tomorrow + timedelta(days=1))

    # `build` has closed today already.
    assert Closing.objects.count() == 4
    assert [file.name for file in Path(settings.CLOSINGS_ROOT).iterdir()] == [
        f"{tomorrow.isoformat()}-4.json"
    ]


def test_log_prints_the_newest_rows_first() -> None:
    _code, lines = told("log", "--actor", "lan", "--limit", "2")
    assert [line.split("\t")[0] for line in lines] == ["5", "3"]
    _code, lines = told("log", "--accesses", "--subject", "m-2", "--code", "read")
    assert [line.split("\t")[2:7] for line in lines] == [["lan", "10.0.0.7", "read", "Xem", "m-2"]]
    assert told("log", "--until", "2020-01-01") == (0, [])
