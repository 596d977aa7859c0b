"""Read a day as exactly as it is known."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dangbo.base.days import DayError, format_day, parse_partial_day
from dangbo.rules.days import PartialDay, Precision


class PartialDayInput(forms.TextInput):
    """A text field for a whole day, a month or a year."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        placeholder = _("12/04/2022, 5/1965 hoặc 1965")
        super().__init__({"autocomplete": "off", "placeholder": placeholder, **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Write a day so that it can be read again."""
        return typed_day(value) if isinstance(value, PartialDay) else value


class PartialDayField(forms.Field):
    """A day typed as dd/mm/yyyy, a month as mm/yyyy, or a year."""

    widget = PartialDayInput

    def to_python(self, value: Any) -> PartialDay | None:
        """Return the day that was typed, with its words."""
        if value in self.empty_values or isinstance(value, PartialDay):
            return value or None
        try:
            return parse_partial_day(str(value))
        except DayError as error:
            raise ValidationError(str(error), code="invalid") from error


def typed_day(day: PartialDay) -> str:
    """Return a day as somebody would type it."""
    if day.precision is Precision.YEAR:
        return str(day.first.year)
    if day.precision is Precision.MONTH:
        return f"{day.first.month}/{day.first.year}"
    return format_day(day.first)
