"""Say how much of what was counted the demonstration made up."""

from django.utils.translation import gettext as _

from dangbo.base.numbers import format_number
from dangbo.reports import queries
from dangbo.reports.queries import Asked
from dangbo.rules.indicators import Indicator
from dangbo.ui.parts import Chip


def invented_words(indicator: Indicator, asked: Asked) -> str:
    """Return how many of those counted are made up; nothing where none is."""
    return made_up_words(_made_up(indicator, asked))


def made_up_words(number: int) -> str:
    """Return the same of a number that is known."""
    if not number:
        return ""
    words = {"number": format_number(number)}
    return _("Trong số được đếm có %(number)s là dữ liệu minh họa.") % words


def invented_chips(indicator: Indicator, asked: Asked) -> list[Chip]:
    """Return the same for the head of a file."""
    number = _made_up(indicator, asked)
    label = _("Trong đó dữ liệu minh họa")
    return [Chip(label, format_number(number), "")] if number else []


def _made_up(indicator: Indicator, asked: Asked) -> int:
    items = queries.items_of(indicator.code, asked)
    return queries.invented_among(asked, items, indicator.subject)
