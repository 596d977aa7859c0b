"""Say forms and periods in the language of the reader: Vietnamese, or English where there is it."""

from django.utils.translation import get_language

from dangbo.rules.form_layouts import Layout, in_english
from dangbo.rules.return_periods import ReturnPeriod


def reads_english() -> bool:
    """Say whether the reader is shown pages in English."""
    return (get_language() or "vi").startswith("en")


def spoken(layout: Layout) -> Layout:
    """Return a form with the titles that the reader is shown; never to be kept."""
    return in_english(layout) if reads_english() else layout


def named_period(period: ReturnPeriod) -> str:
    """Return the name of a period of reports."""
    return period.name_en if reads_english() else period.name
