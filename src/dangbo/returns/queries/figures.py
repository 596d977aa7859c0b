"""Fill the form of a report as the register answers now, or as it was sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import cast

from dangbo.accounts.access import Actor
from dangbo.layouts.queries import Filled, FilledCell, filled, items_of_cell
from dangbo.orgs.queries.indicators import Asked, Item
from dangbo.orgs.queries.names import OrgName
from dangbo.reports.queries import ask
from dangbo.returns.access import behind_of, cells_of, reads_all, sending_of
from dangbo.returns.models import FrozenCell, Sending
from dangbo.returns.queries.forms import cells_of_form, number_from, reads_of, typed_cells, written
from dangbo.rules.form_filling import checked
from dangbo.rules.form_formulas import CellKey, Outcome, Reason
from dangbo.rules.form_layouts import Layout
from dangbo.rules.form_texts import layout_from
from dangbo.rules.frozen_figures import Counted, Figure, seal_of
from dangbo.rules.return_periods import ReturnPeriod

HIDDEN: Reason = "may_not_read"


@dataclass(frozen=True)
class Sent:
    """What was sent: the form filled with frozen values, and what was known then."""

    id: int
    form: str
    period: str
    org: int
    cut_off: date
    act: int
    known: int
    recorded: date
    definition: str
    filled: Filled
    cells: Mapping[CellKey, FrozenCell]

    @property
    def layout(self) -> Layout:
        """Return the version of the form that was sent."""
        return self.filled.layout


def asked_for(*, actor: Actor, period: ReturnPeriod, org: OrgName | int) -> Asked:
    """Return the question that a report asks the register, as all is known now."""
    org_id = org if isinstance(org, int) else org.id
    return ask(actor=actor, org=org_id, on=period.cut_off, start=period.start)


def filled_now(layout: Layout, asked: Asked, typed: Mapping[str, str]) -> Filled:
    """Fill a form as the register answers now, with what was typed."""
    given = {
        key: Fraction(typed[name]) for key in typed_cells(layout) if (name := written(key)) in typed
    }
    return filled(layout, asked, given)


def figures_now(layout: Layout, asked: Asked, told: Filled) -> dict[str, Figure]:
    """Return the figures of a filled form with what stands behind each."""
    return {
        written(key): Figure(told.cells[key].value, counted_now(layout, key, asked))
        for key in cells_of_form(layout)
    }


def counted_now(layout: Layout, key: CellKey, asked: Asked) -> tuple[Counted, ...]:
    """Return who or what stands behind a cell, as the register answers."""
    return tuple(Counted(each.id, each.on) for each in items_of_cell(layout, key, asked))


def seal_over(cells: Iterable[FrozenCell]) -> str:
    """Return the sum of all figures and lists of a sending."""
    return seal_of(
        (written(CellKey(each.row, each.column)), f"{each.value} {each.reason}", bytes(each.behind))
        for each in cells
    )


def sent_by(*, actor: Actor, sending: int) -> Sent | None:
    """Return what was sent, None where there is no such sending for the actor.

    Cells that count what the actor may not read are empty, and have no list.
    """
    row = sending_of(actor, sending)
    if row is None:
        return None
    report = row.step.report
    layout = layout_from(row.layout, version=row.version, confirmed=row.confirmed)
    held = {CellKey(each.row, each.column): each for each in cells_of(row)}
    shown = {key: each for key, each in held.items() if _reads(actor, layout, key, row)}
    return Sent(
        row.pk,
        report.form,
        report.period,
        report.org_id,
        report.cut_off,
        row.step.act_id,
        row.known,
        row.step.act.recorded,
        row.definition,
        _filled(layout, held, shown),
        shown,
    )


def _reads(actor: Actor, layout: Layout, key: CellKey, row: Sending) -> bool:
    report = row.step.report
    return reads_all(actor, reads_of(layout, key), report.org_id, on=report.cut_off)


def _filled(
    layout: Layout, held: Mapping[CellKey, FrozenCell], shown: Mapping[CellKey, FrozenCell]
) -> Filled:
    blank = FilledCell(None, "", "blank")
    cells = {
        CellKey(row.key, column.key): blank for row in layout.rows for column in layout.columns
    }
    for key, each in held.items():
        seen = key in shown
        value = number_from(each.value) if seen else None
        reason = cast(Reason, each.reason) if seen else HIDDEN
        cells[key] = FilledCell(value, each.unit, reason)
    outcomes = {key: Outcome(each.value, each.reason) for key, each in cells.items()}
    return Filled(layout, cells, tuple(checked(layout, outcomes)))


def frozen_figures(sent: Sent) -> dict[str, Figure]:
    """Return the figures that were sent with what stood behind each."""
    return {
        written(key): Figure(
            number_from(each.value),
            tuple(Counted(item, on) for item, on, _marks in behind_of(each)),
        )
        for key, each in sent.cells.items()
    }


def frozen_items(sent: Sent, key: CellKey) -> list[Item] | None:
    """Return who or what stood behind a frozen figure; None where it has no list."""
    cell = sent.cells.get(key)
    if cell is None or cell.count is None:
        return None
    return [Item(*each) for each in behind_of(cell)]
