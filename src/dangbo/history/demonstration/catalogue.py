"""Name the agencies and enterprises of the demonstration, each by the usual name of its time."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from dangbo.rules.org_places import Coordinates, read_coordinates

ENTERPRISE: Final = "Doanh nghiệp"
INSTITUTION: Final = "Đơn vị sự nghiệp"


@dataclass(frozen=True)
class Host:
    """An agency or enterprise whose Party organisation is in the register, under changing names.

    `has_cells` says that it is usually large enough for cells of its own, `grows` that it becomes
    so, `later` that it only comes of a union of others, `until` from which year it is in one.
    """

    key: str
    sector: str
    names: tuple[tuple[int, str], ...]
    has_cells: bool = False
    grows: bool = False
    later: bool = False
    until: int | None = None

    @property
    def since(self) -> int:
        """Return the first year in which it is there."""
        return self.names[0][0]

    def is_there_in(self, year: int) -> bool:
        """Say whether it can be met for the first time in a year."""
        return not self.later and self.since <= year and (self.until is None or year < self.until)

    def name_in(self, year: int) -> str:
        """Return its name in a year; before its time, its first one."""
        return [name for first, name in self.names if first <= max(year, self.since)][-1]


@dataclass(frozen=True)
class Union:
    """Two hosts of which one takes the other over, or a new one both, from a year on."""

    year: int
    sources: tuple[str, str]
    into: str


@dataclass(frozen=True)
class Town:
    """A town about which offices are put."""

    name: str
    at: Coordinates


@dataclass(frozen=True)
class Catalogue:
    """All names of the demonstration."""

    agencies: Mapping[str, Host]
    unions: tuple[Union, ...]
    forms: tuple[tuple[int, str], ...]
    trades: tuple[str, ...]
    made_up: tuple[str, ...]
    cells: Mapping[str, Sequence[str]]
    sections: Mapping[str, Sequence[str]]
    holder: str
    towns: Mapping[str, Sequence[Town]]

    def enterprise(self, place: int) -> Host:
        """Return the enterprise at a place of an endless list without repetition."""
        turn, place = divmod(place, len(self.trades) * len(self.made_up))
        trade = self.trades[place % len(self.trades)]
        # Neighbours in the list share neither trade nor name; all pairs come before any repeats.
        row = place // len(self.trades)
        name = self.made_up[(row + place % len(self.trades)) % len(self.made_up)]
        number = f" số {turn + 1}" if turn else ""
        return Host(
            key=f"{trade} {name}{number}",
            sector=ENTERPRISE,
            names=tuple(
                (year, form.format(trade=trade, name=name) + number) for year, form in self.forms
            ),
        )

    def holder_name(self, place: int) -> str:
        """Return the name of an invented unit that holds organisations before they come."""
        return self.holder.format(name=self.made_up[-1 - place % len(self.made_up)])


@cache
def catalogue() -> Catalogue:
    """Return the names that come with the project."""
    text = resources.files("dangbo.history.demonstration").joinpath("catalogue.toml")
    raw = tomllib.loads(text.read_text("utf-8"))
    unions = tuple(
        Union(each["year"], (each["sources"][0], each["sources"][1]), each["into"])
        for each in raw["union"]
    )
    return Catalogue(
        agencies={each["key"]: _host(each, unions) for each in raw["agency"]},
        unions=unions,
        forms=_dated(raw["enterprise"]["forms"]),
        trades=tuple(raw["enterprise"]["trades"]),
        made_up=tuple(raw["enterprise"]["names"]),
        cells=raw["cells"],
        sections=raw["sections"],
        holder=raw["holder"]["name"],
        towns=_towns(raw["town"]),
    )


def towns_of(committee: str) -> Sequence[Town]:
    """Return the towns of the province of a committee; none of one that is not known."""
    return catalogue().towns.get(committee, ())


def _towns(raw: Sequence[Mapping[str, str]]) -> Mapping[str, Sequence[Town]]:
    found: dict[str, list[Town]] = {}
    for each in raw:
        town = Town(each["name"], read_coordinates(each["at"]))
        found.setdefault(each["committee"], []).append(town)
    return found


def _host(raw: Mapping[str, Any], unions: Sequence[Union]) -> Host:
    key = raw["key"]
    ends = [each.year for each in unions if key in each.sources and key != each.into]
    return Host(
        key=key,
        sector=raw["sector"],
        names=_dated(raw["names"]),
        has_cells=raw.get("cells", False),
        grows=raw.get("grows", False),
        later=raw.get("later", False),
        until=min(ends, default=None),
    )


def _dated(raw: Sequence[Sequence[Any]]) -> tuple[tuple[int, str], ...]:
    return tuple((int(year), str(name)) for year, name in raw)
