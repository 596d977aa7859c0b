"""Prove that bytes become text, or are refused with an offer."""

import gzip
import zipfile
from io import BytesIO

import pytest
from history.samples import QUANG_NINH, codes, read, refused

from dangbo.history.files import MOST_BYTES, Undecoded, decoded_copy
from dangbo.history.files import texts as texts_module

TCVN3 = "title: §¶ng bé c¬ quan ChÝnh quyÒn\nname: Chi bé c¬ së Së Néi vô\n"


def test_a_mark_of_utf_8_is_taken_off() -> None:
    content = b"\xef\xbb\xbf" + QUANG_NINH.read_bytes()

    assert len(read(content, "qn.yaml").file) == len(read(QUANG_NINH.read_bytes(), "qn.yaml").file)


def test_tcvn3_bytes_are_offered_decoded() -> None:
    content = ("dangbo: 1\n" + TCVN3).encode("cp1252")

    assert refused(content, "cu.yaml") == [
        "cu.yaml:2:8: Tệp không phải UTF-8 mà là TCVN3. "
        "Chạy: dangbo load TỆP --decode-to TỆP-MỚI để có bản UTF-8, rồi xem lại."
    ]
    assert decoded_copy(content) == (
        "dangbo: 1\ntitle: Đảng bộ cơ quan Chính quyền\nname: Chi bộ cơ sở Sở Nội vụ\n".encode(),
        "TCVN3",
    )


def test_text_of_tcvn3_saved_as_utf_8_is_offered_decoded() -> None:
    copy, encoding = decoded_copy(("note: đã đổi\n" + TCVN3).encode())

    assert copy.decode().splitlines() == [
        "note: đã đổi",
        "title: Đảng bộ cơ quan Chính quyền",
        "name: Chi bộ cơ sở Sở Nội vụ",
    ]
    assert encoding == "TCVN3"


def test_vni_bytes_are_offered_decoded() -> None:
    content = "dangbo: 1\ntitle: Ñaûng boä cô quan tænh\nname: chi boä tröïc thuoäc\n".encode(
        "cp1252"
    )

    assert codes(content, "cu.yaml") == [("OLD_ENCODING", "")]
    assert decoded_copy(content)[1] == "VNI"


def test_a_name_in_an_old_coding_is_offered_decoded() -> None:
    text = QUANG_NINH.read_text(encoding="utf-8").replace(
        'name: "Đảng bộ cơ quan Bãi Cháy"', 'name: "§¶ng bé c¬ quan B·i Ch¸y"'
    )

    (line,) = refused(text, "qn.yaml")

    assert line.startswith("qn.yaml:")
    assert line.endswith(
        "organisations[3].name: Chữ theo mã cũ: “§¶ng bé c¬ quan B·i Ch¸y”. "
        "Đọc là “Đảng bộ cơ quan Bãi Cháy”; thay vào nếu đúng."
    )


def test_what_is_printed_in_an_old_coding_is_kept() -> None:
    text = QUANG_NINH.read_text(encoding="utf-8").replace(
        'as_printed: "hơn 2000 đảng viên"', 'as_printed: "h¬n 2000 ®¶ng viªn ®· kÕt n¹p"'
    )

    assert refused(text, "qn.yaml") == []


def test_utf_16_is_offered_decoded() -> None:
    content = QUANG_NINH.read_text(encoding="utf-8").encode("utf-16")

    assert codes(content, "qn.yaml") == [("OLD_ENCODING", "")]
    assert decoded_copy(content) == (QUANG_NINH.read_bytes(), "UTF-16")


def zipped() -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("bomb", bytes(1_000_000))
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (zipped(), "ZIP, XLSX, DOCX"),
        (gzip.compress(bytes(10_000), mtime=0), "GZIP"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
    ],
)
def test_other_files_are_refused_by_their_kind(content: bytes, kind: str) -> None:
    assert refused(content, "tep.yaml") == [
        f"tep.yaml: Đây là tệp {kind}, không phải tệp lịch sử. "
        "Chọn tệp .yaml hoặc .json; tệp nén phải giải nén trước."
    ]


def test_bytes_that_are_no_text_are_refused() -> None:
    assert codes(b"dangbo: 1\n\0", "tep.yaml") == [("NOT_TEXT", "")]
    assert codes(b"dangbo: 1\nx: \xff\xfe\xfa\xfb\n", "tep.yaml") == [("NOT_TEXT", "")]
    with pytest.raises(Undecoded):
        decoded_copy(b"\xff\xff\xff\0")


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_BYTES == 64 * 1024 * 1024
    monkeypatch.setattr(texts_module, "MOST_BYTES", 1_048_576)

    assert codes(b"#" * 1_048_577, "tep.yaml") == [("TOO_LARGE", "")]


def test_the_name_of_a_refusal_has_no_folders() -> None:
    assert refused(b"%PDF-1.7", "../../etc/tep.yaml")[0].startswith("tep.yaml: ")
