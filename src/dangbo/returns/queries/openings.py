"""Hold what a report begins with against what the one before it ended with, person by person."""

from collections.abc import Sequence
from dataclasses import dataclass

from dangbo.accounts.access import Actor
from dangbo.returns.queries.comparing import Changed, explained
from dangbo.returns.queries.figures import (
    Sent,
    asked_for,
    counted_now,
    figures_now,
    filled_now,
    frozen_figures,
    sent_by,
)
from dangbo.returns.queries.forms import closing_and_opening, written
from dangbo.returns.queries.judging import At
from dangbo.returns.queries.periods import period_before
from dangbo.returns.queries.reading import Report, report_of
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.frozen_figures import Figure, differences
from dangbo.rules.return_periods import ReturnPeriod


@dataclass(frozen=True)
class Opening:
    """The report before, and where this one does not begin with what that one ended with.

    `cells` is how many were held against each other; none where nothing was sent before.
    """

    before: ReturnPeriod | None
    report: Report | None
    cells: int = 0
    differing: Sequence[Changed] = ()


def opening_of(*, actor: Actor, at: At) -> Opening:
    """Hold the closing figures sent for the period before against what this report begins with.

    Its own opening figures where its form has them, as sent or as they are now; else what the
    register answers now of the day before it begins.
    """
    before = period_before(actor=actor, org=at.report.org, period=at.report.period)
    if before is None:
        return Opening(None, None)
    report = report_of(actor=actor, period=before, org=at.report.org, form=at.report.form)
    last = report.sendings[-1].sending if report.sendings else None
    sent = sent_by(actor=actor, sending=last) if last is not None else None
    if sent is None:
        return Opening(before, report if report.begun else None)
    pairs = closing_and_opening(sent.layout, at.layout)
    closing = {
        written(key): frozen_figures(sent)[written(key)]
        for key, _opening in pairs
        if key in sent.cells
    }
    opening = _opening(actor, at, sent, before, pairs)
    shared = {key: opening[key] for key in closing if key in opening}
    found = differences({key: closing[key] for key in shared}, shared)
    asked = asked_for(actor=actor, period=before, org=at.report.org)
    return Opening(before, report, len(shared), explained(sent, asked, found))


def _opening(
    actor: Actor,
    at: At,
    sent: Sent,
    before: ReturnPeriod,
    pairs: Sequence[tuple[CellKey, CellKey | None]],
) -> dict[str, Figure]:
    """Return what the report begins with, by the name of the closing cell that it answers to."""
    own = _own_figures(actor, at)
    asked = asked_for(actor=actor, period=before, org=at.report.org)
    told = filled_now(sent.layout, asked, {})
    found = {}
    for closing, opening in pairs:
        if opening is not None and written(opening) in own:
            found[written(closing)] = own[written(opening)]
        else:
            behind = counted_now(sent.layout, closing, asked)
            found[written(closing)] = Figure(told.cells[closing].value, behind)
    return found


def _own_figures(actor: Actor, at: At) -> dict[str, Figure]:
    if at.report.sending is not None:
        sent = sent_by(actor=actor, sending=at.report.sending)
        return frozen_figures(sent) if sent else {}
    asked = asked_for(actor=actor, period=at.report.period, org=at.report.org)
    return figures_now(at.layout, asked, filled_now(at.layout, asked, at.report.typed))
