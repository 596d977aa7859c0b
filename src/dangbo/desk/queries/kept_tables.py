"""Hold a pasted table while it is mended: its rows, what they fill in, which column is what."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.base.sheets import Sheet, SheetRow
from dangbo.base.vietnamese import decode_legacy, nfc
from dangbo.desk.access import pastes_of
from dangbo.desk.models import Draft
from dangbo.rules.filled_rows import COLUMNS
from dangbo.rules.pasted_tables import columns_of
from dangbo.rules.verdicts import Finding, finding

PLACE: Final = "table"
LONGEST: Final = 1_000
# What a cell shares with the one above it where cells were merged.
CARRIED: Final = ("superior", "result", "kind", "part")


@dataclass(frozen=True)
class KeptTable:
    """A table with the kind of change it fills in, its columns, and the rows left out."""

    sheet: Sheet
    kind: str
    columns: Mapping[str, int]
    left: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.sheet.rows[0].cells) if self.sheet.rows else 0

    def kept(self) -> dict[str, Any]:
        """Return the table as plain values that can be stored."""
        return {
            "name": self.sheet.name,
            "head": self.sheet.head,
            "rows": [[row.number, list(row.cells)] for row in self.sheet.rows],
            "remarks": [[each.code, dict(each.facts)] for each in self.sheet.remarks],
            "kind": self.kind,
            "columns": dict(self.columns),
            "left": sorted(self.left),
        }

    def filling(self, kind: str) -> "KeptTable":
        """Return the table as it fills in another kind of change, its columns told anew."""
        return replace(self, kind=kind, columns=told_columns(self.sheet, kind))

    def with_columns(self, columns: Mapping[str, int]) -> "KeptTable":
        """Return the table with other columns; those that there are not are left out."""
        told = {
            name: at
            for name, at in columns.items()
            if name in COLUMNS[self.kind] and 0 <= at < self.width
        }
        return replace(self, columns=told)

    def leaving(self, out: Iterable[int], back: Iterable[int] = ()) -> "KeptTable":
        """Return the table with more rows left out, and others taken back."""
        return replace(self, left=(self.left | set(out)) - set(back))

    def with_cells(self, cells: Mapping[tuple[int, str], str]) -> "KeptTable":
        """Return the table with other texts in cells named by row and field."""
        table = self
        for name in dict.fromkeys(name for _, name in cells):
            if name in COLUMNS[self.kind] and name not in table.columns:
                table = table._with_column(name)
        told = {
            (number, table.columns[name]): " ".join(nfc(text.replace("\0", "")).split())[:LONGEST]
            for (number, name), text in cells.items()
            if name in table.columns
        }
        touched = {number for number, _ in told}
        rows = [
            SheetRow(
                row.number,
                tuple(told.get((row.number, at), cell) for at, cell in enumerate(row.cells)),
            )
            if row.number in touched
            else row
            for row in table.sheet.rows
        ]
        return table._with_rows(rows)

    def _with_column(self, name: str) -> "KeptTable":
        columns = {**self.columns, name: self.width}
        wider = [SheetRow(row.number, (*row.cells, "")) for row in self.sheet.rows]
        return replace(self._with_rows(wider), columns=columns)

    def _with_rows(self, rows: Iterable[SheetRow]) -> "KeptTable":
        return replace(self, sheet=replace(self.sheet, rows=tuple(rows)))

    def filled_down(self) -> "KeptTable":
        """Return the table with what merged cells share written into each row of them."""
        places = [self.columns[name] for name in CARRIED if name in self.columns]
        above = dict.fromkeys(places, "")
        rows = list(self.sheet.rows[: len(self.sheet.rows) - len(self.sheet.body)])
        for row in self.sheet.body:
            above = {at: row.cells[at] or above[at] for at in places}
            cells = tuple(above.get(at, cell) for at, cell in enumerate(row.cells))
            rows.append(SheetRow(row.number, cells))
        return self._with_rows(rows)

    def decoded(self) -> "KeptTable":
        """Return the table with texts of an old coding in Unicode."""
        known: dict[str, str] = {}
        rows = []
        for row in self.sheet.rows:
            for cell in row.cells:
                if cell not in known:
                    known[cell] = nfc(decode_legacy(cell))
            rows.append(SheetRow(row.number, tuple(known[cell] for cell in row.cells)))
        return self._with_rows(rows)

    def only(self, numbers: Collection[int]) -> "KeptTable | None":
        """Return the table with these of its rows alone, or nothing when none is left."""
        kept = set(numbers)
        head = self.sheet.rows[: len(self.sheet.rows) - len(self.sheet.body)]
        body = [row for row in self.sheet.body if row.number in kept]
        return self._with_rows([*head, *body]) if body else None


def told_columns(sheet: Sheet, kind: str) -> dict[str, int]:
    """Return which column is what, as far as the headings tell it."""
    return columns_of(sheet.header, COLUMNS[kind]) if sheet.head is not None else {}


def kept_table(*, actor: Actor, draft: Draft) -> KeptTable | None:
    """Return the table that the actor is filling in, if there is one."""
    kept = pastes_of(actor, draft).filter(place=PLACE).first()
    if kept is None:
        return None
    told = kept.content
    remarks = tuple(_remark(code, facts) for code, facts in told["remarks"])
    rows = tuple(SheetRow(number, tuple(cells)) for number, cells in told["rows"])
    return KeptTable(
        Sheet(told["name"], rows, told["head"], remarks),
        told["kind"],
        told["columns"],
        frozenset(told["left"]),
    )


def _remark(code: str, facts: Mapping[str, Any]) -> Finding:
    return finding(code, **facts)
