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
from dangbo.returns.access import behind_of, cells_of, paths_then, reads_all, sendings_of
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


def asked_for(
    *, actor: Actor, period: ReturnPeriod, org: OrgName, known: date | None = None
) -> Asked:
    """Return the question that a report asks the register, as known on a day, or now."""
    return ask(actor=actor, org=org.id, on=period.cut_off, start=period.start, known=known)


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
    return all_sent_by(actor=actor, sendings=[sending]).get(sending)


def all_sent_by(*, actor: Actor, sendings: Iterable[int]) -> dict[int, Sent]:
    """Return what was sent by several sendings, by their ids; a handful of questions for all."""
    rows = sendings_of(actor, sendings)
    cells = cells_of(rows)
    paths: dict[date, dict[int, str]] = {}
    for on in {row.step.report.cut_off for row in rows}:
        orgs = {row.step.report.org_id for row in rows if row.step.report.cut_off == on}
        paths[on] = paths_then(orgs, on=on)
    reading = _Reading(actor)
    found = {}
    for row in rows:
        report = row.step.report
        path = paths[report.cut_off].get(report.org_id, "")
        found[row.pk] = _sent(row, cells[row.pk], reading, path)
    return found


def _sent(row: Sending, cells: Iterable[FrozenCell], reading: "_Reading", path: str) -> Sent:
    report = row.step.report
    layout = reading.layout_of(row)
    held = {CellKey(each.row, each.column): each for each in cells}
    shown = {key: each for key, each in held.items() if reading.may(layout, key, path)}
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


class _Reading:
    """Read layouts once, and say what an actor may read of their cells wherever they are sent."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self._layouts: dict[tuple[str, int, bool], Layout] = {}
        self._reads: dict[tuple[int, CellKey], frozenset[str]] = {}
        self._may: dict[tuple[str, frozenset[str]], bool] = {}

    def layout_of(self, row: Sending) -> Layout:
        """Return the layout that was sent."""
        said = (row.layout, row.version, row.confirmed)
        if said not in self._layouts:
            text, version, confirmed = said
            self._layouts[said] = layout_from(text, version=version, confirmed=confirmed)
        return self._layouts[said]

    def may(self, layout: Layout, key: CellKey, path: str) -> bool:
        """Say whether the actor may read what a cell counts in an organisation."""
        at = (id(layout), key)
        if at not in self._reads:
            self._reads[at] = reads_of(layout, key)
        acts = self._reads[at]
        if (path, acts) not in self._may:
            self._may[path, acts] = reads_all(self.actor, acts, path)
        return self._may[path, acts]


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
