"""Files are known by their content, measured while they arrive, and kept whole or not at all."""

import hashlib
import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED

import pytest
from papers import samples
from pytest_django import Settings

from dangbo.papers.files.content import recognise
from dangbo.papers.files.names import safe_name
from dangbo.papers.files.storage import (
    discard,
    keep,
    kept_digests,
    open_content,
    place_of,
    receive,
    remove_content,
    remove_left_behind,
)

MB = 1024 * 1024
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WHOLE = {
    "application/pdf": samples.PDF,
    DOCX: samples.docx(),
    "image/png": samples.png(),
    "image/jpeg": samples.jpeg(),
    "image/webp": samples.webp(),
    "image/tiff": samples.tiff(),
}


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "content"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("media_type", list(WHOLE))
def test_recognise_knows_each_type_by_its_content(tmp_path: Path, media_type: str) -> None:
    found = recognise(written(tmp_path, WHOLE[media_type]))

    assert (found.media_type, found.flaws) == (media_type, ())


@pytest.mark.parametrize("media_type", list(WHOLE))
def test_recognise_sees_that_the_end_is_missing(tmp_path: Path, media_type: str) -> None:
    whole = WHOLE[media_type]

    found = recognise(written(tmp_path, whole[: len(whole) - 13]))

    assert (found.media_type, found.flaws) == (media_type, ("FILE_BROKEN",))


@pytest.mark.parametrize(
    ("content", "looks_like"),
    [
        (samples.OLD_WORD, ".doc"),
        (samples.PROGRAM, ".exe"),
        (samples.PAGE, ".html"),
        (b"GIF89a" + bytes(40), ".gif"),
        (samples.archive({"a.txt": "a"}), ".zip"),
        (samples.archive({"[Content_Types].xml": "", "xl/workbook.xml": ""}), ".xlsx"),
        (samples.archive({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), ".pptx"),
        (b"just words", ""),
        (samples.PAGE + samples.PDF, ".html"),
    ],
)
def test_recognise_names_what_is_not_kept(tmp_path: Path, content: bytes, looks_like: str) -> None:
    found = recognise(written(tmp_path, content))

    assert (found.media_type, found.looks_like) == ("", looks_like)


def bomb() -> bytes:
    return samples.docx({"word/media/image1.bmp": bytes(300 * MB // 20)})


def declaring(size: int) -> bytes:
    """Return a Word file whose table of contents declares a part of `size` bytes."""
    content = bytearray(samples.docx())
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, size)
    return bytes(content)


def overlapping() -> bytes:
    """Return a Word file whose parts together claim more packed bytes than the file has."""
    content = bytearray(samples.docx())
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 20, len(content))
    return bytes(content)


def long_contents() -> bytes:
    """Return a Word file that claims a table of contents of a gigabyte."""
    content = bytearray(samples.docx())
    struct.pack_into("<I", content, content.rfind(b"PK\x05\x06") + 12, 1024 * MB)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (bomb(), "FILE_UNPACKS_TOO_LARGE"),
        (declaring(2_000_000_000), "FILE_UNPACKS_TOO_LARGE"),
        (overlapping(), "FILE_UNPACKS_TOO_LARGE"),
        (long_contents(), "FILE_UNPACKS_TOO_LARGE"),
        (samples.docx({f"word/{at}.xml": "" for at in range(5_001)}), "FILE_UNPACKS_TOO_LARGE"),
        (samples.docx({"word/embeddings/more.zip": "PK"}), "FILE_HOLDS_ARCHIVE"),
        (samples.docx({"word/vbaProject.bin": b"\xd0\xcf"}), "FILE_HAS_MACROS"),
        (samples.docx({"word/embeddings/Sheet.xlsm": b"PK"}), "FILE_HAS_MACROS"),
        (samples.docx(types=samples.MACRO_TYPES), "FILE_HAS_MACROS"),
    ],
    ids=range(9),
)
def test_recognise_refuses_dangerous_word_files(tmp_path: Path, content: bytes, flaw: str) -> None:
    found = recognise(written(tmp_path, content))

    assert (found.media_type, found.flaws) == (DOCX, (flaw,))


