"""Give packages gone wrong to the reader: each gets its own clear answer."""

import io
import json
import re
import struct
import zlib
from collections.abc import Callable
from datetime import date
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile, ZipInfo

import pytest
from history.packages import parts_of, wish, zipped
from history.samples import ROOT
from history.test_exporting import reorganise

from dangbo.accounts.access import OPERATOR
from dangbo.history.commands import written_package
from dangbo.history.files import FileRefused
from dangbo.history.files.packages import archives, read_package, read_receipt
from dangbo.history.files.packages.writing import sha256
from dangbo.history.phrases.packages import PACKAGE_WORDS

pytestmark = pytest.mark.django_db
Spoil = Callable[[bytes], bytes]


@pytest.fixture
def content() -> bytes:
    reorganise(OPERATOR)
    return written_package(actor=OPERATOR, wish=wish(OPERATOR, "a", date(2002, 1, 1))).content


def codes(content: bytes) -> list[tuple[str, str]]:
    try:
        read_package(content, name="goi.zip")
    except FileRefused as refused:
        return [(each.code, str(dict(each.facts).get("name", ""))) for each in refused.problems]
    return []


def with_part(name: str, value: bytes) -> Spoil:
    return lambda content: zipped({**parts_of(content), name: value})


def without(name: str) -> Spoil:
    return lambda content: zipped(
        {each: part for each, part in parts_of(content).items() if each != name}
    )


def with_manifest(**changes: object) -> Spoil:
    def spoil(content: bytes) -> bytes:
        parts = parts_of(content)
        manifest = {**json.loads(parts["manifest.json"]), **changes}
        return zipped({**parts, "manifest.json": json.dumps(manifest).encode()})

    return spoil


def with_history(raw: bytes = b"", **changes: object) -> Spoil:
    """Change the history, and what the manifest says of it too."""

    def spoil(content: bytes) -> bytes:
        parts = parts_of(content)
        history = raw or json.dumps({**json.loads(parts["history.json"]), **changes}).encode()
        manifest = json.loads(parts["manifest.json"])
        manifest["files"][0] |= {"size": len(history), "sha256": sha256(history)}
        text = json.dumps(manifest).encode()
        return zipped({**parts, "manifest.json": text, "history.json": history})

    return spoil


def locked(content: bytes) -> bytes:
    """Set the mark of a password on each part, in both places that a zip has it."""
    found = bytearray(content)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = found.find(sign)
        while place >= 0:
            found[place + at] |= 1
            place = found.find(sign, place + 4)
    return bytes(found)


