"""Prove what a correction has to say before anything is applied again."""

from datetime import date

import pytest

from dangbo.rules.corrections import Correction, may_correct

JANUARY, FEBRUARY = date(2020, 1, 1), date(2020, 2, 1)
DAYS = {1: JANUARY, 2: None}


@pytest.mark.parametrize(
    ("corrections", "expected"),
    [
        ([Correction(1)], []),
        ([Correction(1, FEBRUARY)], []),
        ([Correction(2, FEBRUARY)], []),
        ([Correction(1), Correction(2, JANUARY)], []),
        ([], ["NOTHING_TO_CORRECT"]),
        ([Correction(1, JANUARY)], ["SAME_DATE"]),
        ([Correction(2)], ["VOID_ALREADY"]),
        ([Correction(1), Correction(1, FEBRUARY)], ["CORRECTED_TWICE"]),
        ([Correction(1, JANUARY), Correction(2)], ["SAME_DATE", "VOID_ALREADY"]),
    ],
)
def test_correction_is_refused_with_every_reason(
    corrections: list[Correction], expected: list[str]
) -> None:
    def codes(reason: str, *, cited: bool) -> list[str]:
        verdict = may_correct(corrections=corrections, days=DAYS, reason=reason, cited=cited)
        return [each.code for each in verdict.against]

    assert codes("ghi nhầm", cited=False) == expected
    assert codes("", cited=True) == expected
    assert codes("  ", cited=False) == [*expected, "NO_REASON"]
