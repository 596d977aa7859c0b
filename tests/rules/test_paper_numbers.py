import re
from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.paper_numbers import (
    KIND_SPELLINGS,
    Issuer,
    PaperNumber,
    issuers,
    paper_kind_terms,
    paper_kinds,
    parse_number,
)

# The two patterns as rules.md 9.2 prints them.
RULE_PARTY = re.compile(
    r"^(?:Số\s*:?\s*)?(?P<num>\d{1,5}[a-zA-ZđĐ]?)\s*-\s*(?P<kind>[A-ZĐ][A-Za-zĐđ]{0,4})\s*/\s*"
    r"(?P<issuer>[A-ZĐƯ][A-Za-zĐđƯư]{0,9})"
    r"(?:\s*,?\s*ngày\s*(?P<d>\d{1,2})[-/](?P<m>\d{1,2})[-/](?P<y>\d{4}))?$",
    re.ASCII,
)
RULE_STATE = re.compile(r"^\d{1,5}/\d{4}/[A-ZĐ][A-Za-zĐđ]*\d*(-[A-ZĐ][A-Za-zĐđ0-9]*)*$", re.ASCII)

KINDS = "NQ QĐ QĐi CT KL QC TT HD TB BC KH QH CTr ĐA PA DA TTr CV BB TC GGT GCN GM"


def capitalised(first: str, more: str, most: int) -> st.SearchStrategy[str]:
    """Return strings that begin with one of `first`, as the patterns have them."""
    rest = st.text(alphabet=more, max_size=most)
    return st.builds(str.__add__, st.sampled_from(first), rest)


digits = st.text(alphabet="0123456789", min_size=1, max_size=5)
kinds = st.sampled_from(sorted(KIND_SPELLINGS)) | capitalised("ACQTĐ", "BQTĐđiry", 4)
party_numbers = st.builds(
    "{}{}{}{}{}{}{}{}".format,
    st.sampled_from(["", "Số", "Số ", "Số: "]),
    digits,
    st.sampled_from(["", "a", "Z", "đ", "Đ"]),
    st.sampled_from(["-", " - ", "- ", " -"]),
    kinds,
    st.sampled_from(["/", " / ", "/ "]),
    capitalised("TĐƯ", "TUWKđƯ", 9),
    st.sampled_from(
        ["", "ngày 12/4/2022", ", ngày 31-02-2020", " ,ngày29/2/2024", "ngày 00/1/2020"]
    ),
)
state_numbers = st.builds(
    "{}/{:04}/{}{}{}".format,
    digits,
    st.integers(0, 9999),
    capitalised("NQĐ", "BPđhi", 3),
    st.sampled_from(["", "1", "15"]),
    st.sampled_from(["", "-CP", "-BTC-BNV", "-UBTVQH13"]),
)
broken = st.builds(str.__add__, party_numbers | state_numbers, st.sampled_from(".-/ 1a"))
anything = st.text() | party_numbers | state_numbers | broken | st.text(alphabet="019QĐđi-/ Sốngày")