def twice(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, part in parts_of(content).items():
            archive.writestr(name, part)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("history.json", b"{}")
    return buffer.getvalue()


def other_method(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_LZMA) as archive:
        for name, part in parts_of(content).items():
            archive.writestr(name, part)
    return buffer.getvalue()


def one_bit(content: bytes) -> bytes:
    """Turn one bit inside the packed history."""
    at = content.index(b"history.json") + 200
    return content[:at] + bytes([content[at] ^ 0x10]) + content[at + 1 :]


BAD: dict[str, tuple[Spoil, list[tuple[str, str]]]] = {
    "nothing": (lambda _content: b"", [("PACKAGE_NOT_ZIP", "")]),
    "a picture": (lambda _content: b"\x89PNG\r\n" * 50, [("PACKAGE_NOT_ZIP", "")]),
    "cut off": (lambda content: content[:-100], [("PACKAGE_TRUNCATED", "")]),
    "half": (lambda content: content[: len(content) // 2], [("PACKAGE_TRUNCATED", "")]),
    "another zip": (
        lambda _content: zipped({"a.txt": b"a"}),
        [("PACKAGE_EXTRA", "a.txt"), ("PACKAGE_NOT_A_PACKAGE", "")],
    ),
    "a part more": (with_part("virus.exe", b"MZ"), [("PACKAGE_EXTRA", "virus.exe")]),
    "a way out": (with_part("../../etc/cron", b"x"), [("PACKAGE_STRANGE_NAME", "../../etc/cron")]),
    "a root": (with_part("/etc/passwd", b"x"), [("PACKAGE_STRANGE_NAME", "/etc/passwd")]),
    "a drive": (with_part("C:x", b"x"), [("PACKAGE_STRANGE_NAME", "C:x")]),
    "a folder": (with_part("goi/", b""), [("PACKAGE_STRANGE_NAME", "goi/")]),
    "a part less": (without("bien-ban.pdf"), [("PACKAGE_MISSING", "bien-ban.pdf")]),
    "a part twice": (twice, [("PACKAGE_TWICE", "history.json")]),
    "another method": (other_method, [("PACKAGE_METHOD", name) for name in archives.NAMES]),
    "locked": (locked, [("PACKAGE_LOCKED", name) for name in archives.NAMES]),
    "one bit": (one_bit, [("PACKAGE_PART_BROKEN", "history.json")]),
    "a part altered": (
        with_part("organisations.csv", b"x"),
        [("PACKAGE_DIGEST", "organisations.csv")],
    ),
    "a newer form": (with_manifest(dangbo_handover=2), [("PACKAGE_VERSION", "")]),
    "another manifest": (with_part("manifest.json", b'{"a": 1}'), [("PACKAGE_NOT_ONE", "")]),
    "no JSON": (with_part("manifest.json", b'{"a": '), [("JSON_SYNTAX", "")]),
    "deep JSON": (with_part("manifest.json", b"[" * 100_000), [("TOO_DEEP", "")]),
    "an impossible day": (with_manifest(on="2002-02-30"), [("PACKAGE_SHAPE", "")]),
    "a field more": (with_manifest(extra=1), [("PACKAGE_SHAPE", "")]),
    "no list of files": (with_manifest(files=[]), [("PACKAGE_LISTED", "")]),
    "counts that lie": (
        with_manifest(counts={"total": 9, "by_kind": []}),
        [("PACKAGE_COUNTS", "")],
    ),
    "history that is no text": (with_history(b'{"a": "\xff"}'), [("NOT_TEXT", "")]),
    "history that is a list": (with_history(b"[]"), [("NOT_A_HISTORY_FILE", "")]),
    "another history": (with_history(committee="khoi"), [("PACKAGE_OTHER_ORG", "history.json")]),
}


@pytest.mark.parametrize("what", BAD)
def test_reader_refuses(what: str, content: bytes) -> None:
    spoil, expected = BAD[what]

    assert codes(content) == []
    assert codes(spoil(content)) == expected


def test_reader_counts_what_comes_out_and_not_what_is_declared(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 1 << 20)
    bomb = with_part("history.json", b"0" * (5 << 20))(content)
    assert codes(bomb) == [("PACKAGE_UNPACKS", "history.json")]

    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(b"0" * (5 << 20)) + packed.flush()
    lying = bytearray(zipped({**parts_of(content), "history.json": b"0" * (5 << 20)}))
    at = lying.find(b"PK\x01\x02", lying.find(b"history.json", lying.find(b"PK\x01\x02")) - 60)
    struct.pack_into("<L", lying, at + 24, 1 << 10)

    assert len(body) < 1 << 13
    # It stops at what is declared, and the sum over that is not the one written down.
    assert codes(bytes(lying)) == [("PACKAGE_PART_BROKEN", "history.json")]


def test_reader_stops_before_a_great_table_of_contents(content: bytes) -> None:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for number in range(archives.MOST_ENTRIES + 1):
            archive.writestr(ZipInfo(f"{number}.json"), b"")

    assert codes(buffer.getvalue()) == [("PACKAGE_MANY", "")]


def test_reader_refuses_what_is_larger_than_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 100)

    assert codes(b"PK\x03\x04" * 30) == [("PACKAGE_TOO_LARGE", "")]


def test_every_reason_against_a_zip_is_told_at_once(content: bytes) -> None:
    spoiled = with_part("../a", b"")(with_part("b", b"")(without("README.txt")(content)))

    assert codes(spoiled) == [
        ("PACKAGE_EXTRA", "b"),
        ("PACKAGE_MISSING", "README.txt"),
        ("PACKAGE_STRANGE_NAME", "../a"),
    ]


def test_refusal_is_a_sentence_with_a_remedy(content: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        read_package(content[:-9], name="thu-muc/goi.zip")

    assert refused.value.lines() == [
        "goi.zip: Gói bị cắt cụt: thiếu phần cuối. Đề nghị bên giao chép hoặc gửi lại gói."
    ]


def test_page_of_the_package_explains_each_refusal() -> None:
    page = (ROOT / "docs" / "hand-over-package.md").read_text("utf-8")
    named = re.findall(r"`([A-Z]+_[A-Z_]+)`", page.split("## Refusals")[1])

    assert sorted(named) == sorted(PACKAGE_WORDS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"{}", "RECEIPT_NOT_ONE"),
        (b'{"dangbo_receipt": 2}', "RECEIPT_VERSION"),
        (b'{"dangbo_receipt": 1}', "PACKAGE_SHAPE"),
        (b"", "JSON_SYNTAX"),
        (b"PK\x03\x04", "OTHER_KIND_OF_FILE"),
        (b"\xff\xfe{", "OLD_ENCODING"),
    ],
)
def test_receipt_that_is_none_is_refused(text: bytes, expected: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_receipt(text, name="x.json")

    assert {each.code for each in refused.value.problems} == {expected}
