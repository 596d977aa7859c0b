"""Say which bodies an organisation may have on a day, how large, and which titles are in them.

Source: `rules.md` 1.2, 1.3, R1.9, R3.33, R8.1; the sets are in `sets/bodies.toml`.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True)
class BodySize:
    """The usual size of a body in organisations of some kinds; a setting, told as a warning."""

    kinds: frozenset[str]
    least: int | None
    most: int | None
    source: str


@dataclass(frozen=True)
class Body:
    """One body: where it may exist, how large it is, and of what it may be a part only."""

    code: str
    name: str
    name_en: str
    rank: int
    kinds: frozenset[str]
    committee: bool
    ruling: bool
    advisory: bool
    sizes: tuple[BodySize, ...]
    share_of: str
    share: tuple[int, int]
    share_source: str
    from_seats: int
    from_members: int
    source: str

    def size_in(self, kind: str) -> BodySize | None:
        """Return the usual size in an organisation of a kind, or None where none is stated."""
        return next((each for each in self.sizes if kind in each.kinds), None)


@dataclass(frozen=True)
class Title:
    """One title: in which bodies it is, and what its holder has to be."""

    code: str
    name: str
    name_en: str
    rank: int
    bodies: tuple[str, ...]
    one: bool
    secretary: bool
    committee: bool
    needs: tuple[str, ...]
    rivals: str
    aside: bool
    source: str


@dataclass(frozen=True)
class Offices:
    """The bodies and titles in force from a day."""

    since: date
    source: str
    bodies: Mapping[str, Body]
    titles: Mapping[str, Title]

    def bodies_of(self, kind: str) -> list[Body]:
        """Return the bodies that an organisation of a kind may have, in their order."""
        found = (each for each in self.bodies.values() if kind in each.kinds)
        return sorted(found, key=lambda each: each.rank)

    def titles_in(self, body: str) -> list[Title]:
        """Return the titles of a body, in their order."""
        found = (each for each in self.titles.values() if body in each.bodies)
        return sorted(found, key=lambda each: each.rank)

    @property
    def secretaries(self) -> list[str]:
        """Return the codes of the titles that lead an organisation."""
        return [each.code for each in self.titles.values() if each.secretary]

    @property
    def ruling(self) -> list[tuple[str, str]]:
        """Return body and title of everything that makes one a member of a committee (cấp ủy)."""
        return [
            (body, title.code)
            for title in self.titles.values()
            for body in title.bodies
            if self.bodies[body].ruling and not title.aside
        ]

    def is_in(self, *, title: str, body: str) -> bool:
        """Say whether a title belongs to a body."""
        rule = self.titles.get(title)
        return rule is not None and body in rule.bodies


def read_offices(text: str) -> tuple[Offices, ...]:
    """Read sets of bodies and titles; a later set takes over what it does not list."""
    sets: list[Offices] = []
    bodies: dict[str, Body] = {}
    titles: dict[str, Title] = {}
    for raw in sorted(tomllib.loads(text)["set"], key=lambda each: each["since"]):
        bodies |= {each["code"]: _body(each, raw["source"]) for each in raw.get("body", ())}
        titles |= {each["code"]: _title(each, raw["source"]) for each in raw.get("title", ())}
        sets.append(Offices(raw["since"], raw["source"], dict(bodies), dict(titles)))
    return tuple(sets)


def _body(raw: Mapping[str, Any], source: str) -> Body:
    share = raw.get("share", (0, 1))
    return Body(
        code=raw["code"],
        name=raw["name"],
        name_en=raw["name_en"],
        rank=raw["rank"],
        kinds=frozenset(raw["kinds"]),
        committee=raw.get("committee", False),
        ruling=raw.get("ruling", False),
        advisory=raw.get("advisory", False),
        sizes=tuple(_size(each) for each in raw.get("sizes", ())),
        share_of=raw.get("share_of", ""),
        share=(share[0], share[1]),
        share_source=raw.get("share_source", source),
        from_seats=raw.get("from_seats", 0),
        from_members=raw.get("from_members", 0),
        source=source,
    )


def _size(raw: Mapping[str, Any]) -> BodySize:
    return BodySize(frozenset(raw["kinds"]), raw.get("least"), raw.get("most"), raw["source"])


def _title(raw: Mapping[str, Any], source: str) -> Title:
    return Title(
        code=raw["code"],
        name=raw["name"],
        name_en=raw["name_en"],
        rank=raw["rank"],
        bodies=tuple(raw.get("bodies", ())) or (raw["body"],),
        one=raw.get("one", False),
        secretary=raw.get("secretary", False),
        committee=raw.get("committee", False),
        needs=tuple(raw.get("needs", ())),
        rivals=raw.get("rivals", ""),
        aside=raw.get("aside", False),
        source=source,
    )


@cache
def all_offices() -> tuple[Offices, ...]:
    """Return the sets of bodies and titles that come with the project, in order."""
    text = resources.files("dangbo.rules").joinpath("sets/bodies.toml").read_text("utf-8")
    return read_offices(text)


def offices_on(day: date) -> Offices:
    """Return what is in force on a day; the first set also for the time before it."""
    sets = all_offices()
    return sets[max(bisect_right([each.since for each in sets], day) - 1, 0)]


def most_of_share(*, seats: int, share: tuple[int, int]) -> int:
    """Return how many a body may have that is at most a share of one with so many seats."""
    return seats * share[0] // share[1]
