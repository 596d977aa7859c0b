"""Hold the entries of a history file in one normal form, whatever way they were written."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

from dangbo.base.vietnamese import nfc
from dangbo.history.files.days import DayRefused, read_partial, read_whole
from dangbo.history.files.problems import FieldPath, Problems

SECTIONS: Final = (
    "sources",
    "papers",
    "organisations",
    "aliases",
    "decisions",
    "places",
    "congresses",
    "leaders",
    "figures",
    "notes",
)
DAYS: Final = frozenset({"day", "on", "from", "to", "published"})
# Sections whose days have to be whole: the register keeps no other for them.
WHOLE_DAYS: Final = frozenset({"places"})
DEFAULTS: Final = {
    "operator": "exact",
    "force": "not_stated",
    "calibrate": False,
    "own_series": False,
    "invented": False,
    "flags": [],
}


@dataclass
class FileEntry:
    """One entry: its section and key, its place in the section, and what it states."""

    section: str
    key: str
    position: int
    body: dict[str, Any]
    broken: bool = False

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of what the entry states, whenever that became known."""
        stated = {name: each for name, each in self.body.items() if name != "recorded"}
        return hashlib.sha256(canonical(stated).encode()).hexdigest()

    @property
    def path(self) -> FieldPath:
        """Return where the entry stands in the file."""
        return (self.section, self.position)

    @property
    def recorded(self) -> date | None:
        """Return the day on which it became known, where the file says so."""
        stated = self.body.get("recorded")
        return date.fromisoformat(stated) if stated else None

    @property
    def invented(self) -> bool:
        """Say whether it is demonstration data."""
        return bool(self.body.get("invented"))


@dataclass
class HistoryFile:
    """What a history file states, section by section."""

    committee: str
    sections: Mapping[str, list[FileEntry]] = field(default_factory=dict)

    def entries(self, *names: str) -> Iterator[FileEntry]:
        """Yield the entries of some sections, or of all, in the order of the format."""
        for name in names or SECTIONS:
            yield from self.sections.get(name, ())

    def __len__(self) -> int:
        return sum(map(len, self.sections.values()))


def canonical(body: Any) -> str:
    """Return JSON that is the same for the same statement: keys sorted, no needless spaces."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sound_entries(
    value: Mapping[str, Any], section: str, unsound: Collection[FieldPath] = ()
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the entries of a section with their places, but for those of no good shape."""
    entries = value.get(section)
    for position, entry in enumerate(entries if isinstance(entries, list) else ()):
        if (section, position) not in unsound:
            yield position, entry


def normal_file(
    value: Mapping[str, Any], problems: Problems, unsound: Collection[FieldPath] = ()
) -> HistoryFile:
    """Bring a file into its normal form; impossible days are problems."""
    sections = {
        name: [
            _entry(name, position, raw, problems)
            for position, raw in sound_entries(value, name, unsound)
        ]
        for name in SECTIONS
    }
    return HistoryFile(str(value.get("committee", "")), sections)


def _entry(section: str, position: int, raw: Mapping[str, Any], problems: Problems) -> FileEntry:
    entry = FileEntry(section, raw["key"], position, {})
    for name, given in raw.items():
        if name == "key":
            continue
        try:
            found = _normal(name, given, (section, position, name))
        except DayRefused as refused:
            problems.refuse(refused.found)
            entry.broken = True
            continue
        if name not in DEFAULTS or found != DEFAULTS[name]:
            entry.body[name] = found
    return entry


def _normal(name: str, given: Any, path: FieldPath) -> Any:
    if name == "recorded":
        return read_whole(given, path)
    if name in DAYS:
        if path[0] in WHOLE_DAYS:
            read_whole(_clean(given), path)
        return read_partial(_clean(given), path)
    if name == "period":
        return {
            part: nfc(each) if part == "text" else read_partial(_clean(each), (*path, part))
            for part, each in given.items()
        }
    if name == "source":
        return [given] if isinstance(given, str) else list(given)
    return sorted(given) if name == "flags" else _clean(given)


def _clean(given: Any) -> Any:
    """Return text in NFC and numbers that JSON can hold, all the way down."""
    if isinstance(given, str):
        return nfc(given)
    if isinstance(given, Decimal):
        return int(given) if given == given.to_integral_value() else float(given)
    if isinstance(given, dict):
        return {name: _clean(each) for name, each in given.items()}
    return [_clean(each) for each in given] if isinstance(given, list) else given
