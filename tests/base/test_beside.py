"""Prove that processes beside this one answer in order, and say why they cannot."""

from collections.abc import Iterator

import pytest

from dangbo.base.beside import beside
from dangbo.rules.plain_words import plain
from dangbo.rules.typed_days import day_told

WORDS = [f"Đảng bộ số {number}" for number in range(40)]


def test_answers_come_in_the_order_of_the_things() -> None:
    with beside(worth=True) as run:
        assert list(run(plain, WORDS)) == [plain(each) for each in WORDS]
        with pytest.raises(ValueError, match="'no'"):
            list(run(day_told, ["1980-02-03", "no-day"]))


def test_things_are_asked_for_only_a_few_ahead() -> None:
    asked: list[str] = []

    def asking() -> Iterator[str]:
        for each in WORDS:
            asked.append(each)
            yield each

    with beside(worth=True) as run:
        assert next(run(plain, asking())) == plain(WORDS[0])

    assert len(asked) < len(WORDS)
