"""Say which badges and cards hang on a person who would count for another."""

from typing import Final

from dangbo.honours.access import every
from dangbo.honours.models import Badge, CardIssue
from dangbo.rules.verdicts import Finding, finding

TIES: Final = ((Badge, "MERGE_BADGE"), (CardIssue, "MERGE_CARD"))


def ties_of(person: int) -> list[Finding]:
    """Return what was given to a person, by its kind."""
    found = []
    for model, code in TIES:
        count = every(model).filter(person=person, voided_by=None).count()
        if count:
            found.append(finding(code, count=count))
    return found