@pytest.mark.parametrize(
    ("raw", "normal", "number", "kind", "issuer"),
    [
        ("139-QĐ/TU", "139-QĐ/TU", 139, "QĐ", "TU"),
        ("293-QĐ/TW", "293-QĐ/TW", 293, "QĐ", "TW"),
        ("961-QĐ/TU", "961-QĐ/TU", 961, "QĐ", "TU"),
        ("535-QĐ/TU", "535-QĐ/TU", 535, "QĐ", "TU"),
        ("536-QĐ/TU", "536-QĐ/TU", 536, "QĐ", "TU"),
        ("537-QĐ/TU", "537-QĐ/TU", 537, "QĐ", "TU"),
        ("18-NQ/TW", "18-NQ/TW", 18, "NQ", "TW"),
        ("09 - ĐA/TU", "09-ĐA/TU", 9, "ĐA", "TU"),
        ("32-NQ/TW", "32-NQ/TW", 32, "NQ", "TW"),
        ("72- KL/TW", "72-KL/TW", 72, "KL", "TW"),
        ("14-QĐ/TW", "14-QĐ/TW", 14, "QĐ", "TW"),
        ("721-QĐ/TU", "721-QĐ/TU", 721, "QĐ", "TU"),
        ("1521-QĐ/TU", "1521-QĐ/TU", 1521, "QĐ", "TU"),
        ("01-NQ/ĐU", "01-NQ/ĐU", 1, "NQ", "ĐU"),
        ("06-CT/TW", "06-CT/TW", 6, "CT", "TW"),
        ("03 -CT/TW", "03-CT/TW", 3, "CT", "TW"),
        ("05- CT/TW", "05-CT/TW", 5, "CT", "TW"),
        ("05-CT/TW", "05-CT/TW", 5, "CT", "TW"),
        ("12-HD/BTCTW", "12-HD/BTCTW", 12, "HD", "BTCTW"),
        ("3296-CV/BTCTW", "3296-CV/BTCTW", 3296, "CV", "BTCTW"),
        ("15-Qđi/TU", "15-QĐi/TU", 15, "QĐi", "TU"),
        ("07-QĐi/TW", "07-QĐi/TW", 7, "QĐi", "TW"),
        ("15-Qđ/TU", "15-QĐ/TU", 15, "QĐ", "TU"),
        ("1-CTR/ĐUK", "01-CTr/ĐUK", 1, "CTr", "ĐUK"),
        ("2-TTr/ThU", "02-TTr/ThU", 2, "TTr", "ThU"),
        ("Số 4-QĐ/TU", "04-QĐ/TU", 4, "QĐ", "TU"),
        ("Số: 0005 - QĐ / TU", "05-QĐ/TU", 5, "QĐ", "TU"),
        ("537–QĐ/TU", "537-QĐ/TU", 537, "QĐ", "TU"),
        ("537\u2011QÐ/TU\u00a0", "537-QĐ/TU", 537, "QĐ", "TU"),
        (normalize("NFD", "số 1-ĐA/ĐƯK"), "01-ĐA/ĐƯK", 1, "ĐA", "ĐƯK"),
        ("1-XYZ/QQQ", "01-XYZ/QQQ", 1, "XYZ", "QQQ"),
        ("1-QD/TU", "01-QD/TU", 1, "QD", "TU"),
    ],
)
def test_parse_number_reads_party_numbers(
    raw: str, normal: str, number: int, kind: str, issuer: str
) -> None:
    assert parse_number(raw) == PaperNumber(
        raw=raw, form="party", normal=normal, number=number, kind=kind, issuer=issuer
    )


@pytest.mark.parametrize(
    ("raw", "normal", "suffix"),
    [("15a-QĐ/TU", "15a-QĐ/TU", "a"), ("5Đ - NQ/TW", "05Đ-NQ/TW", "Đ")],
)
def test_parse_number_keeps_a_letter_behind_the_number(raw: str, normal: str, suffix: str) -> None:
    read = parse_number(raw)

    assert (read.form, read.normal, read.suffix) == ("party", normal, suffix)


@pytest.mark.parametrize(
    ("raw", "normal", "number", "year", "kind", "issuer"),
    [
        ("30/2020/NĐ-CP", "30/2020/NĐ-CP", 30, 2020, "NĐ", "CP"),
        ("29/2024/NĐ-CP", "29/2024/NĐ-CP", 29, 2024, "NĐ", "CP"),
        ("117/2025/QH15", "117/2025/QH15", 117, 2025, "", "QH15"),
        ("5/2020/TTLT-BTC-BNV", "05/2020/TTLT-BTC-BNV", 5, 2020, "TTLT", "BTC-BNV"),
        ("Số 12 / 2019/QĐ - TTg", "12/2019/QĐ-TTg", 12, 2019, "QĐ", "TTg"),
    ],
)
def test_parse_number_reads_state_numbers(
    raw: str, normal: str, number: int, year: int, kind: str, issuer: str
) -> None:
    assert parse_number(raw) == PaperNumber(
        raw=raw, form="state", normal=normal, number=number, kind=kind, issuer=issuer, year=year
    )


@pytest.mark.parametrize(
    ("raw", "normal", "day"),
    [
        ("293-QĐ/TW, ngày 23/3/2010", "293-QĐ/TW", date(2010, 3, 23)),
        ("961-QĐ/TU ngày 29-01-2013", "961-QĐ/TU", date(2013, 1, 29)),
        ("30/2020/NĐ-CP ngày 05/03/2020", "30/2020/NĐ-CP", date(2020, 3, 5)),
        ("1-QĐ/TU ngày 29/02/2020", "01-QĐ/TU", date(2020, 2, 29)),
    ],
)
def test_parse_number_reads_the_day_that_follows(raw: str, normal: str, day: date) -> None:
    read = parse_number(raw)

    assert (read.normal, read.day) == (normal, day)


