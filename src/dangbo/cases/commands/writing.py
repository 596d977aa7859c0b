"""Write the rows that an act on a case makes, and keep when the case was closed."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from dangbo.audit.models import Act
from dangbo.cases.access import chunks, every, standing_ceremonies, steps_of_cases
from dangbo.cases.models import Case, Step
from dangbo.cases.queries.closing import Told
from dangbo.cases.queries.judging import taken_in
from dangbo.papers.models import Paper

# The kind whose time runs from a ceremony, and the events that say when it was held.
CELEBRATED: Final = "recognition"
CEREMONIES: Final = frozenset({"enter", "admit", "readmit", "recognise"})


def kept_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts as rows and the journal keep them: days as text, empty ones left out."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in facts.items()
        if value is not None and value is not False and value not in ("", [], ())
    }


def write_step(
    *,
    case: Case,
    act: Act,
    code: str,
    on: date,
    by: str,
    facts: Mapping[str, Any],
    paper: Paper | None = None,
    result: Act | None = None,
) -> Step:
    """Write a step that an act took, and close the case where it is the last one."""
    step = Step(
        case=case,
        code=code,
        on=on,
        by=by,
        paper=paper,
        note=act.reason,
        facts=dict(facts),
        result=result,
        opened_by=act,
    )
    step.save(force_insert=True)
    settle(case)
    return step


def settle(case: Case) -> None:
    """Keep how a case was closed, its stage and its deadline, as its steps in force say."""
    ceremony = None
    if case.kind == CELEBRATED:
        ceremony = standing_ceremonies([case.person_id], on=date.max).get(case.person_id)
    taken = taken_in(steps_of_cases([case.pk]))
    told = Told(case.kind, case.conditions, case.facts, taken, ceremony)
    case.closed_on, case.outcome, case.stage, case.due = told.kept(case.opened_on)
    case.save(update_fields=["closed_on", "outcome", "stage", "due"])


def follow_members(*, by: Act, happened: Iterable[tuple[int, str]]) -> None:
    """Keep the deadlines that run from a ceremony when an act changes what is said of it."""
    persons = {person for person, change in happened if change in CEREMONIES}
    for ids in chunks(persons):
        running = every(Case).filter(kind=CELEBRATED, person__among=ids, closed_on=None)
        for case in running.filter(voided_by=None):
            settle(case)
