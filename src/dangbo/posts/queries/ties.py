"""Say what posts, plans and declarations hang on a person who would count for another."""

from typing import Any, Final

from dangbo.posts.access import every
from dangbo.posts.models import Declaration, Plan, Post
from dangbo.rules.verdicts import Finding, finding

TIES: Final = {Post: "MERGE_HOLDS_POST", Plan: "MERGE_PLANNED", Declaration: "MERGE_DECLARES"}


def ties_of(person: int) -> list[Finding]:
    """Return what is recorded of a person here, past and present, by its kind."""
    found = []
    for model, code in TIES.items():
        rows: Any = every(model).filter(voided_by=None)
        count = rows.filter(person=person).count()
        if count:
            found.append(finding(code, count=count))
    return found
