from datetime import date

import pytest

from dangbo.rules.member_rows import Reading, day_columns, read_row
from dangbo.rules.row_states import ReadRow
from dangbo.rules.verdicts import finding

ON = date(2026, 11, 22)
ORGS = {
    ("Chi bộ 1", ""): "o1",
    ("Chi bộ 1", "Đảng bộ Y"): "o2",
    ("Chi bộ", ""): finding("ORG_AMBIGUOUS", "org", text="Chi bộ", count=3),
}


def _read(**texts: str) -> ReadRow:
    return read_row(number=5, texts=texts, reading=Reading(on=ON, orgs=ORGS))


def _codes(row: ReadRow) -> list[str]:
    return [each.code for each in row.findings]


def test_reads_a_row_of_the_national_list() -> None:
    row = _read(
        row="1",
        name="NGUYỄN  VĂN AN",
        card="00012345",
        birth="3/2/1980",
        admitted="19/05/2005",
        org="Chi bộ 1",
        residential_cell="Chi bộ khu 4",
        status="Đảng viên chính thức",
    )

    assert row.findings == ()
    assert row.values == {
        "name": "Nguyễn Văn An",
        "card": "00012345",
        "birth": "1980-02-03",
        "admitted": "2005-05-19",
        "org": "o1",
        "residential_cell": "Chi bộ khu 4",
        "standing": "official",
    }


@pytest.mark.parametrize(
    ("texts", "values"),
    [
        ({"birth_of_man": "1980"}, {"birth": "1980", "sex": "nam"}),
        ({"birth_of_woman": "02/1980"}, {"birth": "1980-02", "sex": "nu"}),
        ({"female": "x"}, {"sex": "nu"}),
        ({"female": ""}, {}),
        ({"male": "X"}, {"sex": "nam"}),
        ({"family_name": "Trần Thị", "given_name": "Bình"}, {"name": "Trần Thị Bình"}),
        ({"sex": "Nữ"}, {"sex": "nu"}),
        ({"status": "ĐV dự bị"}, {"standing": "probationary"}),
        ({"status": "Đang sinh hoạt"}, {"activity": "active"}),
        ({"status": "Miễn sinh hoạt"}, {"activity": "exempt"}),
        ({"recognised": "19/5/2006"}, {"recognised": "2006-05-19", "standing": "official"}),
        ({"org": "Chi bộ 1", "org_above": "Đảng bộ Y"}, {"org": "o2"}),
        ({"education": "ĐH"}, {"education": "dai_hoc"}),
        ({"phone": " 0912 345  678 "}, {"phone": "0912 345 678"}),
        ({"note": "=1+1", "party_post": "Bí thư"}, {}),
    ],
)
def test_reads_cells_as_their_columns_say(texts: dict[str, str], values: dict[str, str]) -> None:
    row = _read(**{name: text for name, text in texts.items() if name != "note"})

    assert (row.values, row.findings) == (values, ())


@pytest.mark.parametrize(
    ("texts", "code", "where"),
    [
        ({"name": "#N/A"}, "CELL_ERROR", "name"),
        ({"birth": "#####"}, "CELL_ERROR", "birth"),
        ({"phone": "=A1&B1"}, "CELL_FORMULA", "phone"),
        ({"birth": "chưa rõ"}, "DAY_UNREADABLE", "birth"),
        ({"admitted": "31/02/2005"}, "DAY_IMPOSSIBLE", "admitted"),
        ({"birth": "02/25/1980"}, "DAY_SWAPPED", "birth"),
        ({"org": "Chi bộ"}, "ORG_AMBIGUOUS", "org"),
        ({"org": "Chi bộ 9"}, "ORG_UNKNOWN", "org"),
        ({"status": "Khác"}, "STATUS_UNKNOWN", "status"),
        ({"status": "Đã chuyển đi"}, "STATUS_LEFT", "status"),
        ({"ethnicity": "Sao Hỏa"}, "VALUE_UNKNOWN", "ethnicity"),
        ({"home_town": "x" * 301}, "TOO_LONG_CELL", "home_town"),
        ({"name": "Nguyễn Văn 4n"}, "NAME_HAS_DIGITS", "name"),
        ({"name": "An"}, "NAME_ONE_WORD", "name"),
        ({"citizen": "1.23457E+11"}, "NUMBER_DIGITS_LOST", "citizen"),
        ({"citizen": "123456789"}, "NUMBER_OLD_IDENTITY", "citizen"),
        ({"card": "12345"}, "NUMBER_ZEROS_EATEN", "card"),
    ],
)
def test_says_what_is_wrong_with_a_cell(texts: dict[str, str], code: str, where: str) -> None:
    found = _read(**texts).findings

    assert [(each.code, each.where) for each in found] == [(code, where)]


def test_takes_nothing_of_a_cell_that_holds_an_error() -> None:
    assert _read(name="#REF!", card="=B2").values == {}


def test_reads_numbers_with_blanks_and_eaten_zeros() -> None:
    row = _read(citizen="1080 0001 23", card="00 012 345", sex="Nam", birth="1980")

    assert (row.values["citizen"], row.values["card"]) == ("001080000123", "00012345")
    assert _codes(row) == ["NUMBER_ZEROS_EATEN"]


def test_holds_a_citizen_number_against_birth_and_sex() -> None:
    row = _read(citizen="001080000123", birth="1981", sex="Nữ")

    assert _codes(row) == ["NUMBER_BIRTH_CONTRADICTS", "NUMBER_SEX_CONTRADICTS"]


def test_doubts_days_by_the_column_they_stand_in() -> None:
    rows = [{"birth": "02/25/1980"}, {"birth": "12/31/1975"}, {"birth": "03/02/1980"}]
    columns = day_columns(rows, on=ON)

    row = read_row(number=4, texts=rows[2], reading=Reading(on=ON, columns=columns))

    assert _codes(row) == ["DAY_EITHER_WAY"]


def test_reads_serial_numbers_of_a_book_that_counts_from_1904() -> None:
    reading = Reading(on=ON, since_1904=True)

    row = read_row(number=4, texts={"birth": "27792"}, reading=reading)

    assert (row.values, _codes(row)) == ({"birth": "1980-02-03"}, ["DAY_FROM_SERIAL"])
