"""Say which dated attributes a member has, which values each may take, and in which order.

Source: `rules.md` 2.11, 13.3; the attributes are in `sets/member_attributes.toml`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any
from unicodedata import normalize

from dangbo.rules.listed_values import ListedValue, ListedValues, listed_values
from dangbo.rules.rights import MEMBER_READ
from dangbo.rules.verdicts import Finding, finding


class Form(StrEnum):
    """What the value of an attribute is: one of a list, yes or nothing, or words."""

    LISTED = "listed"
    FLAG = "flag"
    TEXT = "text"


@dataclass(frozen=True)
class AttributeKind:
    """One attribute: its names, the form of its value, and the values of a listed one.

    `counted`: shown in counts, by value, or (words) by how many have any. `group` is where it
    stands on a member's page. `longest` is the most signs that words may have. `act` is what
    somebody must be granted to see it (`rules.rights`).
    """

    code: str
    name: str
    name_en: str
    form: Form
    counted: bool
    ordered: bool
    group: str
    longest: int
    listed: ListedValues
    act: str = MEMBER_READ

    @property
    def guarded(self) -> bool:
        """Say whether more is needed to see it than to see the record."""
        return self.act != MEMBER_READ

    @property
    def values(self) -> Mapping[str, ListedValue]:
        """Return the values by code, in their order; none for words."""
        return self.listed.values


@cache
def attribute_kinds() -> Mapping[str, AttributeKind]:
    """Return every attribute by code, in the order in which pages show them."""
    raw = tomllib.loads(
        resources.files("dangbo.rules").joinpath("sets/member_attributes.toml").read_text("utf-8")
    )
    longest = raw["longest"]
    return {each["code"]: _attribute_kind(each, longest) for each in raw["kind"]}


def _attribute_kind(raw: Mapping[str, Any], longest: int) -> AttributeKind:
    rows = raw.get("values", ())
    return AttributeKind(
        code=raw["code"],
        name=raw["name"],
        name_en=raw["name_en"],
        form=Form(raw["form"]),
        counted=raw["counted"],
        ordered=bool(rows) and all("level" in row for row in rows),
        group=raw["group"],
        longest=longest,
        listed=listed_values(rows, ignored=raw.get("ignored", ()), none=raw.get("none", ())),
        act=raw.get("act", MEMBER_READ),
    )


def guarded_kinds() -> Mapping[str, str]:
    """Return the act that opens each attribute for which reading records is not enough."""
    return {code: kind.act for code, kind in attribute_kinds().items() if kind.guarded}


def is_value(kind: str, value: str) -> bool:
    """Say whether a member may have this value of an attribute."""
    known = attribute_kinds().get(kind)
    if known is None:
        return False
    if known.form is Form.TEXT:
        return value == _clean(value) and 0 < len(value) <= known.longest
    return value in known.values


def level_of(kind: str, value: str) -> int | None:
    """Return the level of a value; None where it is unknown or its attribute has no order."""
    known = attribute_kinds().get(kind)
    found = known.values.get(value) if known else None
    return found.level if found else None


def at_least(kind: str, value: str) -> frozenset[str]:
    """Return the values of this level or above; of an attribute without order the value alone."""
    if not is_value(kind, value):
        return frozenset()
    lowest = level_of(kind, value)
    if lowest is None:
        return frozenset({value})
    values = attribute_kinds()[kind].values.values()
    return frozenset(
        each.code for each in values if each.level is not None and each.level >= lowest
    )


def read_value(kind: str, text: str) -> str | Finding:
    """Return the value that a text means, or why none; "" where it says that there is none."""
    known = attribute_kinds().get(kind)
    if known is None:
        return finding("ATTRIBUTE_UNKNOWN", kind)
    if known.form is not Form.TEXT:
        return known.listed.read(text, where=kind)
    words = _clean(text)
    if not words:
        return finding("VALUE_EMPTY", kind)
    if len(words) > known.longest:
        return finding("VALUE_TOO_LONG", kind, longest=known.longest)
    return words


def _clean(text: str) -> str:
    return " ".join(normalize("NFC", text).split())
