"""Freeze the figures of a report as it is sent: values, definitions, and who stood behind them."""

from dataclasses import dataclass
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.layouts.queries import Filled, definition_version, items_of_cell
from dangbo.returns.access import every
from dangbo.returns.models import FrozenCell, Sending, Step
from dangbo.returns.queries.figures import asked_for, seal_over
from dangbo.returns.queries.forms import cells_of_form, definition_of
from dangbo.returns.queries.judging import At
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.form_layouts import Figure, Layout, contents
from dangbo.rules.form_texts import text_of
from dangbo.rules.frozen_figures import packed

AT_ONCE = 500


@dataclass(frozen=True)
class Frozen:
    """What a sending keeps, before it has a step."""

    layout: Layout
    definition: str
    known: int
    seal: str
    cells: list[FrozenCell]

    @property
    def said(self) -> dict[str, Any]:
        """Return what the journal keeps of it: enough to prove every figure."""
        return {
            "version": self.layout.version,
            "definition": self.definition,
            "confirmed": self.layout.confirmed,
            "known": self.known,
            "seal": self.seal,
        }


def frozen_from(actor: Actor, at: At, told: Filled, *, known: int) -> Frozen:
    """Return the figures of a filled form with what stands behind each, to be kept."""
    asked = asked_for(actor=actor, period=at.report.period, org=at.report.org)
    said = contents(at.layout)
    cells = []
    for key in cells_of_form(at.layout):
        counts = isinstance(said[key], Figure) and told.cells[key].value is not None
        items = items_of_cell(at.layout, key, asked) if counts else ()
        cells.append(_cell(at.layout, key, told, packed(items), len(items) if counts else None))
    return Frozen(at.layout, definition_version(at.layout), known, seal_over(cells), cells)


def _cell(
    layout: Layout, key: CellKey, told: Filled, behind: bytes, count: int | None
) -> FrozenCell:
    found = told.cells[key]
    return FrozenCell(
        row=key.row,
        column=key.column,
        value="" if found.value is None else str(found.value),
        unit=found.unit,
        reason=found.reason,
        definition=definition_of(layout, key),
        count=count,
        behind=behind,
    )


def freeze(step: Step, frozen: Frozen) -> None:
    """Write what was sent by a step."""
    sending = Sending(
        step=step,
        version=frozen.layout.version,
        layout=text_of(frozen.layout),
        confirmed=frozen.layout.confirmed,
        definition=frozen.definition,
        known=frozen.known,
        seal=frozen.seal,
    )
    sending.save(force_insert=True)
    for cell in frozen.cells:
        cell.sending = sending
    every(FrozenCell).bulk_create(frozen.cells, batch_size=AT_ONCE)
