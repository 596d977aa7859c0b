"""Fill in changes by a table: keep it while it is mended, then add what is ready."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.base.sheets import Sheet
from dangbo.desk.access import lock_draft
from dangbo.desk.commands.keeping import drop_paste, keep_paste
from dangbo.desk.commands.pasting import OPEN, READY, WAITS, WRONG, Pasted, changes_of
from dangbo.desk.commands.writing import add_changes
from dangbo.desk.queries.kept_tables import PLACE, KeptTable, kept_table, told_columns
from dangbo.rules.filled_rows import COLUMNS
from dangbo.rules.verdicts import Verdict, finding


@dataclass(frozen=True)
class Added:
    """What was added to a draft from a table, and how many of its rows are still to be mended."""

    changes: tuple[int, ...]
    rows: int
    left: int


def take_table(
    *,
    actor: Actor,
    draft: int,
    sheet: Sheet,
    kind: str,
    columns: Mapping[str, int] | None = None,
) -> None:
    """Keep a table that fills in a kind of change, instead of the one that was there."""
    if kind not in COLUMNS:
        Verdict((finding("UNKNOWN_CHANGE", text=kind[:40]),)).require()
    told = told_columns(sheet, kind) if columns is None else columns
    keep_table(actor=actor, draft=draft, table=KeptTable(sheet, kind, told))


def keep_table(*, actor: Actor, draft: int, table: KeptTable) -> None:
    """Keep a table as it was mended."""
    keep_paste(actor=actor, draft=draft, place=PLACE, content=table.kept())


def drop_table(*, actor: Actor, draft: int) -> None:
    """Put the table away."""
    drop_paste(actor=actor, draft=draft, place=PLACE)


@transaction.atomic
def add_ready(*, actor: Actor, draft: int, on: date) -> Added:
    """Add the changes of all rows that are ready, all or none; the others stay to be mended."""
    row = lock_draft(actor, draft)
    table = kept_table(actor=actor, draft=row)
    if table is None:
        Verdict((finding("NO_TABLE"),)).require()
        raise AssertionError
    pasted = read_table(actor=actor, table=table, on=on, content=row.content)
    added = add_changes(actor=actor, draft=draft, changes=pasted.changes)
    left = [each.number for each in pasted.of(WRONG, OPEN, WAITS)]
    rest = table.only(left)
    if rest is None:
        drop_table(actor=actor, draft=draft)
    else:
        keep_table(actor=actor, draft=draft, table=rest)
    return Added(tuple(added), len(pasted.of(READY)), len(left))


def read_table(
    *, actor: Actor, table: KeptTable, on: date, content: Mapping[str, object]
) -> Pasted:
    """Say what the rows of a kept table make, beside the content of a draft."""
    return changes_of(
        actor=actor,
        sheet=table.sheet,
        kind=table.kind,
        columns=table.columns,
        on=on,
        draft=content,
        left=table.left,
    )
