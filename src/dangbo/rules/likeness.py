"""Say why two persons of a register may be one and the same, so that somebody looks at them.

Names are compared by their words without accents, in any order; days of birth by what hands do to
them: day and month swapped, one digit mistyped, only the year known.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

SAME_NUMBER: Final = "SAME_NUMBER"
SAME_NAME: Final = "SAME_NAME"
NAME_WITHOUT_ACCENTS: Final = "NAME_WITHOUT_ACCENTS"
NAME_REORDERED: Final = "NAME_REORDERED"
NAME_SHORTENED: Final = "NAME_SHORTENED"
SAME_BIRTH: Final = "SAME_BIRTH"
BIRTH_SWAPPED: Final = "BIRTH_SWAPPED"
BIRTH_MISTYPED: Final = "BIRTH_MISTYPED"
BIRTH_POSSIBLE: Final = "BIRTH_POSSIBLE"
# What weighs most comes first in a list: a number borne by both, then how much of both agrees.
WEIGHT: Final = {
    SAME_NUMBER: 100,
    SAME_NAME: 40,
    NAME_WITHOUT_ACCENTS: 34,
    NAME_REORDERED: 28,
    NAME_SHORTENED: 18,
    SAME_BIRTH: 40,
    BIRTH_SWAPPED: 26,
    BIRTH_MISTYPED: 20,
    BIRTH_POSSIBLE: 10,
}
ENOUGH: Final = 45
# A name of two words has none to spare.
FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Someone:
    """What is compared of a person: `numbers` are look-ups with their kind, never plain secrets."""

    id: int
    name: str
    folded: str
    birth: date | None
    whole_day: bool = True
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two persons, the lower id first, and the reasons why they may be one."""

    one: int
    other: int
    reasons: tuple[str, ...]

    @property
    def weight(self) -> int:
        """Return how much speaks for it, more is likelier."""
        return sum(WEIGHT[each] for each in self.reasons)


def likeness(one: Someone, other: Someone) -> Likeness | None:
    """Return why two persons may be one, None where too little speaks for it."""
    if one.numbers & other.numbers:
        return _pair(one, other, (SAME_NUMBER, *_both(one, other)))
    named, born = _named(one, other), _born(one, other)
    if not named or not born:
        return None
    found = _pair(one, other, (named, born))
    return found if found.weight >= ENOUGH else None


def alike_among(people: Iterable[Someone]) -> list[Likeness]:
    """Return every likeness among persons, the likeliest first, without comparing all with all."""
    found: dict[tuple[int, int], Likeness] = {}
    groups: dict[object, list[Someone]] = defaultdict(list)
    for someone in people:
        for key in _keys(someone):
            groups[key].append(someone)
    for group in groups.values():
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                pair = (min(one.id, other.id), max(one.id, other.id))
                if one.id == other.id or pair in found:
                    continue
                if (alike := likeness(one, other)) is not None:
                    found[pair] = alike
    return sorted(found.values(), key=lambda each: (-each.weight, each.one, each.other))


def mistyped_births(day: date) -> set[date]:
    """Return the days that a day of birth may have been meant to be, itself included."""
    found = {day, *_swapped(day)}
    text = day.strftime("%d%m%Y")
    for place in range(len(text)):
        for digit in "0123456789":
            wrong = f"{text[:place]}{digit}{text[place + 1 :]}"
            found.update(_read(wrong[4:], wrong[2:4], wrong[:2]))
    return found


def _keys(someone: Someone) -> Iterator[object]:
    yield from someone.numbers
    words = sorted(someone.folded.split())
    # Somebody who left one word of the name out has all but one of the other's words.
    yield tuple(words)
    if len(words) > FEWEST:
        for place in range(len(words)):
            yield tuple(words[:place] + words[place + 1 :])


def _pair(one: Someone, other: Someone, reasons: Iterable[str]) -> Likeness:
    low, high = sorted((one.id, other.id))
    return Likeness(low, high, tuple(each for each in reasons if each))


def _both(one: Someone, other: Someone) -> tuple[str, str]:
    return _named(one, other), _born(one, other)


def _named(one: Someone, other: Someone) -> str:
    if one.name.casefold() == other.name.casefold():
        return SAME_NAME
    if one.folded == other.folded:
        return NAME_WITHOUT_ACCENTS
    mine, theirs = sorted(one.folded.split()), sorted(other.folded.split())
    if mine == theirs:
        return NAME_REORDERED
    short, long = sorted((mine, theirs), key=len)
    left_out = len(long) == len(short) + 1 and len(short) > 1 and _within(short, long)
    return NAME_SHORTENED if left_out else ""


def _within(short: list[str], long: list[str]) -> bool:
    rest = list(long)
    for word in short:
        if word not in rest:
            return False
        rest.remove(word)
    return True


def _born(one: Someone, other: Someone) -> str:
    if one.birth is None or other.birth is None:
        return ""
    if not (one.whole_day and other.whole_day):
        return BIRTH_POSSIBLE if one.birth.year == other.birth.year else ""
    if one.birth == other.birth:
        return SAME_BIRTH
    if other.birth in _swapped(one.birth):
        return BIRTH_SWAPPED
    pair = (one.birth.strftime("%d%m%Y"), other.birth.strftime("%d%m%Y"))
    differing = sum(a != b for a, b in zip(*pair, strict=True))
    return BIRTH_MISTYPED if differing == 1 else ""


def _swapped(day: date) -> Iterator[date]:
    yield from _read(f"{day.year:04}", f"{day.day:02}", f"{day.month:02}")


def _read(year: str, month: str, day: str) -> Iterator[date]:
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return
