"""Say which groups of a member's record are kept but not counted, and read what was typed in one.

Source: `rules.md` 2.11; the groups are in `sets/record_groups.toml`.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final
from unicodedata import normalize

from dangbo.rules.rights import MEMBER_READ

# Where the body of a group says who stated it, and when.
SOURCE: Final = "source"
STATED: Final = "stated"
ROWS: Final = "rows"
PHOTO: Final = "photo"


@dataclass(frozen=True)
class RecordField:
    """One field of a group: its names, and whether it is one line, several lines or a day."""

    code: str
    name: str
    name_en: str
    form: str


@dataclass(frozen=True)
class RecordGroup:
    """A group of fields; `rows`: a list of entries; `sensitive`: shown only when asked for.

    `act` is what somebody must be granted to see it (`rules.rights`).
    """

    code: str
    name: str
    name_en: str
    sensitive: bool
    rows: bool
    fields: Sequence[RecordField]
    act: str = MEMBER_READ


@dataclass(frozen=True)
class Limits:
    """How long a line and a text may be, and how many entries a group may have."""

    line: int
    text: int
    rows: int


@cache
def record_groups() -> Mapping[str, RecordGroup]:
    """Return the groups by code, in the order in which pages show them."""
    return {each["code"]: _group(each) for each in _raw()["group"]}


@cache
def limits() -> Limits:
    """Return how much may be typed."""
    raw = _raw()
    return Limits(raw["longest"], raw["longest_text"], raw["most_rows"])


def _raw() -> dict[str, Any]:
    path = resources.files("dangbo.rules").joinpath("sets/record_groups.toml")
    return tomllib.loads(path.read_text("utf-8"))


def _group(raw: Mapping[str, Any]) -> RecordGroup:
    return RecordGroup(
        raw["code"],
        raw["name"],
        raw["name_en"],
        raw.get("sensitive", False),
        raw.get("rows", False),
        tuple(RecordField(**each) for each in raw["fields"]),
        raw.get("act", MEMBER_READ),
    )


def body_of(
    *, group: str, entries: Sequence[Mapping[str, str]], stated: str = "", source: str = ""
) -> dict[str, Any]:
    """Return the body of a group: what is not blank, with the day and the source of it.

    A group without rows takes the first entry; blank entries are left out.
    """
    known = record_groups()[group]
    kept = [found for entry in entries if (found := _filled(known, entry))]
    own: dict[str, Any] = {ROWS: kept} if known.rows else dict(kept[0] if kept else {})
    about = {STATED: stated.strip(), SOURCE: _clean(source, limits().line)}
    return {**own, **{name: text for name, text in about.items() if text}}


def entries_in(*, group: str, body: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the entries of a group as a body keeps them; fields that are unknown are left out."""
    known = record_groups()[group]
    raw = body.get(ROWS, ()) if known.rows else [body]
    return [found for entry in raw if (found := _filled(known, entry))]


def _filled(group: RecordGroup, entry: Mapping[str, Any]) -> dict[str, str]:
    longest = {"text": limits().text}
    cleaned = {
        field.code: _clean(str(entry.get(field.code, "")), longest.get(field.form, limits().line))
        for field in group.fields
    }
    return {code: text for code, text in cleaned.items() if text}


def _clean(text: str, longest: int) -> str:
    lines = (" ".join(line.split()) for line in normalize("NFC", text).splitlines())
    return "\n".join(lines).strip()[:longest]
