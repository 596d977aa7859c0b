"""Prove how days are written, whose name stands where on a sheet, and what a letter says."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.letters import (
    Letter,
    Listing,
    Paragraph,
    Run,
    Signature,
    Table,
    day_line,
    plain_text,
    sheet_heads,
)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 1, 9), "Hạ Long, ngày 09 tháng 01 năm 2026"),
        (date(2024, 2, 29), "Hạ Long, ngày 29 tháng 02 năm 2024"),
        (date(2026, 3, 1), "Hạ Long, ngày 01 tháng 3 năm 2026"),
        (date(2026, 9, 10), "Hạ Long, ngày 10 tháng 9 năm 2026"),
        (date(2026, 12, 31), "Hạ Long, ngày 31 tháng 12 năm 2026"),
        (None, "Hạ Long, ngày ..... tháng ..... năm ....."),
    ],
)
def test_days_have_a_zero_where_papers_write_one(day: date | None, words: str) -> None:
    assert day_line("Hạ Long", day) == words


def test_no_day_of_a_long_year_is_written_otherwise() -> None:
    for offset in range(366):
        day = date(2024, 1, 1) + timedelta(offset)
        written = day_line("", day).split()
        zeroed = [word for word in written if word.startswith("0")]
        assert len(zeroed) == (day.day <= 9) + (day.month in {1, 2})
        assert (int(written[2]), int(written[4])) == (day.day, day.month)


def test_a_grassroots_cell_stands_on_the_grassroots_line() -> None:
    above = {"province": "Tỉnh", "intermediate": "Phường", "departmental": "Bộ phận"}

    under = sheet_heads(grassroots="Trường", cell="Tổ Toán", **above)
    alone = sheet_heads(grassroots="", cell="Chi bộ Chợ", cell_is_grassroots=True, **above)

    assert under == {**above, "grassroots": "Trường", "cell": "Tổ Toán"}
    assert alone == {**above, "grassroots": "Chi bộ Chợ", "departmental": "", "cell": ""}


@given(cell=st.text(min_size=1), grassroots=st.text(), departmental=st.text())
def test_a_sheet_of_a_grassroots_cell_names_it_once(
    cell: str, grassroots: str, departmental: str
) -> None:
    heads = sheet_heads(
        grassroots=grassroots, departmental=departmental, cell=cell, cell_is_grassroots=True
    )

    assert [name for name, value in heads.items() if value] == ["grassroots"]
    assert heads["grassroots"] == cell


def test_plain_text_says_everything_once() -> None:
    letter = Letter(
        heads=("Trên", "Dưới"),
        number="1-CV/ĐU",
        place="Xa",
        day=date(2026, 5, 1),
        subject="V/v thử",
        body=(
            Paragraph((Run("Một "), Run("hai", bold=True))),
            Listing(((Run("ba"),), (Run("bốn"),))),
            Table(("A", "B"), (("1", "2"),)),
        ),
        signature=Signature("T/M", "BÍ THƯ", "Ai"),
        recipients=("- Như trên",),
    )

    assert plain_text(letter).splitlines() == [
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Trên",
        "Dưới",
        "Số 1-CV/ĐU",
        "Xa, ngày 01 tháng 5 năm 2026",
        "V/v thử",
        "Một hai",
        "- ba",
        "- bốn",
        "A\tB",
        "1\t2",
        "T/M",
        "BÍ THƯ",
        "Ai",
        "- Như trên",
    ]
