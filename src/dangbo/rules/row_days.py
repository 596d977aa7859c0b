"""Hold the days of a row against each other, as exactly as each is stated.

Source: `rules.md` R2.1, R2.23, R2.33, R2.34; the limits are in `sets/import_checks.toml`.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from dangbo.rules.days import LAST_MONTH, PartialDay, Precision, last_day, last_of_month
from dangbo.rules.instruments import instrument_on
from dangbo.rules.typed_days import day_told
from dangbo.rules.verdicts import Finding, finding

SHORTEST: Final = 28
DAYS: Final = ("birth", "admitted", "recognised")


def day_findings(values: Mapping[str, str], *, on: date) -> Iterator[Finding]:
    """Say which days of a row cannot be, or hardly, as exactly as they are stated."""
    days = {name: day_told(values[name]) for name in DAYS if values.get(name)}
    for name, day in days.items():
        if day.first > on:
            yield finding("DAY_IN_FUTURE", name, field=name)
    birth, admitted, official = map(days.get, DAYS)
    if birth:
        yield from _ages(birth, admitted, on)
    if official and admitted:
        yield from _probation(admitted, official)
    if official and values.get("standing") == "probationary":
        yield finding("STANDING_CONTRADICTS", "standing")


def _ages(birth: PartialDay, admitted: PartialDay | None, on: date) -> Iterator[Finding]:
    limits = instrument_on("import_checks", admitted.first if admitted else on)
    greatest, least = limits.values["greatest_age"], limits.values["least_age"]
    if months_after(last_day(birth), 12 * greatest) < on:
        yield finding("TOO_OLD", "birth", limit=greatest)
    if admitted is None:
        return
    if birth.first > last_day(admitted):
        yield finding("BIRTH_AFTER_ADMISSION", "admitted")
    elif months_after(birth.first, 12 * least) > last_day(admitted):
        yield finding("ADMITTED_UNDER_AGE", "admitted", source=limits.source, limit=least)


def _probation(admitted: PartialDay, official: PartialDay) -> Iterator[Finding]:
    if last_day(official) < admitted.first:
        yield finding("RECOGNISED_BEFORE_ADMISSION", "recognised")
        return
    limits = instrument_on("import_checks", admitted.first)
    months = limits.values["probation_months"]
    soon = last_day(official) < months_after(admitted.first, months)
    if soon and admitted.first >= limits.since and admitted.precision is Precision.DAY:
        yield finding("RECOGNISED_TOO_SOON", "recognised", source=limits.source, limit=months)


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, the last of the month where there is none."""
    year, month = divmod(day.year * LAST_MONTH + day.month - 1 + months, LAST_MONTH)
    year = min(year, date.max.year)
    if day.day <= SHORTEST:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, last_of_month(year, month + 1).day))
