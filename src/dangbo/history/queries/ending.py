"""End a history on a day: leave out what takes effect later, and what speaks of that alone."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from dangbo.rules.keyed_changes import begun_in

Sections = Mapping[str, list[dict[str, Any]]]
TIMES: Final = ("on", "day", "from")
DATED: Final = ("organisations", "decisions", "places", "congresses", "leaders", "figures", "notes")
# What is only there because another entry names it.
NAMED: Final = {"papers": "paper", "sources": "source"}


def ended_on(sections: Sections, on: date) -> tuple[dict[str, list[dict[str, Any]]], int]:
    """Return the entries of a history up to and on a day, and how many were left out."""
    kept = {
        name: [each for each in rows if not _after(name, each, on)]
        for name, rows in sections.items()
    }
    unborn = set(_begun(sections)) - set(_begun(kept))
    for name, rows in kept.items():
        kept[name] = [each for each in rows if each.get("org") not in unborn]
    for name, field in NAMED.items():
        gone = set(_cited(sections, field)) - set(_cited(kept, field))
        kept[name] = [each for each in kept.get(name, ()) if each["key"] not in gone]
    left_out = sum(map(len, sections.values())) - sum(map(len, kept.values()))
    return kept, left_out


def _after(section: str, body: Mapping[str, Any], on: date) -> bool:
    if section not in DATED:
        return False
    first = next((body[name] for name in TIMES if name in body), None)
    if first is None and "period" in body:
        first = body["period"].get("from")
    return first is not None and date.fromisoformat(first["day"]) > on


def _begun(sections: Sections) -> Iterator[str]:
    yield from (each["key"] for each in sections.get("organisations", ()))
    for decision in sections.get("decisions", ()):
        for change in decision["changes"]:
            yield from begun_in(change)


def _cited(sections: Sections, field: str) -> Iterator[str]:
    for rows in sections.values():
        for body in rows:
            named = body.get(field, ())
            yield from [named] if isinstance(named, str) else named
