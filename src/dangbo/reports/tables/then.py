"""Set what an organisation is on a day beside what it was: a year ago, and at its term's start."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.reports.phrases import amount_words, name_of, parts_words
from dangbo.reports.queries import Asked
from dangbo.reports.tables.addresses import cell_url, page_url
from dangbo.reports.tables.overview import has_list, plain_at
from dangbo.rules.indicator_values import Value
from dangbo.rules.indicators import Indicator
from dangbo.ui.tables import Column

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
MINUS: Final = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Figure:
    """A value on one of the days, with the list behind it, and the change since then."""

    words: str
    parts: str
    url: str
    change: str = ""


@dataclass(frozen=True)
class ThenRow:
    """One indicator on the day, and on each of the earlier days."""

    indicator: Indicator
    page: str
    now: Figure
    before: Sequence[Figure]
    values: Sequence[Value | None]

    @property
    def name(self) -> str:
        """Return what is counted."""
        return name_of(self.indicator)


def then_row(
    indicator: Indicator, values: Sequence[Value | None], asked: Sequence[Asked], org: str
) -> ThenRow:
    """Return one indicator of the same organisation on several days, the last day first."""
    now, *before = (
        Figure(
            amount_words(indicator, value),
            parts_words(indicator, value),
            cell_url(indicator.code, org, each) if has_list(value) else "",
            change_words(indicator, values[0], value) if at else "",
        )
        for at, (value, each) in enumerate(zip(values, asked, strict=True))
    )
    page = page_url("reports:course", indicator.code, org)
    return ThenRow(indicator, page, now, before, values)


def change_words(indicator: Indicator, now: Value | None, before: Value | None) -> str:
    """Return by how much a value has changed; nothing where one of them is not there."""
    if now is None or before is None or now.amount is None or before.amount is None:
        return ""
    moved = signed(Decimal(now.amount) - Decimal(before.amount))
    told = _("%(number)s điểm") % {"number": moved} if indicator.measure == "share" else moved
    return f"({told})"


def signed(number: Decimal | int) -> str:
    """Return a number with its sign, as in +12 or −3; nought has none."""
    if not number:
        return "0"
    return f"{'+' if number > 0 else MINUS}{format_number(number if number > 0 else -number)}"


def then_columns(days: Sequence[Asked]) -> list[Column]:
    """Return the columns of the file: each day's value as a number."""
    found = [Column("name", lazy("Chỉ tiêu"), main=True)]
    for at, each in enumerate(days):
        found.append(
            Column(
                f"day{at}",
                format_day(each.on),
                value=plain_at(at),
            )
        )
    return found
