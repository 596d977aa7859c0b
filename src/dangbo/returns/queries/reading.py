"""Read reports: which there are to be, in which state, by which steps, and what was sent."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from dangbo.accounts.access import Actor
from dangbo.orgs.queries.names import OrgName
from dangbo.returns.access import every, readable_returns, steps_of
from dangbo.returns.models import Return, Step
from dangbo.returns.queries.periods import period_named
from dangbo.rules.return_periods import ReturnPeriod
from dangbo.rules.returns import LOCKED, State, StepKind, state_after


@dataclass(frozen=True)
class StepRow:
    """One step of a report: what, when, by whom, why, on which paper; `sending`: what it sent."""

    number: int
    kind: StepKind
    act: int
    at: datetime
    recorded: date
    actor: str
    reason: str
    paper: str
    typed: Mapping[str, str]
    sending: int | None


@dataclass(frozen=True)
class Report:
    """The report of an organisation by one form for one period, begun or not."""

    form: str
    period: ReturnPeriod
    org: OrgName
    id: int | None = None
    steps: Sequence[StepRow] = ()

    @property
    def state(self) -> State:
        """Return the state to which its steps have led."""
        state: State = "draft"
        for each in self.steps:
            state = state_after(each.kind, state)
        return state

    @property
    def begun(self) -> bool:
        """Say whether anybody of the organisation took a step."""
        return any(each.kind != "remind" for each in self.steps)

    @property
    def seen(self) -> int:
        """Return the number of the last step that changed something; reminders do not."""
        return next((each.number for each in reversed(self.steps) if each.kind != "remind"), 0)

    @property
    def typed(self) -> Mapping[str, str]:
        """Return what was typed into cells, by the last step that filled them."""
        return next((each.typed for each in reversed(self.steps) if each.kind == "fill"), {})

    def typed_by(self, step: StepRow) -> Mapping[str, str]:
        """Return what had been typed into cells before a step."""
        before = (each for each in reversed(self.steps) if each.number < step.number)
        return next((each.typed for each in before if each.kind == "fill"), {})

    @property
    def sendings(self) -> list[StepRow]:
        """Return every step by which it was sent, the first one first."""
        return [each for each in self.steps if each.sending is not None]

    @property
    def sending(self) -> int | None:
        """Return what stands as sent now; None while it is with the organisation."""
        return self.sendings[-1].sending if self.state in LOCKED else None

    @property
    def last(self) -> StepRow | None:
        """Return the last step that changed something."""
        return next((each for each in reversed(self.steps) if each.kind != "remind"), None)

    @property
    def reminders(self) -> list[StepRow]:
        """Return the reminders since the last step of the organisation."""
        return [each for each in self.steps if each.kind == "remind" and each.number > self.seen]


def reports_of(
    *,
    actor: Actor,
    period: ReturnPeriod,
    orgs: Iterable[OrgName],
    forms: Sequence[str],
    states: bool = False,
    until: date | None = None,
) -> dict[tuple[str, int], Report]:
    """Return the report of each organisation by each form for a period, begun or not.

    `states`: also of those whose figures the actor may not read, to know how far they are. `until`:
    with the steps recorded by the end of a day.
    """
    named = {each.id: each for each in orgs}
    rows = every(Return) if states else readable_returns(actor)
    rows = rows.filter(period=period.code, form__in=forms, org__in=list(named))
    begun = {(each.form, each.org_id): each.pk for each in rows}
    steps = _steps(begun.values(), until)
    return {
        (form, org): Report(form, period, name, pk, steps.get(pk or 0, ()))
        for form in forms
        for org, name in named.items()
        for pk in [begun.get((form, org))]
    }


def report_of(
    *,
    actor: Actor,
    period: ReturnPeriod,
    org: OrgName,
    form: str,
    states: bool = False,
    until: date | None = None,
) -> Report:
    """Return the report of one organisation by one form for a period, begun or not."""
    found = reports_of(
        actor=actor, period=period, orgs=[org], forms=[form], states=states, until=until
    )
    return found[form, org.id]


def begun_by(*, actor: Actor, org: OrgName) -> list[Report]:
    """Return every report that an organisation has begun, the latest period first."""
    rows = list(readable_returns(actor).filter(org=org.id).order_by("-cut_off", "form"))
    steps = _steps(each.pk for each in rows)
    found = []
    for row in rows:
        period = period_named(row.period)
        if period is not None:
            found.append(Report(row.form, period, org, row.pk, steps.get(row.pk, ())))
    return found


def _steps(returns: Iterable[int], until: date | None = None) -> dict[int, list[StepRow]]:
    found: dict[int, list[StepRow]] = defaultdict(list)
    for step in steps_of(returns):
        if until is None or step.act.recorded <= until:
            found[step.report_id].append(_row(step))
    return found


def _row(step: Step) -> StepRow:
    act = step.act
    sending = getattr(step, "sending", None)
    return StepRow(
        number=step.number,
        kind=cast(StepKind, step.kind),
        act=act.seq,
        at=act.at,
        recorded=act.recorded,
        actor=act.actor,
        reason=act.reason,
        paper=act.paper,
        typed=step.typed,
        sending=sending.pk if sending is not None else None,
    )
