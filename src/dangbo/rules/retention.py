"""Say how long what stands beside the dated facts is kept, and what may then be removed."""

from dataclasses import dataclass
from datetime import date, timedelta

from dangbo.rules.instruments import instrument_on


@dataclass(frozen=True)
class Kept:
    """A sort of things: kept so many days after they were last of use, then listed or removed."""

    code: str
    days: int
    remove: bool


def kept_on(day: date) -> tuple[Kept, ...]:
    """Return what is kept how long, by the instrument in force on a day."""
    values = instrument_on("retention", day).values
    return tuple(Kept(raw["code"], raw["days"], raw["remove"]) for raw in values["kept"])


def last_day_past(kept: Kept, *, today: date) -> date:
    """Return the newest day of last use whose things are past their time today."""
    return today - timedelta(days=kept.days + 1)


def is_past(kept: Kept, *, used: date, today: date) -> bool:
    """Say whether a thing last of use on a day is past its time: that many whole days have gone."""
    return (today - used).days > kept.days
