"""Find in the journal the sealed text of numbers that no row of a span holds yet."""

from collections.abc import Collection

from dangbo.members.access import chunks, every
from dangbo.members.models import Event
from dangbo.members.queries.journal import Journal

Secret = tuple[int, str]


def sealed_numbers(wanted: Collection[Secret]) -> dict[Secret, str]:
    """Return the sealed text of secret numbers by person and look-up, from events in force."""
    found: dict[Secret, str] = {}
    journal = Journal()
    for ids in chunks(person for person, _ in wanted):
        rows = every(Event).filter(person__in=ids, change="number", voided_by=None)
        fields = ("person", "facts", "act", "position", "opened_by")
        for person, facts, act, position, by in rows.values_list(*fields):
            if (person, facts["value"]) in wanted:
                told = journal.told(person, act, position, by) or {}
                found[person, facts["value"]] = told.get("number", "")
    return found
