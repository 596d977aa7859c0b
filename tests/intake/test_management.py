"""Prove that `dangbo import` checks as the pages do, and keeps its exit codes."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from intake.lists import row, sheet

from dangbo.audit.models import Act
from dangbo.intake.models import Intake
from dangbo.members.models import Identity

pytestmark = pytest.mark.usefixtures("ids")
CLEAN = (row("Lê Thị Gấm", birth="23/02/1980"), row("Phạm Văn Hùng", birth="23/02/1975"))
WRONG = (*CLEAN, row("Bùi Văn Ích", birth="31/02/1980"))


def run(path: Path, *options: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("import", str(path), "--on", "2024-06-01", *options, stdout=out)
    except SystemExit as left:
        return int(str(left.code)), out.getvalue()
    return 0, out.getvalue()


def answer(path: Path, *options: str) -> tuple[int, dict[str, Any]]:
    code, text = run(path, "--json", *options)
    return code, json.loads(text)


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    path = tmp_path / "ds.xlsx"
    path.write_bytes(sheet(*CLEAN))
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "sai.xlsx"
    path.write_bytes(sheet(*WRONG))
    return path


def test_a_dry_run_of_a_clean_list_writes_nothing(clean: Path) -> None:
    acts = Act.objects.count()

    code, found = answer(clean, "--dry-run")

    assert (code, found["clean"], found["taken"]) == (0, True, False)
    assert found["counts"] == {
        "wrong": 0,
        "doubtful": 0,
        "new": 2,
        "changed": 0,
        "same": 0,
        "left": 0,
    }
    assert (Act.objects.count(), Intake.objects.count()) == (acts, 0)


def test_wrong_rows_are_told_with_reasons_and_exit_1(wrong: Path) -> None:
    code, found = answer(wrong, "--dry-run")

    assert (code, found["counts"]["wrong"], found["clean"]) == (1, 1, False)
    assert [(each["row"], each["state"]) for each in found["rows"]] == [(4, "wrong")]
    assert [each["code"] for each in found["rows"][0]["findings"]] == ["DAY_IMPOSSIBLE"]


def test_a_clean_list_is_taken_in(clean: Path) -> None:
    code, text = run(clean)

    assert (code, text.splitlines()[-1]) == (0, "Đã nhập vào sổ.")
    assert Identity.objects.filter(name__in=["Lê Thị Gấm", "Phạm Văn Hùng"]).count() == 2
    assert Intake.objects.get().stage == "taken"


def test_a_list_with_wrong_rows_is_not_taken_in_at_all(wrong: Path) -> None:
    code, text = run(wrong)

    assert (code, text.splitlines()[-1]) == (1, "Chưa ghi gì vào sổ.")
    assert "Dòng 4: Sai." in text
    assert Intake.objects.count() == 0


def test_what_a_list_does_not_say_is_given(tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    path.write_text("Họ tên;Năm sinh\nLê Thị Gấm;1980\n", encoding="utf-8")

    assert run(path, "--dry-run")[0] == 1
    assert run(path, "--dry-run", "--org", "10.1", "--standing", "official")[0] == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04", "Tệp bị hỏng"),
        (b"", "Tệp không có dòng nào"),
        ("Ngày sinh;Chi bộ\n1980;Chi bộ Văn phòng\n".encode(), "Chưa rõ cột nào cho biết là ai."),
    ],
)
def test_what_is_not_read_has_exit_code_2(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)

    with pytest.raises(CommandError) as refused:
        run(path, "--dry-run")

    assert refused.value.returncode == 2
    assert str(refused.value).startswith(told)


def test_a_file_that_is_not_there_has_exit_code_2(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refused:
        run(tmp_path / "khong-co.xlsx")

    assert refused.value.returncode == 2
