"""Say which kinds of organisation there are on a day, and which may stand under which.

Source: `rules.md` 1.1; the sets with their instruments are in `sets/org_kinds.toml`.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class OrgKind:
    """One kind: its Vietnamese name, its order, what it may stand under, how it is counted.

    `source` is the instrument that it rests on, not that of a later set which takes it over.
    `grassroots` and `cell` say whether it is counted as such; `grassroots_under` limits the first
    to organisations standing directly under one of these kinds (empty: wherever it stands).
    """

    code: str
    name: str
    name_en: str
    rank: int
    under: frozenset[str]
    top: bool
    grassroots: bool
    cell: bool
    grassroots_under: frozenset[str]
    source: str


@dataclass(frozen=True)
class KindSet:
    """The kinds in force from a day, with the instrument they rest on."""

    since: date
    source: str
    kinds: Mapping[str, OrgKind]

    def may_stand_under(self, *, kind: str, superior: str | None) -> bool:
        """Say whether `kind` may stand under `superior` (None: at the top of a tree)."""
        rule = self.kinds.get(kind)
        if rule is None:
            return False
        return rule.top if superior is None else superior in rule.under

    def is_grassroots(self, *, kind: str, superior: str | None) -> bool:
        """Say whether an organisation is counted as a grassroots organisation."""
        rule = self.kinds.get(kind)
        if rule is None or not rule.grassroots:
            return False
        return not rule.grassroots_under or superior in rule.grassroots_under

    def is_cell(self, kind: str) -> bool:
        """Say whether an organisation of `kind` is a cell."""
        rule = self.kinds.get(kind)
        return rule is not None and rule.cell


@dataclass(frozen=True)
class OrgKinds:
    """All sets of kinds, by the day each came into force."""

    sets: tuple[KindSet, ...]

    def on(self, day: date) -> KindSet:
        """Return the set in force on `day`; the first one also for the time before it."""
        at = bisect_right([each.since for each in self.sets], day)
        return self.sets[max(at - 1, 0)]


def read_kinds(text: str) -> OrgKinds:
    """Read sets of kinds from TOML; a later set takes over the kinds it does not change."""
    sets: list[KindSet] = []
    kinds: dict[str, OrgKind] = {}
    for raw in sorted(tomllib.loads(text)["set"], key=lambda each: each["since"]):
        for code in raw.get("ended", ()):
            kinds.pop(code)
        kinds |= {each["code"]: _kind(each, raw["source"]) for each in raw["kind"]}
        sets.append(KindSet(raw["since"], raw["source"], dict(kinds)))
    return OrgKinds(tuple(sets))


def _kind(raw: Mapping[str, object], source: str) -> OrgKind:
    return OrgKind(
        code=str(raw["code"]),
        name=str(raw["name"]),
        name_en=str(raw["name_en"]),
        rank=int(str(raw["rank"])),
        under=frozenset(_texts(raw.get("under"))),
        top=bool(raw.get("top", False)),
        grassroots=bool(raw.get("grassroots", False)),
        cell=bool(raw.get("cell", False)),
        grassroots_under=frozenset(_texts(raw.get("grassroots_under"))),
        source=source,
    )


def _texts(value: object) -> Sequence[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


@cache
def org_kinds() -> OrgKinds:
    """Return the sets of kinds that come with the project."""
    return read_kinds(
        resources.files("dangbo.rules").joinpath("sets/org_kinds.toml").read_text("utf-8")
    )
