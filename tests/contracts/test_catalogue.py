"""Prove that every Vietnamese string of the source has its English."""

from tools.translations import faults


def test_english_is_complete() -> None:
    assert faults() == []
