"""Read a person's name as it is typed, give it its capitals, and take it apart.

Source: names of persons as lists of members have them, of every ethnic group (`Y'Bê`, `H'Hen Niê`);
`rules.md` 2.11. The family name stands first, the given name last.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import category, name, normalize

from dangbo.rules.plain_words import plain
from dangbo.rules.verdicts import Findings, Verdict, finding

WHERE: Final = "name"
LONGEST: Final = 100
MOST_WORDS: Final = 100_000
# Ð and Ɖ look like Đ; an apostrophe is typed in many ways; signs without width are typed by none.
LOOK_ALIKES: Final = str.maketrans(
    {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}
    | dict.fromkeys("`\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u2032\uff07", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad")
)
JOINTS: Final = re.compile(r"(['-])")
VOWELS: Final = frozenset("aeiouy")
# Words that are no abbreviations without a vowel: they begin names of the Central Highlands.
WITHOUT_VOWEL: Final = frozenset({"h", "k"})


@dataclass(frozen=True)
class NameParts:
    """The parts of a name; a name of one word is a given name."""

    family: str
    middle: str
    given: str


def read_name(text: str) -> tuple[str, Verdict]:
    """Return a name as it is kept, with its capitals, and what is to be said of it."""
    words = _words(text)
    value = " ".join([each.value for each in words])
    found = Findings()
    if not value:
        found.refuse(finding("NAME_EMPTY", WHERE))
        return value, found.verdict()
    if len(value) > LONGEST:
        found.refuse(finding("NAME_TOO_LONG", WHERE, longest=LONGEST))
    if any(each.digits for each in words):
        found.refuse(finding("NAME_HAS_DIGITS", WHERE))
    if signs := "".join(sorted({sign for each in words for sign in each.signs})):
        found.refuse(finding("NAME_HAS_SIGNS", WHERE, signs=signs))
    _doubt(words, found)
    return value, found.verdict()


class _Word(NamedTuple):
    """A word of a name as it is kept, and what is strange in it."""

    value: str
    digits: bool
    signs: frozenset[str]
    abbreviated: bool
    foreign: bool


def _words(text: str) -> list[_Word]:
    return [word for each in text.split() if (word := _word(each)).value]


@lru_cache(maxsize=MOST_WORDS)
def _word(typed: str) -> _Word:
    """Judge one word: the words of names are few, and soon known."""
    word = normalize("NFC", typed.translate(LOOK_ALIKES)).translate(LOOK_ALIKES)
    value = "".join(map(_capital, JOINTS.split(word)))
    return _Word(
        value,
        any(category(sign)[0] == "N" for sign in value),
        frozenset(sign for sign in value if _is_foreign_sign(sign)),
        "." in value or _is_abbreviated(value),
        any(category(sign)[0] == "L" and not _is_latin(sign) for sign in value),
    )


def _doubt(words: list[_Word], found: Findings) -> None:
    if len(words) == 1:
        found.warn(finding("NAME_ONE_WORD", WHERE))
    if any(each.abbreviated for each in words):
        found.warn(finding("NAME_ABBREVIATED", WHERE))
    if any(each.foreign for each in words):
        found.warn(finding("NAME_FOREIGN_LETTERS", WHERE))


def _is_foreign_sign(sign: str) -> bool:
    return category(sign)[0] not in "LMN" and sign not in " '-."


def _is_latin(sign: str) -> bool:
    return name(sign, "").startswith("LATIN ")


def _is_abbreviated(word: str) -> bool:
    """Say whether a word in Latin letters has no vowel."""
    letters = plain(word).replace(" ", "")
    if not letters.isascii() or not letters.isalpha() or letters in WITHOUT_VOWEL:
        return False
    return not VOWELS.intersection(letters)


def proper_case(text: str) -> str:
    """Return a name with a capital at each word, one blank between words, in composed letters.

    Words typed in capitals or in small letters are changed; others keep their capitals.
    """
    return " ".join([each.value for each in _words(text)])


def _capital(piece: str) -> str:
    if piece not in {piece.upper(), piece.lower()}:
        return piece
    first = piece[:1].upper()
    # A letter that is two in capitals, ß, is none of a name here: it stays.
    return normalize("NFC", (first if len(first) == 1 else piece[:1]) + piece[1:].lower())


def name_parts(full_name: str) -> NameParts:
    """Return family, middle and given name; persons are sorted by the last, first and middle."""
    family, *others = full_name.split() or [""]
    if not others:
        return NameParts("", "", family)
    *middle, given = others
    return NameParts(family, " ".join(middle), given)
