"""Define what is counted: the name, the question, the unit and the breakdowns of each indicator.

Source: `rules.md` 13.3; the definitions are in `sets/indicators.toml`.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

Subject = Literal["person", "org"]
Time = Literal["day", "period"]
Measure = Literal["count", "share", "average"]


class DefinitionError(ValueError):
    """A definition that says what cannot be."""


@dataclass(frozen=True)
class Named:
    """A unit, a group or a way to break down, with its names."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True)
class Group(Named):
    """Indicators that belong together, and the acts that whoever asks for them needs."""

    reads: tuple[str, ...]


@dataclass(frozen=True)
class Indicator:
    """One thing that is counted.

    `subject` says who stands behind a value, `time` whether it is of a day or over a period, `by`
    how it may be broken down. A share is `part` of `whole`, both codes of indicators. `version`
    goes up when what is counted changes. `reads` are the acts that whoever asks has to be granted.
    """

    code: str
    group: str
    name: str
    name_en: str
    unit: str
    subject: Subject
    time: Time
    question: str
    question_en: str
    source: str
    by: tuple[str, ...] = ()
    measure: Measure = "count"
    part: str = ""
    whole: str = ""
    version: int = 1
    reads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Definitions:
    """All indicators that come with the project, with the words they use."""

    units: Mapping[str, Named]
    dimensions: Mapping[str, Named]
    groups: Mapping[str, Group]
    indicators: Mapping[str, Indicator]


def read_definitions(text: str) -> Definitions:
    """Read definitions from TOML, or raise DefinitionError with everything that is wrong."""
    raw = tomllib.loads(text)
    ways: Mapping[str, Sequence[str]] = raw.get("ways", {})
    units, dimensions = (_named(raw[name]) for name in ("unit", "dimension"))
    groups = {row["code"]: Group(**{**row, "reads": tuple(row["reads"])}) for row in raw["group"]}
    rows = [_indicator(each, ways, groups) for each in raw["indicator"]]
    found = Definitions(units, dimensions, groups, {each.code: each for each in rows})
    faults = [fault for each in rows for fault in faults_of(each, found)]
    times = Counter(each.code for each in rows)
    faults += [f"{code}: defined {number} times" for code, number in times.items() if number > 1]
    if faults:
        raise DefinitionError("; ".join(faults))
    return found


def _named(rows: Sequence[Mapping[str, str]]) -> dict[str, Named]:
    return {each["code"]: Named(**each) for each in rows}


def _indicator(
    raw: Mapping[str, Any], ways: Mapping[str, Sequence[str]], groups: Mapping[str, Group]
) -> Indicator:
    by = raw.get("by", ())
    told = ways.get(by, ()) if isinstance(by, str) else by
    group = groups.get(raw["group"])
    reads = raw.get("reads", group.reads if group else ())
    return Indicator(**{**raw, "by": tuple(told), "reads": tuple(reads)})


def faults_of(indicator: Indicator, among: Definitions) -> Iterator[str]:
    """Yield what is wrong with a definition that is to stand among others."""
    code = indicator.code
    for name, known in (("unit", among.units), ("group", among.groups)):
        if getattr(indicator, name) not in known:
            yield f"{code}: no such {name}"
    for way in indicator.by:
        if way not in among.dimensions:
            yield f"{code}: no way {way}"
    if not indicator.question.endswith("?") or not indicator.question_en.endswith("?"):
        yield f"{code}: no question"
    if (indicator.measure == "share") != bool(indicator.part and indicator.whole):
        yield f"{code}: a share, and nothing else, is a part of a whole"
    for other in filter(None, (indicator.part, indicator.whole)):
        yield from _unlike(indicator, among.indicators.get(other), other)


def _unlike(share: Indicator, other: Indicator | None, code: str) -> Iterator[str]:
    """Yield why an indicator cannot be a side of a share."""
    if other is None or other.measure != "count":
        yield f"{share.code}: {code} is no count"
    elif (other.subject, other.time) != (share.subject, share.time):
        yield f"{share.code}: {code} counts something else, or at another time"
    elif not set(share.by) <= set(other.by):
        yield f"{share.code}: {code} cannot be broken down alike"


@cache
def definitions() -> Definitions:
    """Return the definitions that come with the project."""
    text = resources.files("dangbo.rules").joinpath("sets/indicators.toml").read_text("utf-8")
    return read_definitions(text)
