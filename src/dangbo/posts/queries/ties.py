"""Say what posts, plans and declarations hang on a person who would count for another."""

from dangbo.posts.access import every
from dangbo.posts.models import Declaration, Plan, Post
from dangbo.rules.verdicts import Finding, finding


def ties_of(person: int) -> list[Finding]:
    """Return what is recorded of a person here, past and present, by its kind."""
    believed = {"person": person, "voided_by": None}
    counts = {
        "MERGE_HOLDS_POST": every(Post).filter(**believed).count(),
        "MERGE_PLANNED": every(Plan).filter(**believed).count(),
        "MERGE_DECLARES": every(Declaration).filter(**believed).count(),
    }
    return [finding(code, count=count) for code, count in counts.items() if count]
