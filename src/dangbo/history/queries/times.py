"""Say when a statement holds, in words that claim no more than the source."""

from datetime import date, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from dangbo.base.days import format_day, format_partial
from dangbo.rules.days import PartialDay, Precision


class When(NamedTuple):
    """The days of a statement, from `start` up to but not on `end`, and how they are known.

    `over` says that it speaks of the whole stretch, not of some day within it.
    """

    start: date
    end: date
    precision: Precision
    text: str
    over: bool

    @property
    def last(self) -> date:
        """Return the last day."""
        return self.end - timedelta(days=1)

    @property
    def words(self) -> str:
        """Return it as it is to be read."""
        if not self.over:
            return format_partial(PartialDay(self.start, self.precision, self.text))
        if self.text:
            return self.text
        if self.precision is Precision.YEAR:
            ends: tuple[object, object] = (self.start.year, self.last.year)
        elif self.precision is Precision.MONTH:
            ends = (f"{self.start:%m/%Y}", f"{self.last:%m/%Y}")
        else:
            ends = (format_day(self.start), format_day(self.last))
        if ends[0] == ends[1]:
            return str(ends[0])
        return _("%(first)s đến %(last)s") % {"first": ends[0], "last": ends[1]}
