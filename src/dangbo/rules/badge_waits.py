"""Say until when a badge waits because of Party discipline.

Source: `rules.md` R2.38; the months of each form are in `sets/badges.toml`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangbo.rules.badges import badge_rules
from dangbo.rules.days import add_months


@dataclass(frozen=True, slots=True)
class Sanction:
    """A form of discipline from the day of its announcement on, lifted on a day or not."""

    form: str
    since: date
    lifted: date | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """A form of discipline that holds a badge back, and the first day on which it ceases to."""

    form: str
    until: date


def wait_on(*, sanctions: Sequence[Sanction], on: date) -> Wait | None:
    """Return what holds a badge back longest on a day; None where nothing does.

    A sanction lifted earlier holds nothing back from then on; one that another follows on the same
    day was not lifted.
    """
    months = badge_rules(on).discipline_months
    starts = {each.since for each in sanctions}
    found = []
    for each in sanctions:
        until = add_months(each.since, months.get(each.form, 0))
        if each.lifted is not None and each.lifted not in starts:
            until = min(until, each.lifted)
        if each.since <= on < until:
            found.append(Wait(each.form, until))
    return max(found, key=lambda each: each.until, default=None)
