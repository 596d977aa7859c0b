"""Write the rows that an act on a case makes, and keep when the case was closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dangbo.audit.models import Act
from dangbo.cases.access import steps_of_cases
from dangbo.cases.models import Case, Step
from dangbo.cases.queries.closing import closing_of
from dangbo.papers.models import Paper


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
    """Keep when and how a case was closed, as its steps in force say."""
    days = {each.code: each.on for each in steps_of_cases([case.pk])}
    case.closed_on, case.outcome = closing_of(case.kind, days)
    case.save(update_fields=["closed_on", "outcome"])
