"""Run the console: hand over, receive, answer; each refusal is a sentence and leaves with 2."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from history.test_exporting import reorganise
from history.test_receiving import home

from dangbo.accounts.access import Actor
from dangbo.audit.models import Act
from dangbo.orgs.models import Org

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path / "media")


def run(*words: str | Path) -> list[str]:
    out = StringIO()
    call_command(*map(str, words), stdout=out, stderr=out)
    return out.getvalue().splitlines()


def refused(*words: str | Path) -> str:
    with pytest.raises(CommandError) as error:
        run(*words)
    assert error.value.returncode == 2
    return str(error.value)


def packed(actor: Actor, tmp_path: Path) -> Path:
    """Write a package by the console, and take its register away."""
    file = tmp_path / "goi.zip"
    with transaction.atomic():
        reorganise(actor)
        said = run("handover", "a", "--on", "2002-01-01", "-o", file, "--to", "Tỉnh B")
        transaction.set_rollback(True)
    assert said[:3] == [
        f"{file}: Đảng bộ a, 2 tổ chức đảng.",
        "  Đảng bộ cơ sở: 1",
        "  Chi bộ trực thuộc: 1",
    ]
    return file


def test_console_hands_over_and_receives(actor: Actor, tmp_path: Path) -> None:
    file = packed(actor, tmp_path)
    home(actor)
    terms = (file, "--under", "uy-b", "--reason", "Theo biên bản")

    tried = run("receive", *terms, "--dry-run")
    assert tried[-1] == "Chỉ chạy thử: chưa ghi gì."
    assert not Org.objects.filter(uid="a").exists()

    assert run("receive", *terms) == [
        "Đảng bộ a: nhận 2 tổ chức đảng.",
        "  Đảng bộ cơ sở: 1",
        "  Chi bộ trực thuộc: 1",
        "Trực thuộc Đảng bộ B từ ngày 01/01/2002.",
        f"Biên nhận để gửi lại bên giao: {tmp_path / 'goi.bien-nhan.json'}",
    ]
    acts = Act.objects.count()
    assert run("receive", *terms)[0] == ("Đảng bộ a: gói này đã nhận từ trước; không ghi gì thêm.")
    assert Act.objects.count() == acts
    receipt: Any = json.loads((tmp_path / "goi.bien-nhan.json").read_text("utf-8"))
    assert receipt["under"] == {"key": "uy-b", "name": "Đảng bộ B"}
    assert refused("handover", "--receipt", tmp_path / "goi.bien-nhan.json").startswith(
        "chưa ghi được biên nhận:\ngoi.bien-nhan.json: Sổ này chưa bàn giao gói nào có mã"
    )


def test_console_refuses_in_a_sentence(actor: Actor, tmp_path: Path) -> None:
    file = packed(actor, tmp_path)
    home(actor, "a")
    (tmp_path / "hong.zip").write_bytes(file.read_bytes()[:-9])

    assert refused("receive", file, "--under", "uy-b") == (
        "không nhận gì cả:\ngoi.zip: Gói không kèm quyết định nên chưa có căn cứ đưa về trực "
        "thuộc. Ghi lý do (--reason)."
    )
    assert "Khóa a của «Đảng bộ a»" in refused("receive", file)
    assert "bị cắt cụt" in refused("receive", tmp_path / "hong.zip")
    assert "không đọc được" in refused("receive", tmp_path / "khong-co.zip")
    assert "Không có tổ chức nào" in refused("receive", file, "--under", "không có")
    assert "cần tổ chức và tệp" in refused("handover", "a")
    nowhere = tmp_path / "khong-co" / "goi.zip"
    assert "không ghi được" in refused("handover", "a", "-o", nowhere)
    assert "chưa lập được gói" in refused(
        "handover", "a", "--paper", "9-QĐ/TU", "-o", tmp_path / "x.zip"
    )
    assert not (tmp_path / "x.zip").exists()