@pytest.mark.parametrize(
    "raw",
    [
        "13/CP-CP",
        "1234/QĐ-UBND",
        "537-qđ/tu",
        "537-QĐ",
        "537 QĐ/TU",
        "0-QĐ/TU",
        "00/2020/NĐ-CP",
        "123456-QĐ/TU",
        "-537-QĐ/TU",
        "Quyết định số 139-QĐ/TU",
        "139-QĐ/TU.",
        "139-QĐ/TU ngày 30/02/2020",
        "139-QĐ/TU ngày 12/31/2020",
        "139-QĐ/TU ngày 12/4/22",
        "٥٣٧-QĐ/TU",
        "Chương trình 135",
        "?",
        "",
    ],
)
def test_parse_number_keeps_other_texts_as_written(raw: str) -> None:
    assert parse_number(raw) == PaperNumber(raw=raw, form="unparsed", normal=raw)


def test_parse_number_keeps_an_unread_text_in_nfc_without_spaces_around() -> None:
    raw = normalize("NFD", "\u00a0 Đề án  196\n")

    assert parse_number(raw) == PaperNumber(raw=raw, form="unparsed", normal="Đề án  196")


@given(anything)
def test_parse_number_of_a_normal_number_is_itself(raw: str) -> None:
    read = parse_number(raw)
    again = parse_number(read.normal)

    assert again.normal == read.normal
    assert (again.form, again.number, again.kind) == (read.form, read.number, read.kind)


@given(anything)
def test_parse_number_reads_nothing_that_the_rule_does_not(raw: str) -> None:
    read = parse_number(raw)

    ruled = {"party": RULE_PARTY, "state": RULE_STATE}.get(read.form)
    assert (ruled is None) == (read.form == "unparsed")
    assert ruled is None or ruled.match(read.normal)
    assert (read.number is None) == (read.form == "unparsed")


@given(party_numbers)
def test_parse_number_reads_every_party_number_of_the_rule(raw: str) -> None:
    found = RULE_PARTY.fullmatch(raw)
    assert found is not None
    number = int(re.sub(r"\D", "", found["num"]))

    read = parse_number(raw)

    if number > 0 and is_possible(found["d"], found["m"], found["y"]):
        assert (read.form, read.number, read.issuer) == ("party", number, found["issuer"])
        assert read.kind == KIND_SPELLINGS.get(found["kind"], found["kind"])
    else:
        assert read.form == "unparsed"


@given(state_numbers)
def test_parse_number_reads_every_state_number_of_the_rule(raw: str) -> None:
    assert RULE_STATE.fullmatch(raw)
    number, year, code = raw.split("/")

    read = parse_number(raw)

    if int(number) > 0:
        assert (read.form, read.number, read.year) == ("state", int(number), int(year))
        assert "-".join(filter(None, (read.kind, read.issuer))) == code
    else:
        assert read.form == "unparsed"


def is_possible(day: str | None, month: str | None, year: str | None) -> bool:
    if day is None or month is None or year is None:
        return True
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


@given(
    st.integers(1, 99_999), st.sampled_from(sorted(paper_kinds())), st.sampled_from(["TU", "ĐU"])
)
def test_parse_number_reads_back_every_kind(number: int, kind: str, issuer: str) -> None:
    read = parse_number(f"{number}-{kind}/{issuer}")

    assert (read.number, read.kind, read.issuer) == (number, kind, issuer)
    assert read.normal == f"{number:02}-{kind}/{issuer}"


def test_paper_kinds_hold_the_kinds_of_the_rule() -> None:
    kinds = paper_kinds()

    assert set(KIND_SPELLINGS.values()) <= set(kinds)
    assert set(KIND_SPELLINGS).isdisjoint(kinds)
    assert (kinds["QĐ"], kinds["QĐi"], kinds["ĐA"]) == ("quyết định", "quy định", "đề án")
    assert set(kinds) == set(KINDS.split())
    assert len(set(kinds.values())) == len(kinds)


def test_paper_kind_terms_name_each_kind_in_english() -> None:
    terms = paper_kind_terms()

    assert list(terms) == list(paper_kinds())
    assert (terms["QĐ"], terms["QĐi"]) == ("decision", "regulation")
    assert len(set(terms.values())) == len(terms)


def test_issuers_say_who_signs_with_a_code() -> None:
    known = issuers()

    assert known["TU"] == Issuer("TU", "Tỉnh ủy, Thành ủy", "province")
    assert known["ĐUK"] == Issuer("ĐUK", "Đảng ủy Khối", "intermediate")
    assert all(parse_number(f"01-QĐ/{code}").issuer == code for code in known)
    assert {each.level for each in known.values()} == {
        "central",
        "province",
        "district",
        "intermediate",
        "several",
        "cell",
        "union",
    }
