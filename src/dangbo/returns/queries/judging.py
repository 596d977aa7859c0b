"""Gather what a step of a report meets, and say before it is taken what stands against it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.layouts.queries import Filled, laid
from dangbo.returns.access import may_over
from dangbo.returns.queries.figures import HIDDEN, asked_for, filled_now
from dangbo.returns.queries.forms import cell_title, cells_of_form, typed_cells, written
from dangbo.returns.queries.places import Place, place_of, places_below
from dangbo.returns.queries.reading import Report, reports_of
from dangbo.rules.form_filling import CheckOutcome
from dangbo.rules.form_layouts import Layout
from dangbo.rules.returns import (
    OWN,
    VOUCHING,
    Facing,
    Other,
    StepKind,
    may_step,
    reopens_along,
)
from dangbo.rules.rights import RETURN_RECEIVE, RETURN_SEND
from dangbo.rules.verdicts import Verdict


@dataclass(frozen=True)
class Wanted:
    """A step that somebody wants to take; `seen` is the last step that he or she saw."""

    kind: StepKind
    seen: int
    reason: str = ""


@dataclass(frozen=True)
class At:
    """A report with the version of its form, and where its organisation stood."""

    report: Report
    layout: Layout
    place: Place


def act_of(kind: StepKind) -> str:
    """Return the right that a step takes."""
    return RETURN_SEND if kind in OWN else RETURN_RECEIVE


def place_asked(at: At, kind: StepKind) -> int:
    """Return the organisation over which the right is asked."""
    return at.place.org.id if kind in OWN else at.place.receiver.id


def may_take(*, actor: Actor, at: At, kind: StepKind) -> bool:
    """Say whether an actor has the right to a step, whatever stands against it."""
    org, on = place_asked(at, kind), at.report.period.cut_off
    return may_over(actor, act_of(kind), org, on=on)


def judged(
    *, actor: Actor, at: At, wanted: Wanted, today: date, told: Filled | None = None
) -> Verdict:
    """Return every reason against a step, and what to heed; `told` spares filling the form."""
    facing = Facing(
        state=at.report.state,
        today=today,
        cut_off=at.report.period.cut_off,
        stood=at.place.stood and at.place.level is not None,
        changed=wanted.seen != at.report.seen,
        reason=wanted.reason,
        above=[_other(actor, above, each) for above, each in reports_above(actor=actor, at=at)],
    )
    if wanted.kind in VOUCHING and facing.stood:
        facing = _with_figures(facing, actor, at, told)
    return may_step(wanted.kind, facing)


def _with_figures(facing: Facing, actor: Actor, at: At, told: Filled | None) -> Facing:
    if told is None:
        asked = asked_for(actor=actor, period=at.report.period, org=at.report.org)
        told = filled_now(at.layout, asked, at.report.typed)
    below = reports_below(actor=actor, at=at)
    return replace(
        facing,
        failed=[check_name(each) for each in told.checks if each.verdict == "fails"],
        lacking=list(_lacking(at)),
        hidden=[
            cell_title(at.layout, key)
            for key in cells_of_form(at.layout)
            if told.cells[key].reason == HIDDEN
        ],
        below=[Other(each.org.name, each.state) for each in below],
    )


def check_name(outcome: CheckOutcome) -> str:
    """Return a check in words, or as it is written."""
    check = outcome.check
    return check.text or f"{check.left} {check.sign} {check.right}"


def _lacking(at: At) -> Iterator[str]:
    for key in typed_cells(at.layout):
        if not at.report.typed.get(written(key)):
            yield cell_title(at.layout, key)


def reports_below(*, actor: Actor, at: At) -> list[Report]:
    """Return the reports of those directly below, for the same form and period."""
    period = at.report.period
    below = places_below(actor=actor, place=at.place, on=period.cut_off)
    names = [each.org for each in below]
    found = reports_of(actor=actor, period=period, orgs=names, forms=[at.report.form])
    return [found[at.report.form, each.id] for each in names]


def reports_above(*, actor: Actor, at: At) -> Sequence[tuple[Place, Report]]:
    """Return the reports of those above, the nearest first, for the same form and period."""
    chain = list(at.place.above)
    period, form = at.report.period, at.report.form
    found = reports_of(actor=actor, period=period, orgs=chain, forms=[form], states=True)
    return [
        (Place(each, "", "upper", chain[number + 1 :]), found[form, each.id])
        for number, each in enumerate(chain)
    ]


def _other(actor: Actor, place: Place, report: Report) -> Other:
    on = report.period.cut_off
    may = may_over(actor, RETURN_RECEIVE, place.receiver.id, on=on)
    return Other(place.org.name, report.state, may)


def reopened_along(*, actor: Actor, at: At) -> list[Report]:
    """Return the reports above that are reopened with this one."""
    found = (report for _place, report in reports_above(actor=actor, at=at))
    return [each for each in found if reopens_along(each.state)]


def found_at(*, actor: Actor, report: Report, layout: Layout, known: date | None = None) -> At:
    """Return a report with its form and where its organisation stood on the cut-off.

    The form has its rows for those directly below, as known on a day.
    """
    place = place_of(actor=actor, org=report.org, on=report.period.cut_off)
    asked = asked_for(actor=actor, period=report.period, org=report.org, known=known)
    return At(report, laid(layout, asked), place)
