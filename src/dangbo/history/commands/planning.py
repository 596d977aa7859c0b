"""Compare a file with what of it is loaded already."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dangbo.history.access import entries_loaded
from dangbo.history.files import FileEntry, HistoryFile, Problem
from dangbo.history.files.entries import canonical
from dangbo.history.files.problems import problem
from dangbo.history.models import Entry
from dangbo.history.queries.loaded import Bodies
from dangbo.orgs.queries import org_ids

ABSENT = "—"


@dataclass
class Plan:
    """The entries of a file that are new, those that differ from what is loaded, those gone."""

    new: list[FileEntry] = field(default_factory=list)
    edited: list[tuple[FileEntry, Entry]] = field(default_factory=list)
    gone: list[Entry] = field(default_factory=list)
    loaded: dict[tuple[str, str], Entry] = field(default_factory=dict)
    unchanged: int = 0

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to do."""
        return not (self.new or self.edited or self.gone)


def plan_of(file: HistoryFile) -> Plan:
    """Compare each entry of a file with the one loaded under its key."""
    committee = org_ids(uids=[file.committee]).get(file.committee)
    rows = entries_loaded(committee=committee) if committee else ()
    plan = Plan(loaded={(row.section, row.key): row for row in rows})
    rest = dict(plan.loaded)
    for entry in file.entries():
        row = rest.pop((entry.section, entry.key), None)
        if row is None:
            plan.new.append(entry)
        elif row.digest != entry.digest:
            plan.edited.append((entry, row))
        else:
            plan.unchanged += 1
    plan.gone = list(rest.values())
    return plan


def differences(plan: Plan) -> Iterator[Problem]:
    """Yield every field in which the file departs from what was loaded from it."""
    bodies = Bodies()
    for entry, row in plan.edited:
        before = bodies.of(row)
        for name in sorted((before.keys() | entry.body.keys()) - {"recorded"}):
            was, now = before.get(name), entry.body.get(name)
            if was != now:
                path = (*entry.path, name)
                yield problem("EDITED", path, key=entry.key, before=_said(was), after=_said(now))
    for row in plan.gone:
        yield problem("GONE", (row.section,), section=row.section, key=row.key)


def _said(value: Any) -> str:
    if value is None:
        return ABSENT
    return value if isinstance(value, str) else canonical(value)
