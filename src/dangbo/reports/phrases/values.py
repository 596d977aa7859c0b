"""Write values: a count with its unit, a share with what it is a share of."""

from django.utils.translation import gettext as _

from dangbo.base.numbers import format_number
from dangbo.reports.phrases.names import unit_name
from dangbo.rules.indicator_values import Value
from dangbo.rules.indicators import Indicator

NO_BREAK = "\N{NO-BREAK SPACE}"


def amount_words(indicator: Indicator, value: Value | None) -> str:
    """Return the number alone; words where there is none."""
    if value is None:
        return _("không có số")
    if value.amount is None:
        return _("không tính được")
    written = format_number(value.amount)
    return f"{written}{NO_BREAK}%" if indicator.measure == "share" else written


def parts_words(indicator: Indicator, value: Value | None) -> str:
    """Return what a share is a part of, or how many an average is of; nothing of a count."""
    if value is None or value.whole is None:
        return ""
    words = {"part": format_number(value.part), "whole": format_number(value.whole)}
    if indicator.measure == "average":
        return _("của %(whole)s người") % words
    return f"{words['part']}/{words['whole']}"


def value_words(indicator: Indicator, value: Value | None) -> str:
    """Return a value with its unit, as in 2.344 người or 46,7 % (2.344/5.022)."""
    amount, parts = amount_words(indicator, value), parts_words(indicator, value)
    if value is None or value.amount is None:
        return amount
    if indicator.measure != "share":
        amount = f"{amount} {unit_name(indicator.unit)}"
    return f"{amount} ({parts})" if parts else amount
