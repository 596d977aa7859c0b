"""Tell cases as they stand on a day: whose, where, how far they have come, when they are due."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.audit.access import act_known_on
from dangbo.cases.access import readable_cases, standing_ceremonies, steps_of_cases
from dangbo.cases.models import Case, Step
from dangbo.cases.queries.closing import Told, closing_of
from dangbo.cases.queries.judging import taken_in
from dangbo.cases.queries.people import Named, names_of
from dangbo.cases.queries.seats import seats_on
from dangbo.orgs.queries.names import OrgName, names_on
from dangbo.rules.case_files import Taken
from dangbo.rules.case_places import Next
from dangbo.rules.membership_terms import Deadline

# What is due within a week is told before it is late.
SOON: Final = timedelta(days=7)


@dataclass(frozen=True)
class CaseRow:
    """A case on a day: whose it is, where, how far it has come and what is due.

    `stage` is the step that has to come next, or the last one; `due` the first deadline that runs.
    """

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
    stage: str
    due: Deadline | None
    facts: Mapping[str, object] = field(default_factory=dict)

    def is_overdue(self, on: date) -> bool:
        """Say whether a step should have been taken before a day."""
        return self.due is not None and self.due.due < on

    def is_due_soon(self, on: date) -> bool:
        """Say whether a step has to be taken within a week of a day."""
        return self.due is not None and on <= self.due.due <= on + SOON


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
    # Both sides of a transfer see one case, so each is told what the other one is called.
    names = names_on(actor=OPERATOR, orgs=orgs, on=on, known=known)
    people = names_of(actor=actor, persons={case.person_id for case in cases}, known=known)
    probation = [case.person_id for case in cases if case.kind == "recognition"]
    ceremonies = standing_ceremonies(probation, on=on, known=act)
    found = []
    for case in cases:
        seat, target = seats[case.pk]
        if case.person_id not in people or seat not in names:
            continue
        taken = taken_in(steps[case.pk])
        ceremony = ceremonies.get(case.person_id) if case.kind == "recognition" else None
        told = Told(case.kind, case.conditions, case.facts, taken, ceremony)
        file, place = told.file, told.place(on)
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
                conditions=file.conditions,
                days=file.days,
                taken=taken,
                nexts=place.nexts,
                stage=place.stage,
                due=place.due,
                facts=case.facts,
            )
        )
    return found


def cases_of_person(
    *, actor: Actor, person: int, on: date, known: date | None = None
) -> list[CaseRow]:
    """Return all cases of a person by a day, the latest first."""
    cases = readable_cases(actor, known=act_known_on(known)).filter(
        person=person, opened_on__lte=on
    )
    ordered = list(cases.select_related("person").order_by("-opened_on", "-pk"))
    return rows_of(actor=actor, cases=ordered, on=on, known=known)
