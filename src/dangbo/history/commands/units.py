"""Gather what a file says of organisations into decisions to be made, in their order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any, Final

from dangbo.history.files import FileEntry
from dangbo.history.files.problems import FieldPath
from dangbo.rules.keyed_changes import begun_in

STATE: Final = ("name", "short_name", "kind", "superior", "code", "sector")
EARLY_IMPORT, DECISION, LATE_IMPORT = 0, 1, 2


@dataclass
class Unit:
    """One decision to be made: its changes by keys, and where each stands in the file."""

    on: date
    rank: int
    position: int
    precision: str
    on_text: str
    entries: list[FileEntry]
    changes: list[Mapping[str, Any]]
    origins: list[FieldPath]
    paper: str = ""
    title: str = ""
    reason: str = ""
    invented: bool = False
    recorded: date | None = None


@dataclass
class _Imports:
    """The organisations of a file that are imported, by key, and who is begun elsewhere."""

    entries: dict[str, FileEntry]
    begun: set[str] = field(default_factory=set)

    def depth(self, key: str) -> int:
        """Return how many imported organisations stand above one."""
        depth, at = 0, self.entries[key].body.get("superior")
        while at in self.entries:
            depth, at = depth + 1, self.entries[at].body.get("superior")
        return depth

    def is_late(self, key: str) -> bool:
        """Say whether an organisation rests on one that a decision of the file begins."""
        at: str | None = key
        while at in self.entries:
            at = self.entries[at].body.get("superior")
        return at in self.begun


def units_of(entries: Iterable[FileEntry]) -> list[Unit]:
    """Return the decisions that entries ask for, by effective day and in the order of the file."""
    chosen = list(entries)
    decided = [each for each in chosen if each.section == "decisions"]
    begun = {key for each in decided for change in each.body["changes"] for key in begun_in(change)}
    imported = {each.key: each for each in chosen if each.section == "organisations"}
    units = [*map(_decision, decided), *_imports(_Imports(imported, begun))]
    return sorted(units, key=attrgetter("on", "rank", "position"))


def _decision(entry: FileEntry) -> Unit:
    body, on = entry.body, entry.body["on"]
    changes = body["changes"]
    return Unit(
        on=date.fromisoformat(on["day"]),
        rank=DECISION,
        position=entry.position,
        precision=on["precision"],
        on_text=on.get("text", ""),
        entries=[entry],
        changes=changes,
        origins=[(*entry.path, "changes", place) for place in range(len(changes))],
        paper=body.get("paper", ""),
        title=body.get("title", ""),
        reason=body.get("reason", ""),
        invented=entry.invented,
        recorded=entry.recorded,
    )


def _imports(imports: _Imports) -> Iterator[Unit]:
    """Import together those known from the same day in the same words, superiors first."""
    groups: dict[tuple[int, *tuple[object, ...]], list[FileEntry]] = {}
    for entry in imports.entries.values():
        since = entry.body["from"]
        rank = LATE_IMPORT if imports.is_late(entry.key) else EARLY_IMPORT
        words = (since["day"], since["precision"], since.get("text", ""))
        groups.setdefault((rank, *words, entry.invented, entry.recorded), []).append(entry)
    for about, members in groups.items():
        yield _import(members, about[0], imports)


def _import(members: Sequence[FileEntry], rank: int, imports: _Imports) -> Unit:
    ordered = sorted(members, key=lambda each: (imports.depth(each.key), each.position))
    first = ordered[0]
    since = first.body["from"]
    return Unit(
        on=date.fromisoformat(since["day"]),
        rank=rank,
        position=min(each.position for each in ordered),
        precision=since["precision"],
        on_text=since.get("text", ""),
        entries=ordered,
        changes=[_import_change(each) for each in ordered],
        origins=[each.path for each in ordered],
        invented=first.invented,
        recorded=first.recorded,
    )


def _import_change(entry: FileEntry) -> dict[str, Any]:
    state: dict[str, Any] = {name: entry.body[name] for name in STATE if name in entry.body}
    return {"change": "import", "org": entry.key, **state}
