"""Make up who a member of a demonstration is: a name of the time, sex, people and home town.

Source: architecture 4 (invented data). The words and how often they come are our choice, in
`sets/names.toml`; nobody who holds an office in the sources is ever named.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from itertools import accumulate
from typing import Any, Final

from dangbo.rules.draws import Draws

MALE: Final = "nam"
FEMALE: Final = "nu"
MAJORITY: Final = "kinh"
# Out of a hundred of the majority, so many are from the province.
LOCAL: Final = 66


@dataclass(frozen=True)
class Weighted:
    """Words with how often each comes."""

    words: tuple[str, ...]
    sums: tuple[int, ...]

    def draw(self, draws: Draws) -> str:
        """Draw one of the words."""
        return self.words[bisect_right(self.sums, draws.below(self.sums[-1]))]


@dataclass(frozen=True)
class Names:
    """All words of which invented people are made."""

    never: frozenset[str]
    peoples: Weighted
    family: Mapping[str, Weighted]
    middle: Mapping[str, tuple[tuple[int, Weighted], ...]]
    given: Mapping[str, tuple[tuple[int, Weighted], ...]]
    homes: Mapping[str, Weighted]
    religions: Weighted


@dataclass(frozen=True)
class InventedIdentity:
    """Who an invented person is."""

    name: str
    sex: str
    birth: date
    ethnicity: str
    religion: str
    home_town: str


def invented_identity(
    *, birth: date, woman: bool, draws: Draws, never: Collection[str] = frozenset()
) -> InventedIdentity:
    """Make up a person born on a day who bears none of the names in `never`."""
    names = invented_names()
    sex = FEMALE if woman else MALE
    people = names.peoples.draw(draws)
    name = _name(names, people, sex, birth.year, draws)
    while name in names.never or name in never:
        name = _name(names, people, sex, birth.year, draws)
    return InventedIdentity(
        name=name,
        sex=sex,
        birth=birth,
        ethnicity=people,
        religion=names.religions.draw(draws),
        home_town=names.homes[_origin(people, draws)].draw(draws),
    )


@cache
def invented_names() -> Names:
    """Return the words that come with the project."""
    text = resources.files("dangbo.rules").joinpath("sets/names.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    return Names(
        never=frozenset(raw["never"]),
        peoples=_weighted((each["ethnicity"], each["share"]) for each in raw["people"]),
        family={each["ethnicity"]: _weighted(each["family"]) for each in raw["people"]},
        middle=_by_sex(raw["middle"]),
        given=_by_sex(raw["given"]),
        homes={origin: _weighted(words) for origin, words in raw["homes"].items()},
        religions=_weighted(raw["religions"]["words"]),
    )


def _weighted(rows: Iterable[Any]) -> Weighted:
    words = [(str(word), int(often)) for word, often in rows]
    return Weighted(tuple(word for word, _ in words), tuple(accumulate(n for _, n in words)))


def _by_sex(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[tuple[int, Weighted], ...]]:
    found: dict[str, list[tuple[int, Weighted]]] = {}
    for each in rows:
        found.setdefault(each["sex"], []).append((each["until"], _weighted(each["words"])))
    return {sex: tuple(sorted(lists, key=lambda one: one[0])) for sex, lists in found.items()}


def _of_year(lists: Iterable[tuple[int, Weighted]], year: int) -> Weighted:
    return next(words for until, words in lists if year <= until)


def _name(names: Names, people: str, sex: str, year: int, draws: Draws) -> str:
    """Put a name together; no word comes twice in it."""
    family = names.family[people].draw(draws)
    between = _of_year(names.middle[sex], year)
    middle = between.draw(draws)
    while family in middle.split():
        middle = between.draw(draws)
    taken = {family, *middle.split()}
    given = _of_year(names.given[sex], year)
    last = given.draw(draws)
    while last in taken:
        last = given.draw(draws)
    return " ".join(word for word in (family, middle, last) if word)


def _origin(people: str, draws: Draws) -> str:
    if people != MAJORITY:
        return "minority"
    return "province" if draws.below(100) < LOCAL else "elsewhere"
