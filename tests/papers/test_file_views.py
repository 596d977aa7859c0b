"""Files over HTTP: sent in, sent out as attachments, refused in words, stopped at the limit."""

import hashlib
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from papers import samples
from pytest_django import Settings

from dangbo.accounts.models import User
from dangbo.papers.files.storage import kept_digests, remove_content
from dangbo.papers.models import Paper, PaperFile

pytestmark = pytest.mark.django_db
Recorder = Callable[..., Paper]

PAPER = "/lam-viec/van-ban/a/"
DIGEST = hashlib.sha256(samples.PDF).hexdigest()
MB = 1024 * 1024


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(User.objects.create(username="van-phong"))
    return client


@pytest.fixture(autouse=True)
def paper(record: Recorder) -> Paper:
    return record("537-QĐ/TU", date(2022, 4, 12), uid="a")


def sent(officer: Client, name: str = "a.pdf", content: bytes = samples.PDF) -> Any:
    return officer.post(f"{PAPER}tep/", {"file": SimpleUploadedFile(name, content)})


def test_attach_then_fetch_gives_the_same_bytes(officer: Client) -> None:
    assert officer.get(f"{PAPER}tep/").status_code == HTTPStatus.OK
    done = sent(officer, "Quyết định 537.pdf")

    answer = officer.get(f"{PAPER}tep/{DIGEST}/")

    assert done.headers["Location"] == PAPER
    assert b"".join(answer.streaming_content) == samples.PDF
    assert {
        name: answer.headers[name]
        for name in ("Content-Type", "Content-Length", "X-Content-Type-Options", "Cache-Control")
    } == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(samples.PDF)),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename*=utf-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh%20537.pdf"
    )


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", samples.PROGRAM, "nội dung giống tệp .exe"),
        ("a.docx", samples.OLD_WORD, "giống tệp Word cũ (.doc) hoặc tệp Word có mật khẩu"),
        ("a.docx", samples.docx({"word/vbaProject.bin": b"x"}), "có macro"),
        ("a.png", samples.PDF, "vốn là loại .pdf"),
        ("a.pdf", b"", "rỗng"),
    ],
)
def test_attach_refuses_in_words(officer: Client, name: str, content: bytes, words: str) -> None:
    answer = sent(officer, name, content)

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert words in answer.content.decode()
    assert PaperFile.objects.count() == 0


def test_attach_wants_a_file(officer: Client) -> None:
    assert officer.post(f"{PAPER}tep/").status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_attach_stops_a_large_upload_while_it_arrives(
    officer: Client, settings: Settings, media: Path
) -> None:
    settings.PAPER_FILE_LIMIT = MB

    answer = sent(officer, content=samples.PDF + bytes(3 * MB))

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "lớn hơn mức cho phép (1 MB)" in answer.content.decode()
    assert not media.exists()


def test_attach_takes_nothing_for_a_secret_paper(
    officer: Client, record: Recorder, media: Path
) -> None:
    record("12-BC/TU", uid="s", secrecy="tuyet_mat", kept_at="Két 2")
    path = "/lam-viec/van-ban/s/tep/"

    asked = officer.get(path)
    answer = officer.post(path, {"file": SimpleUploadedFile("a.pdf", samples.PDF)})

    for page in (asked, answer):
        assert "Văn bản Tuyệt mật không được có tệp trong hệ thống này." in page.content.decode()
        assert 'type="file"' not in page.content.decode()
    assert (asked.status_code, answer.status_code) == (200, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert not media.exists()


def test_attach_checks_the_token(paper: Paper) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(User.objects.create(username="to-chuc"))

    assert sent(careful).status_code == HTTPStatus.FORBIDDEN
    assert PaperFile.objects.count() == 0


def test_file_of_another_paper_is_not_found(officer: Client, record: Recorder) -> None:
    sent(officer)
    record("538-QĐ/TU", uid="b")

    for path in (f"/lam-viec/van-ban/b/tep/{DIGEST}/", f"{PAPER}tep/{'0' * 64}/"):
        assert officer.get(path).status_code == HTTPStatus.NOT_FOUND


def test_file_lost_on_the_disk_is_not_found(officer: Client) -> None:
    sent(officer)
    remove_content(DIGEST)

    assert officer.get(f"{PAPER}tep/{DIGEST}/").status_code == HTTPStatus.NOT_FOUND


def test_remove_file_asks_for_a_reason(
    officer: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    sent(officer, "nhầm.pdf")
    path = f"{PAPER}tep/{DIGEST}/go/"

    asked = officer.get(path)
    refused = officer.post(path, {"reason": " "})
    with django_capture_on_commit_callbacks(execute=True):
        done = officer.post(path, {"reason": "nhầm văn bản"})

    assert "Gỡ tệp “nhầm.pdf”" in asked.content.decode()
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert done.headers["Location"] == PAPER
    assert list(kept_digests()) == []
    assert officer.get(f"{PAPER}tep/{DIGEST}/").status_code == HTTPStatus.NOT_FOUND
