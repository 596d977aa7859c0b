"""List the cases that run on a day: by stage, when the next step is due, and what is overdue."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.cases.access import readable_cases, standing_ceremonies, steps_of_cases
from dangbo.cases.models import Case, Step
from dangbo.cases.queries.closing import closing_of
from dangbo.cases.queries.judging import conditions_in, taken_in
from dangbo.cases.queries.people import Named, names_of
from dangbo.cases.queries.seats import seats_on
from dangbo.orgs.access import paths_on
from dangbo.orgs.queries.names import OrgName, names_on
from dangbo.rules.case_stages import Step as StepKind
from dangbo.rules.case_stages import next_steps, step_due
from dangbo.rules.case_verdicts import CaseFile, Taken, Whom
from dangbo.rules.holidays import working_days_between
from dangbo.rules.membership_terms import Deadline
from dangbo.rules.paths import AFTER_ALL

State = Literal["running", "overdue", "closed", "all"]


@dataclass(frozen=True)
class Next:
    """A step that may come next, and when it is due."""

    step: StepKind
    due: Deadline | None

    def left(self, on: date) -> int | None:
        """Return the working days left until the last day, negative when it is over."""
        if self.due is None:
            return None
        if self.due.due >= on:
            return working_days_between(on, self.due.due)
        return -working_days_between(self.due.due, on)


@dataclass(frozen=True)
class CaseRow:
    """A case on a day: whose it is, where, how far it has come and what is due."""

    id: int
    kind: str
    person: Named
    invented: bool
    org: OrgName
    to_org: OrgName | None
    opened_on: date
    closed_on: date | None
    outcome: str
    conditions: frozenset[str]
    days: Mapping[str, date]
    taken: Mapping[str, Taken]
    nexts: tuple[Next, ...]
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def stage(self) -> str:
        """Return the code of the step that comes next, or of the last one."""
        must = [each for each in self.nexts if not each.step.optional] or list(self.nexts)
        return must[0].step.code if must else next(reversed([*self.taken]), "")

    @property
    def due(self) -> Deadline | None:
        """Return the first deadline that runs."""
        found = [each.due for each in self.nexts if each.due and not each.step.optional]
        return min(found, key=lambda each: each.due, default=None)

    def is_overdue(self, on: date) -> bool:
        """Say whether a step should have been taken before a day."""
        return self.due is not None and self.due.due < on


@dataclass(frozen=True)
class BoardFilter:
    """What the board is narrowed to: a kind, an organisation and all below it, a state, a stage."""

    kind: str = ""
    org: int | None = None
    state: State = "running"
    stage: str = ""


def board(
    *, actor: Actor, on: date, known: date | None = None, narrowed: BoardFilter
) -> list[CaseRow]:
    """Return the cases of a day that the filter leaves, the most urgent first."""
    cases = readable_cases(actor, known=act_known_on(known)).filter(opened_on__lte=on)
    if narrowed.kind:
        cases = cases.filter(kind=narrowed.kind)
    if narrowed.state in {"running", "overdue"} and known is None:
        cases = cases.exclude(closed_on__lte=on)
    rows = rows_of(actor=actor, cases=list(cases.select_related("person")), on=on, known=known)
    if narrowed.org is not None:
        below = _below(actor, narrowed.org, on, known)
        rows = [each for each in rows if _inside(each, below)]
    rows = [each for each in rows if _in_state(each, narrowed, on)]
    return sorted(rows, key=lambda each: (each.due is None, each.due and each.due.due, each.id))


def rows_of(
    *, actor: Actor, cases: Sequence[Case], on: date, known: date | None = None
) -> list[CaseRow]:
    """Return cases as they stand on a day."""
    act = act_known_on(known)
    steps: dict[int, list[Step]] = defaultdict(list)
    for each in steps_of_cases([case.pk for case in cases], known=act, on=on):
        steps[each.case_id].append(each)
    seats = seats_on(cases, on=on, known=known)
    orgs = {org for seat in seats.values() for org in seat if org is not None}
    names = names_on(actor=actor, orgs=orgs, on=on, known=known)
    people = names_of(actor=actor, persons={case.person_id for case in cases}, known=known)
    probation = [case.person_id for case in cases if case.kind == "recognition"]
    ceremonies = standing_ceremonies(probation, on=on, known=act)
    found = []
    for case in cases:
        seat, target = seats[case.pk]
        if case.person_id not in people or seat not in names:
            continue
        taken = taken_in(steps[case.pk])
        conditions = conditions_in(case, taken)
        days = case_days(case, taken, ceremonies.get(case.person_id))
        closed, outcome = closing_of(case.kind, {code: each.on for code, each in taken.items()})
        found.append(
            CaseRow(
                id=case.pk,
                kind=case.kind,
                person=people[case.person_id],
                invented=case.invented,
                org=names[seat],
                to_org=names.get(target or 0),
                opened_on=case.opened_on,
                closed_on=closed,
                outcome=outcome,
                conditions=conditions,
                days=days,
                taken=taken,
                nexts=_nexts(case.kind, taken, conditions, days, on),
                facts=case.facts,
            )
        )
    return found


def case_days(case: Case, taken: Mapping[str, Taken], ceremony: date | None) -> dict[str, date]:
    """Return the days from which the deadlines of a case run."""
    whom = Whom(None, ceremony=ceremony)
    return CaseFile(kind=case.kind, whom=whom, facts=case.facts, taken=taken).days


def _nexts(
    kind: str,
    taken: Mapping[str, Taken],
    conditions: Iterable[str],
    days: Mapping[str, date],
    on: date,
) -> tuple[Next, ...]:
    steps = next_steps(kind=kind, done=taken.keys(), on=on, conditions={*conditions})
    return tuple(Next(each, due_of(each, days)) for each in steps)


def due_of(step: StepKind, days: Mapping[str, date]) -> Deadline | None:
    """Return when a step is due; a stay that has a stated end is due on that."""
    found = step_due(step=step, days=days)
    if found is not None and step.deadline == "temporary_end" and "end" in days:
        return Deadline(found.step, days["end"], found.count, found.unit, found.source)
    return found


def within_org(*, actor: Actor, org: int, on: date, known: date | None = None) -> set[int]:
    """Return an organisation and all below it on a day."""
    return _below(actor, org, on, known)


def _below(actor: Actor, org: int, on: date, known: date | None) -> set[int]:
    rows = paths_on(actor, on=on, known=act_known_on(known))
    path = rows.filter(org=org).values_list("path", flat=True).first()
    if path is None:
        return set()
    own = rows.filter(path__gte=path, path__lt=path + AFTER_ALL)
    return set(own.values_list("org", flat=True))


def _inside(row: CaseRow, orgs: set[int]) -> bool:
    return row.org.id in orgs or (row.to_org is not None and row.to_org.id in orgs)


def _in_state(row: CaseRow, narrowed: BoardFilter, on: date) -> bool:
    if narrowed.stage and row.stage != narrowed.stage:
        return False
    if narrowed.state == "all":
        return True
    if narrowed.state == "closed":
        return row.closed_on is not None
    late = narrowed.state != "overdue" or row.is_overdue(on)
    return row.closed_on is None and late


def open_cases_in(
    *, actor: Actor, orgs: Iterable[int], on: date, known: date | None = None
) -> list[CaseRow]:
    """Return the running cases that are in some organisations, or below them, on a day."""
    wanted: set[int] = set()
    for org in orgs:
        wanted |= _below(actor, org, on, known)
    if not wanted:
        return []
    rows = board(actor=actor, on=on, known=known, narrowed=BoardFilter())
    return [each for each in rows if _inside(each, wanted)]


def cases_of_person(
    *, actor: Actor, person: int, on: date, known: date | None = None
) -> list[CaseRow]:
    """Return all cases of a person by a day, the latest first."""
    cases = readable_cases(actor, known=act_known_on(known)).filter(
        person=person, opened_on__lte=on
    )
    ordered = list(cases.select_related("person").order_by("-opened_on", "-pk"))
    return rows_of(actor=actor, cases=ordered, on=on, known=known)
