"""Turn the rows of a pasted table into drafted changes, and say of each row what became of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.base.sheets import Sheet
from dangbo.desk.queries.cells import Cells, ReadRow, is_open
from dangbo.orgs.queries import org_ids
from dangbo.orgs.queries.states import states_near
from dangbo.rules.filled_rows import COLUMNS, EXAMPLE, FilledRow, Made, changes_from
from dangbo.rules.verdicts import Finding, finding

READY: Final = "ready"
OPEN: Final = "open"
WRONG: Final = "wrong"
WAITS: Final = "waits"
SAME: Final = "same"
LEFT: Final = "left"
STATES: Final = (WRONG, OPEN, WAITS, READY, SAME, LEFT)
HELD_UP: Final = frozenset({"GROUP_WAITS", "SUPERIOR_WAITS"})


@dataclass(frozen=True)
class PastedRow:
    """A row as the reader sees it: its cells, what they mean or may mean, and what became of it.

    `change` is the place among the changes of the one it went into.
    """

    number: int
    texts: Mapping[str, str]
    state: str
    values: Mapping[str, str]
    choices: Mapping[str, Sequence[str]]
    against: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    change: int | None = None


@dataclass(frozen=True)
class Pasted:
    """What comes of a table: each of its rows, the changes of those that are ready, and remarks."""

    rows: tuple[PastedRow, ...]
    changes: tuple[dict[str, Any], ...]
    findings: tuple[Finding, ...] = ()

    def of(self, *states: str) -> list[PastedRow]:
        """Return the rows in these states."""
        return [row for row in self.rows if row.state in states]

    @property
    def counts(self) -> dict[str, int]:
        """Count the rows in each state."""
        found = dict.fromkeys(STATES, 0)
        for row in self.rows:
            found[row.state] += 1
        return found


def changes_of(
    *,
    actor: Actor,
    sheet: Sheet,
    kind: str,
    columns: Mapping[str, int],
    on: date,
    draft: Mapping[str, Any],
    left: Collection[int] = (),
) -> Pasted:
    """Say what the rows of a table make of a kind of change, as of a day, beside a draft's content.

    `columns` says which column holds which field, `left` which rows the user leaves out. Nothing
    is written, and no row that is not blank is passed over.
    """
    missing = [name for name, needed in COLUMNS[kind].items() if needed and name not in columns]
    if missing:
        told = tuple(finding("COLUMN_MISSING", name, field=name) for name in missing)
        return Pasted((), (), (*told, *sheet.remarks))
    rows = [(row.number, _texts(row.cells, columns)) for row in sheet.body]
    out = {number for number, texts in rows if number in left or _is_example(texts)}
    taken = [(number, texts) for number, texts in rows if number not in out]
    read = Cells(actor=actor, content=draft, kind=kind, rows=taken, on=on).read()
    same = _unchanged(actor, kind, read, on)
    told_rows = [
        FilledRow(row.number, row.values, ready=not row.against, same=row.number in same)
        for row in read
    ]
    made = changes_from(kind, told_rows)
    pasted = {row.number: _pasted(row, made, same) for row in read}
    for number, texts in rows:
        if number in out:
            pasted[number] = PastedRow(number, texts, LEFT, {}, {})
    ordered = tuple(pasted[number] for number, _texts_of in rows)
    return Pasted(ordered, tuple(made.changes), _remarks(sheet, ordered))


def _texts(cells: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    return {name: cells[at] for name, at in columns.items() if 0 <= at < len(cells)}


def _is_example(texts: Mapping[str, str]) -> bool:
    """Say whether a row is the example of the template."""
    return any(text.casefold().startswith(EXAMPLE.casefold()) for text in texts.values())


def _unchanged(actor: Actor, kind: str, rows: Sequence[ReadRow], on: date) -> set[int]:
    """Return the rows that say of an organisation what it is already."""
    if kind not in {"rename", "retype", "recode", "move"}:
        return set()
    subjects = {row.values.get("org", "") for row in rows} - {""}
    ids = org_ids(uids=subjects)
    briefs = {
        each.uid: each for each in states_near(actor=actor, orgs=ids.values(), on=on).values()
    }
    above = {each.superior for each in briefs.values() if each.superior is not None}
    uids = {org: each.uid for org, each in states_near(actor=actor, orgs=above, on=on).items()}
    found = set()
    for row in rows:
        brief = briefs.get(row.values.get("org", ""))
        if brief is None or row.against:
            continue
        now = {
            "org": brief.uid,
            "name": brief.name,
            "kind": brief.kind,
            "code": brief.code,
            "superior": uids.get(brief.superior or 0, ""),
        }
        if all(now.get(name) == value for name, value in row.values.items()):
            found.add(row.number)
    return found


def _pasted(row: ReadRow, made: Made, same: Collection[int]) -> PastedRow:
    against = (*row.against, *made.against.get(row.number, ()))
    pasted = PastedRow(
        row.number,
        row.texts,
        READY,
        row.values,
        row.choices,
        against,
        tuple(row.warnings),
        made.of_row.get(row.number),
    )
    if not against:
        return replace(pasted, state=SAME if row.number in same else READY)
    if all(each.code in HELD_UP for each in against):
        return replace(pasted, state=WAITS)
    return replace(pasted, state=OPEN if is_open(against) else WRONG)


def _remarks(sheet: Sheet, rows: Sequence[PastedRow]) -> tuple[Finding, ...]:
    """Say of the table as a whole what is worth knowing."""
    found = list(sheet.remarks)
    if sheet.head is None:
        found.insert(0, finding("NO_HEADINGS"))
    for code in ("LEGACY_CODING", "ZEROS_EATEN"):
        count = sum(any(each.code == code for each in row.warnings) for row in rows)
        if count:
            found.append(finding(f"{code}_ROWS", count=count))
    return tuple(found)
