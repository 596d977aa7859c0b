"""Say whose badge discipline holds back at a round."""

from collections.abc import Iterable, Mapping
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.honours.access import sanctions_of, seen_among
from dangbo.rules.badge_waits import Sanction, wait_on
from dangbo.rules.rights import DISCIPLINE_READ

# By person the form that holds the badge back ("" where the actor may not see it), and the first
# day on which it no longer does.
Waits = Mapping[int, tuple[str, date]]


def waits_at(persons: Iterable[int], *, round_day: date, by: date, known: int | None) -> Waits:
    """Return whom of persons discipline given by a day keeps waiting at a round."""
    found: dict[int, tuple[str, date]] = {}
    for person, given in sanctions_of(persons, until=min(by, round_day), known=known).items():
        wait = wait_on(sanctions=[Sanction(*each) for each in given], on=round_day)
        if wait is not None:
            found[person] = (wait.form, wait.until)
    return found


def as_seen(actor: Actor, waits: Waits) -> Waits:
    """Return the same with the form only of those whose discipline the actor may see."""
    seen = seen_among(actor, DISCIPLINE_READ, waits)
    return {
        person: (form if person in seen else "", until) for person, (form, until) in waits.items()
    }
