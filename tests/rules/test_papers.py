"""A paper must agree with its own number, have something to cite, and keep no secret content."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.paper_drafts import PaperDraft, kind_code, read_draft
from dangbo.rules.papers import Neighbours, may_amend, may_record, may_remove_file
from dangbo.rules.verdicts import Verdict

TODAY = date(2026, 11, 22)
SIGNED = PartialDay(date(2022, 4, 12), Precision.DAY)
WHOLE = PaperDraft(
    number_raw="537-QĐ/TU",
    issuer="Ban Thường vụ Tỉnh ủy Quảng Ninh",
    day=SIGNED,
    subject="Chuyển giao 17 tổ chức đảng",
)


def codes(verdict: Verdict) -> tuple[list[str], list[str]]:
    return [each.code for each in verdict.against], [each.code for each in verdict.warnings]


def judged(**changes: object) -> tuple[list[str], list[str]]:
    return codes(may_record(draft=replace(WHOLE, **changes), on=TODAY))


def month(year: int, number: int) -> PartialDay:
    return PartialDay(date(year, number, 1), Precision.MONTH)


def test_may_record_takes_a_whole_paper() -> None:
    assert judged() == ([], [])


def test_full_takes_from_the_number_what_it_says() -> None:
    full = read_draft(PaperDraft(number_raw="09 - ĐA/TU, ngày 5/3/2020")).full

    assert (full.kind, full.issuer_code) == ("ĐA", "TU")
    assert full.day == PartialDay(date(2020, 3, 5), Precision.DAY)


def test_full_takes_the_year_of_a_state_number() -> None:
    full = read_draft(PaperDraft(number_raw="30/2020/NĐ-CP")).full

    assert (full.kind, full.issuer_code) == ("NĐ", "CP")
    assert full.day == PartialDay(date(2020, 1, 1), Precision.YEAR)


def test_full_keeps_an_exact_day_over_the_month() -> None:
    draft = PaperDraft(number_raw="05-CT/TW ngày 15/5/2016", day=month(2016, 5))

    assert read_draft(draft).full.day == PartialDay(date(2016, 5, 15), Precision.DAY)


@given(
    number=st.integers(1, 99_999),
    kind=st.sampled_from(["QĐ", "NQ", "CTr", "QĐi"]),
    issuer=st.sampled_from(["TU", "ĐUK", "TW"]),
)
def test_own_words_and_full_undo_each_other(number: int, kind: str, issuer: str) -> None:
    full = read_draft(replace(WHOLE, number_raw=f"{number}-{kind}/{issuer}")).full

    words = read_draft(full).own_words

    assert (words.kind, words.issuer_code, words.day) == ("", "", SIGNED)
    assert read_draft(words).full == full


@pytest.mark.parametrize(
    ("given", "code"),
    [("QĐ", "QĐ"), ("Qđi", "QĐi"), ("quyết định", "QĐ"), ("Nghị quyết", "NQ"), ("XX", "XX")],
)
def test_kind_code_takes_codes_spellings_and_names(given: str, code: str) -> None:
    assert kind_code(given) == code


@pytest.mark.parametrize(
    ("changes", "against"),
    [
        ({"kind": "NQ"}, ["KIND_DIFFERS"]),
        ({"issuer_code": "TW"}, ["ISSUER_DIFFERS"]),
        ({"number_raw": "537-QĐ/TU ngày 13/4/2022"}, ["DAY_DIFFERS"]),
        ({"number_raw": "30/2020/NĐ-CP"}, ["YEAR_DIFFERS"]),
        ({"day": PartialDay(date(1899, 12, 31), Precision.DAY)}, ["DAY_TOO_EARLY"]),
        ({"uid": "a/b"}, ["UID_MALFORMED"]),
        ({"uid": "quyết"}, ["UID_MALFORMED"]),
        ({"uid": "xuat"}, ["UID_MALFORMED"]),
        ({"force": "maybe"}, ["FORCE_UNKNOWN"]),
        ({"issuer": "x" * 301}, ["FIELD_TOO_LONG"]),
        ({"own_series": True}, ["OWN_SERIES_WITHOUT_TERM"]),
        (
            {"kind": "NQ", "issuer_code": "TW", "secrecy": "mat", "kept_at": "Két 2"},
            ["KIND_DIFFERS", "ISSUER_DIFFERS", "SECRET_WITH_SUBJECT"],
        ),
    ],
)
def test_may_record_refuses_with_every_reason(
    changes: dict[str, object], against: list[str]
) -> None:
    assert judged(**changes) == (against, [])


@pytest.mark.parametrize(
    ("changes", "warnings"),
    [
        ({"kind": "QĐi"}, []),
        ({"kind": "quyết định"}, []),
        ({"number_raw": ""}, ["NUMBER_NOT_KNOWN"]),
        ({"number_raw": "13/CP-CP"}, ["NUMBER_AS_PRINTED"]),
        ({"number_raw": "12-XYZ/TU"}, ["KIND_UNKNOWN"]),
        ({"number_raw": "30/2022/NĐ-CP"}, []),
        ({"day": None}, ["DAY_NOT_KNOWN"]),
        ({"day": PartialDay(date(2027, 1, 1), Precision.YEAR)}, ["DAY_IN_FUTURE"]),
        ({"secrecy": "toi_mat", "subject": ""}, ["SECRET_WITHOUT_PLACE"]),
        ({"secrecy": "toi_mat", "subject": "", "kept_at": "Két 2"}, []),
        ({"own_series": True, "term": "2020-2025"}, []),
    ],
)
def test_may_record_warns(changes: dict[str, object], warnings: list[str]) -> None:
    assert judged(**changes) == ([], warnings)


@pytest.mark.parametrize(
    ("draft", "against"),
    [
        (PaperDraft(), ["NOTHING_TO_CITE"]),
        (PaperDraft(kind="NQ"), ["NOTHING_TO_CITE"]),
        (PaperDraft(kind="NQ", day=month(1965, 5)), []),
        (PaperDraft(subject="Chương trình 135"), []),
        (
            PaperDraft(number_raw="Chương trình 135", own_series=True, term="IX"),
            ["OWN_SERIES_WITHOUT_NUMBER"],
        ),
    ],
)
def test_may_record_wants_something_to_cite(draft: PaperDraft, against: list[str]) -> None:
    assert codes(may_record(draft=draft, on=TODAY))[0] == against


def test_may_record_names_the_instrument_of_the_day() -> None:
    draft = replace(WHOLE, secrecy="mat", kept_at="Két 2")

    then, now = (may_record(draft=draft, on=day) for day in (date(2025, 1, 1), TODAY))

    assert [each.source[:39] for each in (*then.against, *now.against)] == [
        "Luật Bảo vệ bí mật nhà nước 29/2018/QH1",
        "Luật Bảo vệ bí mật nhà nước 117/2025/QH",
    ]


@pytest.mark.parametrize(
    ("neighbours", "found"),
    [
        (Neighbours(uid_taken=True), (["UID_TAKEN"], [])),
        (Neighbours(twin="537-QĐ/TU", twin_uid="x", alike=("537-QĐ/TU",)), (["TWIN_ON_DAY"], [])),
        (Neighbours(alike=("35-CT/TW ngày 30/05/2019",)), ([], ["SAME_NUMBER"])),
    ],
)
def test_may_record_minds_its_neighbours(
    neighbours: Neighbours, found: tuple[list[str], list[str]]
) -> None:
    assert codes(may_record(draft=WHOLE, on=TODAY, neighbours=neighbours)) == found


def test_may_record_names_the_term_of_a_twin_in_our_series() -> None:
    draft = replace(WHOLE, own_series=True, term="2020-2025")

    verdict = may_record(draft=draft, on=TODAY, neighbours=Neighbours(twin="x", twin_uid="y"))

    assert [(each.code, each.fact("term")) for each in verdict.against] == [
        ("TWIN_IN_TERM", "2020-2025")
    ]


@pytest.mark.parametrize(
    ("after", "reason", "files", "found"),
    [
        (WHOLE, "sai", 0, (["NOTHING_CHANGES"], [])),
        (replace(WHOLE, term="XV"), "", 0, (["REASON_MISSING"], [])),
        (replace(WHOLE, term="XV"), "sai", 2, ([], [])),
        (
            replace(WHOLE, subject="", secrecy="mat", kept_at="Két 2"),
            "đóng dấu mật",
            1,
            (["SECRET_HAS_FILES"], ["SUBJECT_STAYS_IN_JOURNAL"]),
        ),
    ],
)
def test_may_amend(
    after: PaperDraft, reason: str, files: int, found: tuple[list[str], list[str]]
) -> None:
    before = read_draft(WHOLE).full

    verdict = may_amend(before=before, after=after, reason=reason, files=files, on=TODAY)

    assert codes(verdict) == found


def test_may_remove_file_wants_a_reason() -> None:
    assert codes(may_remove_file(reason="")) == (["REASON_MISSING"], [])
    assert may_remove_file(reason="nhầm tệp").allows
