"""Say whom the lines of a pasted list mean among the members of some organisations."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from dangbo.base.days import DayError, parse_day
from dangbo.base.vietnamese import fold, nfc
from dangbo.members.queries.posted import Posted

RESOLVED: Final = "resolved"
AMBIGUOUS: Final = "ambiguous"
UNKNOWN: Final = "unknown"
TWICE: Final = "twice"
DAY: Final = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b")
ORDER: Final = re.compile(r"^\s*(?:\d{1,4}\s*[.)\t]|[-•*+])\s*")
MOST_LINES: Final = 5_000


@dataclass(frozen=True)
class PastedLine:
    """A line with whom it means, or whom it may mean."""

    number: int
    typed: str
    state: str
    persons: tuple[Posted, ...] = ()


def read_members(text: str, people: Sequence[Posted]) -> list[PastedLine]:
    """Return every line that holds something: a card or file number, or a name and perhaps a day.

    A name is taken with its accents where somebody bears it so, else without.
    """
    reading = _Reading(people)
    found: list[PastedLine] = []
    seen: set[str] = set()
    for number, raw in enumerate(nfc(text).splitlines()[:MOST_LINES], start=1):
        typed = " ".join(raw.split())
        if not typed:
            continue
        persons = reading.meant(raw)
        state = UNKNOWN if not persons else AMBIGUOUS if len(persons) > 1 else RESOLVED
        if state == RESOLVED:
            state = TWICE if persons[0].uid in seen else RESOLVED
            seen.add(persons[0].uid)
        found.append(PastedLine(number, typed, state, tuple(persons)))
    return found


class _Reading:
    """The members by what a line may call them."""

    def __init__(self, people: Iterable[Posted]) -> None:
        self._exact: dict[str, list[Posted]] = defaultdict(list)
        self._folded: dict[str, list[Posted]] = defaultdict(list)
        self._numbers: dict[str, list[Posted]] = defaultdict(list)
        for each in people:
            self._exact[nfc(each.name).casefold()].append(each)
            self._folded[fold(each.name)].append(each)
            for number in each.numbers:
                self._numbers[_bare(number)].append(each)

    def meant(self, line: str) -> list[Posted]:
        """Return whom a line may mean."""
        for cell in (line, *line.split("\t"), *line.split(";")):
            if found := self._numbers.get(_bare(cell)):
                return found
        for cell in (ORDER.sub("", line), *line.split("\t"), *line.split(";")):
            if found := self._named(cell):
                return _born(found, line)
        return []

    def _named(self, text: str) -> list[Posted]:
        name = " ".join(DAY.sub(" ", text).strip(" ,;-\t").split())
        return self._exact.get(name.casefold()) or self._folded.get(fold(name)) or []


def _born(found: list[Posted], line: str) -> list[Posted]:
    """Narrow to those born on the day that the line says, where it says one."""
    told = DAY.search(line)
    if told is None:
        return found
    try:
        day = parse_day(told[0])
    except DayError:
        return found
    return [each for each in found if each.birth in {day, None}]


def _bare(number: str) -> str:
    return "".join(number.split()).replace(".", "").casefold()
