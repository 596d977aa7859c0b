"""Prove that the console loads, exports and answers, with the exit codes of all commands."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from history.samples import QUANG_NINH, ROOT, as_bytes, small
from jsonschema import Draft202012Validator

from dangbo.audit.models import Act
from dangbo.history.models import Figure

pytestmark = pytest.mark.django_db


def run(*arguments: str, **options: Any) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write the small file."""
    path = tmp_path / "tep.json"
    path.write_bytes(as_bytes(small()))
    return path


def test_load_says_what_it_did(file: Path) -> None:
    assert run("load", str(file)) == (
        "tep.json: thêm 1 nguồn, 1 văn bản, 1 tổ chức đưa vào sổ, 1 tên gọi khác, 2 quyết định, "
        "1 Đại hội, 1 cán bộ được nêu tên, 1 số liệu công bố, 1 ghi chú.\n"
    )
    assert run("load", str(file)) == ("tep.json: đã nạp từ trước (10 mục); không ghi gì thêm.\n")


def test_load_dry_run_writes_nothing(file: Path) -> None:
    assert run("load", str(file), "--dry-run").endswith("Chỉ chạy thử: chưa ghi gì.\n")
    assert Act.objects.count() == 0


def test_load_answers_in_json(file: Path) -> None:
    answer = json.loads(run("load", str(file), "--json"))

    Draft202012Validator(schema("load")).validate(answer)
    assert (answer["committee"], answer["unchanged"], answer["added"]["decisions"]) == (
        "khoi",
        0,
        2,
    )


def test_load_refuses_a_wrong_file_with_every_line(file: Path) -> None:
    file.write_bytes(as_bytes(small(committee="khac", dangbo=1, notes=[{"key": "a"}])))

    with pytest.raises(CommandError) as caught:
        run("load", str(file))

    assert (caught.value.returncode, str(caught.value).splitlines()) == (
        2,
        [
            "không nạp gì cả, tệp có 4 lỗi:",
            "tep.json:104:3: notes[0]: Thiếu trường «org». Thêm trường này.",
            "tep.json:104:3: notes[0]: Thiếu trường «code». Thêm trường này.",
            "tep.json:104:3: notes[0]: Thiếu trường «text». Thêm trường này.",
            "tep.json:104:3: notes[0]: Thiếu trường «source». Thêm trường này.",
        ],
    )


def test_load_of_an_edited_file_leaves_with_one_and_corrects_with_a_reason(file: Path) -> None:
    run("load", str(file))
    value = small()
    value["figures"][0] |= {"value": 5023, "as_printed": "5.023"}
    file.write_bytes(as_bytes(value))

    with pytest.raises(SystemExit) as left:
        run("load", str(file))

    assert left.value.code == 1
    assert run("load", str(file), "--as-correction", "Nhầm số") == (
        "tep.json: đính chính 1 số liệu công bố.\n"
    )
    assert Figure.objects.get(voided_by=None).value == 5023


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_load_names_a_file_that_cannot_be_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="không đọc được"):
        run("load", str(tmp_path / name))


def test_load_of_200_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "lon.yaml"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)

    with pytest.raises(CommandError, match="lớn hơn 64 MB"):
        run("load", str(path))


def test_load_writes_a_decoded_copy_and_never_over_another(tmp_path: Path) -> None:
    old, new = tmp_path / "cu.yaml", tmp_path / "moi.yaml"
    old.write_bytes("title: §¶ng bé c¬ quan ChÝnh quyÒn\n".encode("cp1252"))

    assert run("load", str(old), "--decode-to", str(new)).endswith(
        "bằng UTF-8 (bản cũ: TCVN3). Xem lại rồi nạp.\n"
    )
    assert new.read_text(encoding="utf-8") == "title: Đảng bộ cơ quan Chính quyền\n"
    with pytest.raises(CommandError, match="không ghi được"):
        run("load", str(old), "--decode-to", str(new))


def test_export_writes_what_load_has_already(tmp_path: Path) -> None:
    run("load", str(QUANG_NINH))

    for output in ("xuat.yaml", "xuat.json"):
        path = tmp_path / output
        assert run("export", "qn-khoi", "-o", str(path)) == ""
        assert run("load", str(path)).startswith(f"{output}: đã nạp từ trước (128 mục)")
    assert run("export", "qn-khoi", "--json") == (tmp_path / "xuat.json").read_text("utf-8")


def test_export_of_nobody_names_the_nearest() -> None:
    run("load", str(QUANG_NINH))

    with pytest.raises(CommandError, match="qn-ha-long"):
        run("export", "Đảng bộ thành phố Hạ Lonh")


def test_figures_are_printed_with_their_conflicts() -> None:
    run("load", str(QUANG_NINH))

    lines = run("figures", "qn-khoi").splitlines()

    assert (
        "“hiện có” trong bài kỷ niệm 04/9/2022  Đảng viên: trên 7.500 người (in: “7.5000”) "
        "[dbk-2022] → Không thể có"
    ) in lines
    assert lines[-13:-10] == [
        "Mâu thuẫn và số không thể có:",
        "  Đảng viên (“hiện có” trong bài kỷ niệm 04/9/2022): nguồn in sai, được hiểu là 7.500.",
        "",
    ]
    assert lines[-2] == (
        "  Tổ chức cơ sở đảng (tháng 8/2022): 61 + 17 = 78, công bố 82: còn 4 chưa rõ."
    )


def test_figures_answer_in_json() -> None:
    run("load", str(QUANG_NINH))

    answer = json.loads(run("figures", "qn-khoi", "--json", "--on", "2020-02-01"))

    Draft202012Validator(schema("figures")).validate(answer)
    assert (answer["org"], answer["on"], len(answer["figures"])) == ("qn-khoi", "2020-02-01", 43)
    members = next(each for each in answer["figures"] if each["key"] == "dang-vien-2020")
    assert (members["value"], members["operator"], members["sources"]) == (
        5022,
        "exact",
        ["dbk-2020"],
    )


def schema(name: str) -> Any:
    return json.loads((ROOT / f"docs/json/{name}.schema.json").read_text(encoding="utf-8"))
