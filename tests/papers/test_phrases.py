"""Every finding of the rules has its words, and they say facts as officers read them."""

import re
from datetime import date
from pathlib import Path

import pytest

from dangbo import rules
from dangbo.papers.enums import Force, Precision, Secrecy
from dangbo.papers.files import archives
from dangbo.papers.models import Paper
from dangbo.papers.phrases import in_words, sentence_of, value_in_words
from dangbo.papers.phrases.words import WORDS
from dangbo.rules import days
from dangbo.rules.instruments import instrument_on
from dangbo.rules.papers import FORCES, LENGTHS
from dangbo.rules.verdicts import Finding, Verdict, finding

RULES = Path(rules.__file__).parent


def test_every_code_has_words() -> None:
    source = "".join(
        (RULES / name).read_text(encoding="utf-8") for name in ("papers.py", "paper_files.py")
    )
    codes = set(re.findall(r"\"([A-Z]+(?:_[A-Z]+)+)\"", source))
    flaws = {getattr(archives, name) for name in ("BROKEN", "BOMB", "NESTED", "LOCKED", "MACROS")}

    assert sorted(codes | flaws) == sorted(WORDS)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            finding("DAY_DIFFERS", "day", stated="2022-04-12", given="2022-04-13"),
            "Số văn bản ghi ngày 12/04/2022, nhưng ngày ban hành được ghi là 13/04/2022. "
            "Sửa một trong hai ngày.",
        ),
        (
            finding("KIND_DIFFERS", "kind", number="537-QĐ/TU", stated="QĐ", given="NQ"),
            "Số 537-QĐ/TU ghi loại Quyết định (QĐ), nhưng loại được chọn là Nghị quyết (NQ). "
            "Sửa số, hoặc để trống loại văn bản để lấy theo số.",
        ),
        (
            finding("FILE_TOO_LARGE", "file", name="a.pdf", limit=50 * 1024 * 1024),
            "Tệp “a.pdf” lớn hơn mức cho phép (50 MB). Quét lại với độ phân giải thấp hơn "
            "(200–300 dpi), hoặc tách thành nhiều tệp.",
        ),
        (
            finding("FILE_TYPE_NOT_TAKEN", "file", name="a.pdf", looks_like=".doc"),
            "Không nhận tệp “a.pdf”: nội dung giống tệp Word cũ (.doc) hoặc tệp Word có mật khẩu. "
            "Chỉ nhận PDF, Word (.docx), PNG, JPEG, WebP, TIFF. Mở tệp và lưu lại thành PDF.",
        ),
        (
            finding("SECRET_WITH_FILE", "file", level="toi_mat"),
            "Văn bản Tối mật không được có tệp trong hệ thống này. Giữ bản gốc ở nơi lưu tài liệu "
            "mật; tệp vừa gửi không được lưu lại.",
        ),
    ],
)
def test_sentence_of_says_what_and_what_to_do(found: Finding, sentence: str) -> None:
    assert sentence_of(found) == sentence


def test_in_words_leads_from_a_twin_to_its_page() -> None:
    against = finding("TWIN_ON_DAY", "number_raw", paper="537-QĐ/TU", uid="x-1", term="")
    warning = finding("NUMBER_NOT_KNOWN", "number_raw")

    refusal, note = in_words(Verdict((against,), (warning,)))

    assert (refusal.level, refusal.url) == ("refusal", "/lam-viec/van-ban/x-1/")
    assert (note.level, note.url) == ("warning", "")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("day", {"first": "1965-05-01", "precision": "month", "text": ""}, "tháng 5/1965"),
        ("day", None, ""),
        ("kind", "NQ", "Nghị quyết"),
        ("own_series", True, "có"),
        ("secrecy", "mat", "Mật"),
        ("force", "expired", "Hết hiệu lực"),
        ("subject", "Về đất đai", "Về đất đai"),
    ],
)
def test_value_in_words(name: str, value: object, words: str) -> None:
    assert value_in_words(name, value) == words


def test_choices_are_those_of_the_rules() -> None:
    assert tuple(Force.values) == FORCES
    assert Precision.values == [each.value for each in days.Precision]
    assert Secrecy.values[1:] == instrument_on("secrecy", date(2026, 11, 22)).values["levels"]


def test_columns_hold_what_the_rules_let_through() -> None:
    columns = {"number_raw": "raw"}
    longest = {name: Paper._meta.get_field(columns.get(name, name)).max_length for name in LENGTHS}

    assert longest == {**LENGTHS, "subject": None}
