"""Say what came after a list was taken in, of the persons whom it entered or changed."""

from dangbo.intake.access import Event, Identity, chunks, every, provenance_in
from dangbo.intake.models import Intake


def later_events(intake: Intake) -> list[str]:
    """Return the names of persons of whom a later act says something."""
    if not intake.acts:
        return []
    persons = provenance_in(intake).values_list("person", flat=True)
    later: set[int] = set()
    for ids in chunks(persons):
        rows = every(Event).filter(person__in=ids, voided_by__isnull=True, act__gt=max(intake.acts))
        later |= set(rows.values_list("person", flat=True))
    names: list[str] = []
    for ids in chunks(later):
        rows_ = every(Identity).filter(person__in=ids, voided_by__isnull=True)
        names += rows_.order_by("name_sort").values_list("name", flat=True)
    return names
