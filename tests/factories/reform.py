"""Read the published reform of 2025 as decisions: an import, and one for each resulting province.

A unit goes on under its own id where all of it became one unit that came from nobody else, of the
same type: under the same name (it only moves) or another one (it is renamed). A province goes on
where it is all that the resulting province is made of. Every other result is a new unit, also where
one unit only changed its type: a township that became a commune, an island district a special zone.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

Raw = dict[str, Any]
TYPES = ("Xã", "Phường", "Thị trấn", "Đặc khu")


class Unit(NamedTuple):
    """A unit of one day: its key, its official code, and its name, which begins with its type."""

    key: str
    code: str
    name: str

    @property
    def type(self) -> str:
        """Return the type that the name begins with; none of these for a district or province."""
        folded = self.name.casefold()
        return next((each for each in TYPES if folded.startswith(each.casefold())), "")


class Row(NamedTuple):
    """One row of the file: what was, where it stood, and what it, or a part of it, went into."""

    line: int
    province: Unit
    district: Unit
    ward: Unit | None
    result: Unit
    result_province: Unit
    said: Mapping[str, str]

    @property
    def source(self) -> Unit:
        """Return the unit that went into another: a commune, or a district without communes."""
        return self.ward or self.district

    @property
    def before(self) -> list[tuple[Unit, str, str]]:
        """Return the units that stood before, each with its kind and the key of its superior."""
        found = [(self.province, "tinh", ""), (self.district, "huyen", self.province.key)]
        return [*found, (self.ward, "xa", self.district.key)] if self.ward else found

    @property
    def after(self) -> list[tuple[Unit, str, str]]:
        """Return the units that stand after, each with its kind and the key of its superior."""
        return [
            (self.result_province, "tinh", ""),
            (self.result, "xa", self.result_province.key),
        ]


@dataclass
class Reform:
    """The rows of the file, in its order, and what they come to."""

    rows: list[Row]

    @cached_property
    def results_of(self) -> dict[Unit, list[Unit]]:
        """Return the units that each source went into."""
        return _grouped((row.source, row.result) for row in self.rows)

    @cached_property
    def sources_of(self) -> dict[Unit, list[Unit]]:
        """Return the units that each result came from."""
        return _grouped((row.result, row.source) for row in self.rows)

    @cached_property
    def provinces_of(self) -> dict[Unit, list[Unit]]:
        """Return the provinces that each resulting province came from."""
        pairs = dict.fromkeys((row.result_province, row.province) for row in self.rows)
        return _grouped(iter(pairs))

    @cached_property
    def going_on(self) -> dict[Unit, Unit]:
        """Return the results that are their own source, each with that source."""
        provinces = {each: old for each, [old, *more] in self.provinces_of.items() if not more}
        communes = {
            each: old
            for each, [old, *more] in self.sources_of.items()
            if not more and len(self.results_of[old]) == 1 and old.type == each.type
        }
        return provinces | communes

    def key(self, result: Unit) -> str:
        """Return the key of a result: that of its source where it goes on."""
        return self.going_on.get(result, result).key

    @property
    def keys(self) -> list[str]:
        """Return the keys of all units, before and after."""
        before = [unit.key for row in self.rows for unit, _, _ in row.before]
        after = [self.key(unit) for row in self.rows for unit, _, _ in row.after]
        return list(dict.fromkeys((*before, *after)))


def _grouped(pairs: Iterator[tuple[Unit, Unit]]) -> dict[Unit, list[Unit]]:
    found: dict[Unit, list[Unit]] = defaultdict(list)
    for one, other in pairs:
        found[one].append(other)
    return dict(found)


def read_reform(path: Path) -> Reform:
    """Read the file of the reform; rows count from 2, the line after the heads."""
    with path.open(encoding="utf-8", newline="") as file:
        return Reform([_row(line, raw) for line, raw in enumerate(csv.DictReader(file), start=2)])


def _row(line: int, raw: Mapping[str, str]) -> Row:
    province = f"p{raw['provinceCode']}"
    district = f"{province}.d{raw['districtCode']}"
    ward = raw["wardCode"].removesuffix(".0")
    return Row(
        line,
        Unit(province, raw["provinceCode"].zfill(2), raw["province"]),
        Unit(district, raw["districtCode"].zfill(3), raw["district"]),
        Unit(f"{district}.w{ward}", ward.zfill(5), raw["ward"]) if ward else None,
        Unit(f"nw{raw['newWardCode']}", raw["newWardCode"], raw["newWard"]),
        Unit(f"n{raw['newProvinceCode']}", raw["newProvinceCode"], raw["newProvince"]),
        raw,
    )


def misfits(reform: Reform) -> list[tuple[int, str]]:
    """List every row that does not fit, by its line: with itself, or with the other rows."""
    told = defaultdict(set)
    for row in reform.rows:
        for unit, _, above in (*row.before, *row.after):
            told[unit.key].add((unit.name, above))
        told[f"{row.province.key}, as a whole,"].add((row.result_province.name, ""))
    twice = {key for key, each in told.items() if len(each) > 1}
    return [
        (row.line, why)
        for row in reform.rows
        for why in (*_against_itself(row), *_against_others(row, reform, twice))
    ]


def _against_itself(row: Row) -> Iterator[str]:
    said = row.said
    if row.ward and row.ward.type != said["wardType"]:
        yield f"{row.ward.name} is not of the type {said['wardType']}"
    if row.result.type != said["newWardType"]:
        yield f"{row.result.name} is not of the type {said['newWardType']}"


def _against_others(row: Row, reform: Reform, twice: set[str]) -> Iterator[str]:
    results, sources = reform.results_of[row.source], reform.sources_of[row.result]
    if (row.said["isDividedWard"] == "True") != (len(results) > 1):
        yield f"{row.source.key} went into {len(results)}"
    if (row.said["isMergedWard"] == "True") != (len(sources) > 1):
        yield f"{row.result.key} came from {len(sources)}"
    if results.count(row.result) > 1:
        yield f"{row.source.key} to {row.result.key} is there {results.count(row.result)} times"
    names = [unit.key for unit, _, _ in (*row.before, *row.after)]
    for key in (*names, f"{row.province.key}, as a whole,"):
        if key in twice:
            yield f"{key} has another name or place elsewhere"


def importing(reform: Reform, ids: Mapping[str, int]) -> list[Raw]:
    """Return the changes that bring in all that stood before, superiors first."""
    units = {each[0].key: each for row in reform.rows for each in row.before}
    return [
        {"change": "import", **_begun(unit, ids[unit.key], kind, ids.get(above))}
        for unit, kind, above in units.values()
    ]


def _begun(unit: Unit, org: int, kind: str, superior: int | None) -> Raw:
    return {"org": org, "name": unit.name, "kind": kind, "code": unit.code, "superior": superior}


def decisions(reform: Reform, ids: Mapping[str, int]) -> dict[str, list[Raw]]:
    """Return, by its code, the changes by which each resulting province came about."""
    return {
        province.code: list(_changes(province, reform, ids)) for province in reform.provinces_of
    }


def _changes(province: Unit, reform: Reform, ids: Mapping[str, int]) -> Iterator[Raw]:
    """Yield the changes in order: the province, its communes, those that go on, the districts."""
    rows = [row for row in reform.rows if row.result_province == province]
    top = ids[reform.key(province)]
    if province not in reform.going_on:
        yield {
            "change": "regroup",
            "rows": [
                {"source": ids[old.key], "result": top, "part": "whole"}
                for old in reform.provinces_of[province]
            ],
            "results": [_begun(province, top, "tinh", None)],
        }
    made = [row for row in rows if row.result not in reform.going_on]
    if made:
        yield _regrouped(made, reform, ids, top)
    yield from _kept(
        [row.result for row in rows if row.result in reform.going_on], reform, ids, top
    )
    sources = {row.source for row in rows}
    for district in dict.fromkeys(row.district for row in rows if row.district not in sources):
        yield {"change": "dissolve", "org": ids[district.key]}


def _regrouped(rows: list[Row], reform: Reform, ids: Mapping[str, int], top: int) -> Raw:
    return {
        "change": "regroup",
        "rows": [
            {
                "source": ids[row.source.key],
                "result": ids[row.result.key],
                "part": "whole" if len(reform.results_of[row.source]) == 1 else "part",
            }
            for row in rows
        ],
        "results": [
            _begun(each, ids[each.key], "xa", top)
            for each in dict.fromkeys(row.result for row in rows)
        ],
    }


def _kept(results: list[Unit], reform: Reform, ids: Mapping[str, int], top: int) -> Iterator[Raw]:
    """Yield the changes of those that go on: all move up to the province, some get new names."""
    if results:
        orgs = [ids[reform.key(each)] for each in results]
        yield {"change": "move", "orgs": orgs, "superior": top}
    for each in results:
        if each.name != reform.going_on[each].name:
            yield {"change": "rename", "org": ids[reform.key(each)], "name": each.name}
