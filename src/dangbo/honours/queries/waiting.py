"""Say whose badge discipline holds back at a round."""

from collections.abc import Iterable, Mapping
from datetime import date

from dangbo.honours.access import sanctions_of
from dangbo.rules.badge_waits import Sanction, wait_on

# By person the form that holds the badge back, and the first day on which it no longer does.
Waits = Mapping[int, tuple[str, date]]


def waits_at(persons: Iterable[int], *, round_day: date, by: date, known: int | None) -> Waits:
    """Return whom of persons discipline given by a day keeps waiting at a round."""
    found: dict[int, tuple[str, date]] = {}
    for person, given in sanctions_of(persons, until=min(by, round_day), known=known).items():
        wait = wait_on(sanctions=[Sanction(*each) for each in given], on=round_day)
        if wait is not None:
            found[person] = (wait.form, wait.until)
    return found
