"""Prove from how many persons on a file asks for a purpose, and what counts as one."""

from datetime import date

import pytest

from dangbo.rules.exporting import asks_purpose, is_purpose, purpose_above

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(("persons", "asked"), [(0, False), (500, False), (501, True)])
def test_a_file_of_more_persons_than_the_set_has_asks_for_a_purpose(
    persons: int, asked: bool
) -> None:
    assert purpose_above(DAY) == 500
    assert asks_purpose(persons=persons, day=DAY) == asked


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("", False),
        ("báo cáo", False),  # six letters
        ("báo cáo năm", True),
        ("........................", False),
        ("aaaaaaaaaaaaaaaa", False),
        ("abababababababab", False),
        ("12345678 người", False),
    ],
)
def test_a_purpose_is_said_in_words(text: str, holds: bool) -> None:
    assert is_purpose(text, day=DAY) == holds
