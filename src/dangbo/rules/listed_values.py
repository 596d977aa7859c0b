"""Hold the values that a field may have, and read one of them from what was typed.

Blind to accents, case, signs and blanks. What is read only in part is a doubt, never a value.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dangbo.rules.plain_words import plain
from dangbo.rules.verdicts import Finding, finding


@dataclass(frozen=True)
class ListedValue:
    """One value: its names, and its level where the values of its field are ordered."""

    code: str
    name: str
    name_en: str
    level: int | None = None


@dataclass(frozen=True)
class ListedValues:
    """The values of a field in their order, and how people write them."""

    values: Mapping[str, ListedValue]
    spellings: Mapping[str, str]
    ignored: tuple[tuple[str, ...], ...] = ()

    def read(self, text: str, *, where: str = "") -> str | Finding:
        """Return the code that a text means, or why none; "" where it says that there is none."""
        words = _without(plain(text).split(), self.ignored)
        if not words:
            return finding("VALUE_EMPTY", where)
        code = self.spellings.get(_key(words))
        if code is not None:
            return code
        for length in range(len(words) - 1, 0, -1):
            if code := self.spellings.get(_key(words[:length])):
                return finding("VALUE_DOUBTFUL", where, meant=code)
        return finding("VALUE_UNKNOWN", where)


def listed_values(
    rows: Iterable[Mapping[str, Any]], *, ignored: Iterable[str] = (), none: Iterable[str] = ()
) -> ListedValues:
    """Build the values of a field from the rows of a set; refuse a spelling that means two.

    `ignored` are words that say nothing here; `none` are spellings of "there is none".
    """
    phrases = tuple(sorted((tuple(plain(each).split()) for each in ignored), key=_longest_first))
    values: dict[str, ListedValue] = {}
    spellings: dict[str, str] = {}
    for spelling, code in [*_spelled(rows, values), *((each, "") for each in none)]:
        key = _key(_without(plain(spelling).split(), phrases))
        if spellings.setdefault(key, code) != code:
            raise ValueError(f"{spelling!r} means {spellings[key]!r} and {code!r}")
    return ListedValues(values, spellings, phrases)


def _spelled(
    rows: Iterable[Mapping[str, Any]], values: dict[str, ListedValue]
) -> Iterator[tuple[str, str]]:
    for raw in rows:
        code = raw["code"]
        values[code] = ListedValue(code, raw["name"], raw["name_en"], raw.get("level"))
        for spelling in (code, raw["name"], *raw.get("spellings", ())):
            yield spelling, code


def _longest_first(phrase: tuple[str, ...]) -> int:
    return -len(phrase)


def _key(words: Sequence[str]) -> str:
    """Join words; numbers stay apart, for 1/12 is not 11/2."""
    between = " " if any(word.isdecimal() for word in words) else ""
    return between.join(words)


def _without(words: list[str], phrases: Iterable[tuple[str, ...]]) -> list[str]:
    """Take phrases out, unless nothing would be left."""
    left = words
    for phrase in phrases:
        left = _cut(left, phrase)
    return left or words


def _cut(words: list[str], phrase: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    at = 0
    while at < len(words):
        if tuple(words[at : at + len(phrase)]) == phrase:
            at += len(phrase)
        else:
            found.append(words[at])
            at += 1
    return found
