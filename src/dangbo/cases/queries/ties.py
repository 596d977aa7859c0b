"""Say which running cases hang on a person who would count for another."""

from dangbo.cases.access import every
from dangbo.cases.models import Case
from dangbo.rules.verdicts import Finding, finding


def ties_of(person: int) -> list[Finding]:
    """Return the cases of a person that are not closed; closed ones stay as they were."""
    running = every(Case).filter(person=person, closed_on=None, voided_by=None)
    count = running.count()
    return [finding("MERGE_OPEN_CASE", count=count)] if count else []
