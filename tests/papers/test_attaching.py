"""Files of papers: kept with the act, removed with a reason, never kept for a secret paper."""

import hashlib
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.http import Http404
from papers import samples
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from dangbo.accounts.access import NOBODY, Actor
from dangbo.audit.models import Act
from dangbo.papers.commands import attach_file, remove_file, sweep_files
from dangbo.papers.files.storage import kept_digests, place_of
from dangbo.papers.models import Paper, PaperFile
from dangbo.papers.queries.verifying import first_difference
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.django_db
Recorder = Callable[..., Paper]

MB = 1024 * 1024
SIGNED = date(2022, 4, 12)
DIGEST = hashlib.sha256(samples.PDF).hexdigest()


@pytest.fixture
def paper(record: Recorder) -> Paper:
    return record("537-QĐ/TU", SIGNED)


def attach(
    actor: Actor, paper: Paper, name: str = "a.pdf", content: bytes = samples.PDF
) -> PaperFile:
    return attach_file(actor=actor, uid=paper.uid, name=name, content=BytesIO(content))


def refused(error: pytest.ExceptionInfo[RuleError]) -> list[str]:
    return [finding.code for finding in error.value.verdict.against]


def arriving(media: Path) -> list[Path]:
    incoming = media / "papers" / "incoming"
    return list(incoming.iterdir()) if incoming.exists() else []


def test_attach_file_keeps_content_and_act(actor: Actor, paper: Paper, media: Path) -> None:
    file = attach(actor, paper, name="../../QĐ 537.pdf")

    file.refresh_from_db()
    assert (file.paper_id, file.digest, file.name, file.media_type, file.size) == (
        paper.pk,
        DIGEST,
        "QĐ 537.pdf",
        "application/pdf",
        len(samples.PDF),
    )
    assert place_of(DIGEST).read_bytes() == samples.PDF
    act = Act.objects.latest("seq")
    assert (act.code, act.paper, file.recorded_by_id) == ("papers.file_attached", paper.uid, act.pk)
    assert act.params == {
        "digest": DIGEST,
        "name": "QĐ 537.pdf",
        "media_type": "application/pdf",
        "size": len(samples.PDF),
    }
    assert first_difference() is None
    assert arriving(media) == []


@pytest.mark.parametrize(
    ("name", "content", "codes"),
    [
        ("a.pdf", samples.PROGRAM, ["FILE_TYPE_NOT_TAKEN"]),
        (
            "a.docm",
            samples.docx({"word/vbaProject.bin": b"x"}),
            ["FILE_HAS_MACROS", "FILE_EXTENSION_DIFFERS"],
        ),
        ("a.docx", samples.docx({"word/media/a.bmp": bytes(15 * MB)}), ["FILE_UNPACKS_TOO_LARGE"]),
        ("a.pdf", b"", ["FILE_EMPTY"]),
        ("a.docx", samples.PDF, ["FILE_EXTENSION_DIFFERS"]),
    ],
    ids=["program", "macros", "bomb", "empty", "name"],
)
def test_attach_file_refuses_and_keeps_nothing(
    actor: Actor, paper: Paper, media: Path, name: str, content: bytes, codes: list[str]
) -> None:
    with pytest.raises(RuleError) as error:
        attach(actor, paper, name, content)

    assert refused(error) == codes
    assert (PaperFile.objects.count(), Act.objects.count()) == (0, 1)
    assert (list(kept_digests()), arriving(media)) == ([], [])


def test_attach_file_refuses_200_mb_without_reading_them(
    actor: Actor, paper: Paper, media: Path, settings: Settings
) -> None:
    settings.PAPER_FILE_LIMIT = 3 * MB
    stream = samples.Sparse(200 * MB)

    with pytest.raises(RuleError) as error:
        attach_file(actor=actor, uid=paper.uid, name="a.pdf", content=stream)  # type: ignore[arg-type]

    assert refused(error) == ["FILE_TOO_LARGE"]
    assert (stream.place, stream.largest) == (3 * MB + 1, MB)
    assert arriving(media) == []


def test_attach_file_reads_not_a_byte_for_a_secret_paper(
    actor: Actor, record: Recorder, media: Path
) -> None:
    paper = record("12-BC/TU", SIGNED, secrecy="mat", kept_at="Két 2")
    stream = samples.Sparse(100)

    with pytest.raises(RuleError) as error:
        attach_file(actor=actor, uid=paper.uid, name="a.pdf", content=stream)  # type: ignore[arg-type]

    assert refused(error) == ["SECRET_WITH_FILE"]
    assert stream.place == 0
    assert not media.exists()


def test_attach_file_refuses_the_same_content_twice(actor: Actor, paper: Paper) -> None:
    attach(actor, paper)

    with pytest.raises(RuleError) as error:
        attach(actor, paper, "other.pdf")

    assert refused(error) == ["FILE_ALREADY_ATTACHED"]


def test_attach_file_is_for_who_may_read_the_paper(actor: Actor, paper: Paper) -> None:
    with pytest.raises(Http404):
        attach(NOBODY, paper)
    with pytest.raises(PermissionDenied):
        remove_file(actor=NOBODY, uid=paper.uid, digest=DIGEST, reason="x")


def test_remove_file_forgets_the_content(
    actor: Actor,
    paper: Paper,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    file = attach(actor, paper)

    with django_capture_on_commit_callbacks(execute=True):
        remove_file(actor=actor, uid=paper.uid, digest=DIGEST, reason="nhầm văn bản")

    file.refresh_from_db()
    act = Act.objects.latest("seq")
    assert file.removed_by_id == act.pk
    assert (act.code, act.paper, act.reason) == (
        "papers.file_removed",
        paper.uid,
        "nhầm văn bản",
    )
    assert list(kept_digests()) == []
    assert first_difference() is None
    assert attach(actor, paper).pk != file.pk


def test_remove_file_spares_content_of_another_paper(
    actor: Actor,
    paper: Paper,
    record: Recorder,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    attach(actor, paper)
    attach(actor, record("538-QĐ/TU", SIGNED))

    with django_capture_on_commit_callbacks(execute=True):
        remove_file(actor=actor, uid=paper.uid, digest=DIGEST, reason="nhầm văn bản")

    assert list(kept_digests()) == [DIGEST]


def test_remove_file_wants_a_reason(actor: Actor, paper: Paper) -> None:
    attach(actor, paper)

    with pytest.raises(RuleError) as error:
        remove_file(actor=actor, uid=paper.uid, digest=DIGEST, reason=" ")

    assert refused(error) == ["REASON_MISSING"]
    assert list(kept_digests()) == [DIGEST]


def test_sweep_files_removes_what_a_broken_transaction_left(actor: Actor, paper: Paper) -> None:
    other = samples.png()
    attach(actor, paper)
    with transaction.atomic():
        attach(actor, paper, "b.png", other)
        transaction.set_rollback(True)

    kept = set(kept_digests())
    swept = sweep_files(actor=actor)

    assert kept == {DIGEST, hashlib.sha256(other).hexdigest()}
    assert (swept.left_behind, swept.without_paper) == (0, 1)
    assert list(kept_digests()) == [DIGEST]
    assert PaperFile.objects.count() == 1


def test_sweep_files_command_says_what_it_removed(actor: Actor, paper: Paper) -> None:
    attach(actor, paper)
    PaperFile.objects.all().delete()
    out = StringIO()

    call_command("sweep_files", stdout=out)

    assert out.getvalue() == "Đã dọn 0 tệp tải dở và 1 tệp không còn văn bản.\n"
    assert list(kept_digests()) == []
