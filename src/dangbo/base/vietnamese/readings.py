"""Judge how each word of a text can be read: as Unicode, or as an old coding shown as Western."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from dangbo.base.vietnamese.codepages import TCVN3_SIGNS, WordReader
from dangbo.base.vietnamese.syllables import is_syllable

# Old codings use letters and signs up to U+00FF, so other punctuation parts words.
WORD = re.compile(r"[^\s!-/:-@\[-`{-~\x80-\x9f\u2000-\u206f]+")
VIETNAMESE_MARKS = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
BEYOND_LATIN_1 = frozenset("ăĂđĐĩĨũŨơƠưƯ") | {chr(code) for code in range(0x1EA0, 0x1EFA)}
SURELY_UNICODE = BEYOND_LATIN_1 | VIETNAMESE_MARKS
ASCII_LETTER = re.compile("[A-Za-z]")
ABBREVIATION = re.compile("[A-Z]*[§Ñ][A-Z§Ñ]*")  # QĐ, UBKTĐU: no syllables in any coding

# How much must speak for an old coding: words that only it explains, against words it does not.
LEAST_WORDS = 2
LEAST_PLAIN_WORDS = 3
LEAST_SHARE = 2
LEAST_CODES = 2


class Reading(Enum):
    """How one word can be read."""

    PLAIN = auto()
    UNICODE = auto()
    LEGACY = auto()
    EITHER = auto()
    NEITHER = auto()


class Word(NamedTuple):
    """One word of a text, its place, what decoding makes of it, and how it can be read."""

    start: int
    end: int
    raw: str
    decoded: str
    reading: Reading


def is_surely_unicode(word: str) -> bool:
    """Say whether word holds a Vietnamese letter that the old codings could not show."""
    return not SURELY_UNICODE.isdisjoint(word)


def read_words(text: str, reader: WordReader) -> list[Word]:
    """Return the words of text with what `reader` makes of each."""
    return [
        Word(found.start(), found.end(), found[0], *_read(found[0], reader))
        for found in WORD.finditer(text)
    ]


def _read(word: str, reader: WordReader) -> tuple[str, Reading]:
    if word.isascii():
        return word, Reading.PLAIN
    if is_surely_unicode(word):
        return word, Reading.UNICODE
    decoded = reader(word)
    if decoded is None or decoded == word:
        return word, Reading.UNICODE if is_syllable(word) else Reading.NEITHER
    if len(word) == 1:
        return decoded, Reading.EITHER
    if is_syllable(word):
        return decoded, Reading.EITHER if is_syllable(decoded) else Reading.UNICODE
    return decoded, Reading.LEGACY if is_syllable(decoded) else Reading.NEITHER


def evidence(words: Sequence[Word]) -> int:
    """Return how many different words only the old coding explains; 0 when that proves nothing.

    Other languages hold a few words that happen to decode, but no signs inside words and no
    capitals behind small letters, and far more words that do not decode.
    """
    legacy = {word.raw for word in words if word.reading is Reading.LEGACY}
    against = {word.raw for word in words if _speaks_against(word)}
    if len(legacy) < LEAST_SHARE * len(against):
        return 0
    least = LEAST_WORDS if any(map(_is_strange, legacy)) else LEAST_PLAIN_WORDS
    alone = not against and any(_codes(word) >= LEAST_CODES for word in legacy)
    return len(legacy) if alone or len(legacy) >= least else 0


def _is_strange(word: str) -> bool:
    """Say whether no language writes a word so."""
    natural = word.islower() or word.isupper() or word.istitle()
    return not natural or _codes(word) >= LEAST_CODES or not TCVN3_SIGNS.isdisjoint(word)


def _speaks_against(word: Word) -> bool:
    return (
        word.reading is Reading.NEITHER
        and ASCII_LETTER.search(word.raw) is not None
        and ABBREVIATION.fullmatch(word.raw) is None
    )


def _codes(word: str) -> int:
    return sum(not sign.isascii() for sign in word)