def test_recognise_takes_word_files_with_charts_and_many_parts(tmp_path: Path) -> None:
    parts: dict[str, bytes | str] = {f"word/media/{at}.png": samples.png() for at in range(400)}
    content = samples.docx({**parts, "word/embeddings/Sheet1.xlsx": "PK"}, packed=ZIP_STORED)

    assert recognise(written(tmp_path, content)).flaws == ()


def test_recognise_says_that_a_word_file_is_locked(tmp_path: Path) -> None:
    content = bytearray(samples.docx())
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<H", content, at + 8, 1)

    assert recognise(written(tmp_path, bytes(content))).flaws == ("FILE_LOCKED",)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("537-QĐ-TU.pdf", "537-QĐ-TU.pdf"),
        ("../../etc/cron.d/x.pdf", "x.pdf"),
        ("C:\\Users\\A\\quyết định.docx", "quyết định.docx"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("tep\u202efdp.exe", "tepfdp.exe"),
        ("Quye\u0302\u0301t.pdf", "Quyết.pdf"),
        ("..", "tep"),
        ("", "tep"),
        (".pdf", "pdf"),
        ("x" * 400 + ".pdf", "x" * 147 + ".pdf"),
        ('a<b>:"|?*.png', "a_b______.png"),
    ],
)
def test_safe_name_keeps_the_last_part_only(given: str, kept: str) -> None:
    assert safe_name(given) == kept


def test_receive_then_keep_stores_under_the_hash(media: Path) -> None:
    received = receive(name="x.pdf", content=BytesIO(samples.PDF), limit=MB)
    digest = hashlib.sha256(samples.PDF).hexdigest()

    keep(received)

    assert received.digest == digest
    assert place_of(digest) == media / "papers" / digest[:2] / digest[2:4] / digest
    assert list(kept_digests()) == [digest]
    assert list((media / "papers" / "incoming").iterdir()) == []
    with open_content(digest) as content:
        assert content.read() == samples.PDF


def test_keep_twice_and_remove_leave_nothing(media: Path) -> None:
    for _ in range(2):
        keep(receive(name="x.pdf", content=BytesIO(samples.PDF), limit=MB))

    remove_content(hashlib.sha256(samples.PDF).hexdigest())

    assert list(kept_digests()) == []


def test_receive_stops_at_the_limit_of_a_200_mb_file(media: Path) -> None:
    stream = samples.Sparse(200 * MB)

    received = receive(name="x.pdf", content=stream, limit=2 * MB)  # type: ignore[arg-type]

    assert (received.facts.complete, received.facts.size) == (False, 2 * MB + 1)
    assert stream.place == 2 * MB + 1
    assert stream.largest <= MB
    discard(received)
    assert list((media / "papers" / "incoming").iterdir()) == []


def test_receive_leaves_nothing_when_the_stream_breaks(media: Path) -> None:
    class Broken(samples.Sparse):
        def read(self, size: int = -1) -> bytes:
            if self.place > MB:
                raise OSError("gone")
            return super().read(size)

    with pytest.raises(OSError, match="gone"):
        receive(name="x.pdf", content=Broken(9 * MB), limit=5 * MB)  # type: ignore[arg-type]

    assert list((media / "papers" / "incoming").iterdir()) == []


def test_remove_left_behind_spares_what_is_arriving() -> None:
    receive(name="x.pdf", content=BytesIO(samples.PDF), limit=MB)

    assert remove_left_behind() == 0
    assert remove_left_behind(older_than=-1) == 1


@pytest.mark.parametrize("digest", ["", "../../../etc/passwd", "g" * 64, "A" * 64])
def test_place_of_takes_a_hash_only(digest: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        place_of(digest)
