"""Name months, quarters and years."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.rules.reporting_periods import Step, quarter_of

ROMAN: Final = ("I", "II", "III", "IV")
TITLES: Final[Mapping[Step, Promise]] = {
    "year": lazy("Từng năm"),
    "quarter": lazy("Từng quý"),
    "month": lazy("Từng tháng"),
}


def steps_title(step: Step) -> str:
    """Return how a course by such periods is headed."""
    return str(TITLES[step])


def period_name(end: date, step: Step) -> str:
    """Return a month, a quarter or a year in words, by its last day."""
    if step == "quarter":
        told = {"quarter": ROMAN[quarter_of(end) - 1], "year": end.year}
        return _("Quý %(quarter)s/%(year)s") % told
    return str(end.year) if step == "year" else f"{end:%m/%Y}"
