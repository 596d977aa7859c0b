"""The words met are remembered up to a number; full memory must change no answer."""

import importlib

import pytest

from dangbo.base.vietnamese import fold, is_syllable, sort_key

WORDS = ["Đảng", "bộ", "Khối", "cơ", "quan", "ủy"]


@pytest.mark.parametrize(
    ("module", "limit"),
    [("fold", "MOST_WORDS"), ("sorting", "MOST_WORDS"), ("syllables", "MOST_SYLLABLES")],
)
def test_answers_stay_when_the_memory_is_full(
    monkeypatch: pytest.MonkeyPatch, module: str, limit: str
) -> None:
    before = [(fold(word), sort_key(word), is_syllable(word)) for word in WORDS]
    source = importlib.import_module(f"dangbo.base.vietnamese.{module}")

    monkeypatch.setattr(source, limit, 2)
    fresh = [f"{word}{ending}" for word in WORDS for ending in ("x", "y")]
    strange = [(fold(word), sort_key(word), is_syllable(word)) for word in fresh]

    assert [(fold(word), sort_key(word), is_syllable(word)) for word in WORDS] == before
    assert [each[0] for each in strange] == [
        f"{fold(word)}{ending}" for word in WORDS for ending in ("x", "y")
    ]
