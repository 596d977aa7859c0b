"""Read from the register what a demonstration of a committee has to agree with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.history.access import readable
from dangbo.history.demonstration.drafts import Brief, Move
from dangbo.history.models import Figure
from dangbo.orgs.access import org_by_uid
from dangbo.orgs.queries import Counts, counts_below, decision, names_on, versions_of
from dangbo.orgs.queries.deciding import DecisionPage, decisions_touching
from dangbo.orgs.queries.standing import OrgState
from dangbo.rules.calibration import Anchor
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.published import Operator
from dangbo.rules.sizes import Measure
from dangbo.rules.verdicts import Findings, finding

DAY: Final = timedelta(days=1)
YEARS_AFTER: Final = 2
LAST_DAY: Final = (12, 31)
# Stated of organisations themselves; in a merger only the number of those merged is stated.
COUNTED: Final = frozenset({"move", "found", "import"})


def brief_of(*, actor: Actor, committee: str, today: date) -> Brief:
    """Return what is published of a committee, or raise RuleError if that cannot be agreed with."""
    org = org_by_uid(actor, committee).pk
    life = _last_life(versions_of(actor=actor, org=org))
    since, until = life[0].start, life[-1].end
    _may_hold(life)
    moves = tuple(_moves(actor, org, since, until or date.max))
    anchors = _beside_real_ones(actor, org, _anchors(actor, org, moves))
    last = max((each.end for each in anchors), default=since)
    leave_off = date(last.year + YEARS_AFTER, *LAST_DAY)
    return Brief(
        committee=committee,
        since=since,
        until=until,
        last=max(last, min(leave_off, today, (until or date.max) - DAY)),
        anchors=anchors,
        moves=moves,
    )


def measured(counts: Counts, measure: Measure) -> int:
    """Return the register's own count that a published one speaks of."""
    if measure is Measure.GRASSROOTS:
        return counts.grassroots
    if measure is Measure.CELLS:
        return counts.cells
    return counts.by_kind.get(measure.value, 0)


def _last_life(versions: list[OrgState]) -> list[OrgState]:
    """Return the versions since an organisation last began to stand."""
    found: list[OrgState] = []
    for each in versions:
        found = [*found, each] if found and found[-1].end == each.start else [each]
    return found


def _may_hold(life: Iterable[OrgState]) -> None:
    """Refuse a committee of a kind under which no grassroots organisation may stand."""
    findings = Findings()
    for each in life:
        kinds = org_kinds().on(each.start)
        if not kinds.may_stand_under(kind=Measure.WITH_CELLS, superior=each.kind):
            findings.refuse(finding("HOLDS_NO_GRASSROOTS", kind=each.kind))
    findings.verdict().require()


def _anchors(actor: Actor, org: int, moves: Iterable[Move]) -> list[Anchor]:
    rows = readable(actor, Figure, org=org, known=None).filter(
        calibrate=True,
        operator=Operator.EXACT,
        indicator__in=[each.value for each in Measure],
        start__isnull=False,
        invented=False,
    )
    found = []
    for row in rows:
        if row.start is not None and row.end is not None:
            measure, last = Measure(row.indicator), row.end - DAY
            within = [each.on for each in moves if row.start < each.on <= last]
            # Of some day within a stretch: it may be one after the last move.
            start = max(within) if within and not row.over else row.start
            found.append(Anchor(row.key, measure, int(row.value), start, last))
    if not found:
        findings = Findings()
        findings.refuse(finding("NO_ANCHORS"))
        findings.verdict().require()
    return found


def _beside_real_ones(actor: Actor, org: int, anchors: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """Say how many real organisations the register holds: those need not be invented."""
    findings = Findings()
    found = []
    for each in anchors:
        real = {
            measured(counts_below(actor=actor, org=org, on=day, invented=False), each.measure)
            for day in (each.start, each.end)
        }
        if len(real) > 1:
            findings.refuse(finding("REAL_ONES_CHANGE", each.key))
        found.append(replace(each, already=max(real)))
    findings.verdict().require()
    return tuple(found)


def _moves(actor: Actor, org: int, since: date, until: date) -> Iterator[Move]:
    """Yield the comings in of organisations that are stated but not listed."""
    for row in reversed(decisions_touching(actor=actor, org=org)):
        page = None if row.invented else decision(actor=actor, act=row.act)
        if page is not None and since <= row.on < until:
            for change in page.changes:
                if change["change"] == "unlisted" and change.get("result") == org:
                    yield _move(actor, page, change)


def _move(actor: Actor, page: DecisionPage, change: Mapping[str, Any]) -> Move:
    exact = change.get("operator", Operator.EXACT) == Operator.EXACT
    counted = exact and change["what"] in COUNTED
    return Move(
        on=page.row.on,
        count=int(change["count"]) if counted else None,
        sources=tuple(_sources(actor, change.get("sources", ()), page.row.on)),
        paper=page.row.paper_uid,
        precision=page.row.precision,
        on_text=page.row.on_text,
    )


def _sources(actor: Actor, orgs: Iterable[int], on: date) -> Iterator[tuple[str, str, date]]:
    names = names_on(actor=actor, orgs=orgs, on=on)
    for org in orgs:
        before = [each for each in versions_of(actor=actor, org=org) if each.start < on]
        life = _last_life(before)
        if life:
            yield names[org].uid, life[-1].kind, life[0].start


@dataclass(frozen=True)
class Checked:
    """A published count beside the register's own on the first and the last day of it."""

    key: str
    measure: Measure
    start: date
    end: date
    published: int
    computed: tuple[int, int]


def checked(*, actor: Actor, brief: Brief) -> list[Checked]:
    """Count again, in the register, whatever the demonstration had to agree with."""
    org = org_by_uid(actor, brief.committee).pk
    found = []
    for each in brief.anchors:
        first, last = (
            measured(counts_below(actor=actor, org=org, on=day), each.measure)
            for day in (each.start, each.end)
        )
        row = (each.key, each.measure, each.start, each.end, each.value, (first, last))
        found.append(Checked(*row))
    return found
