"""Draw form fields, and give forms the fields that the register needs."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from dangbo.base.days import parse_day

SWITCHES = (forms.CheckboxInput,)
GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


class DayInput(forms.TextInput):
    """A text field for a day, written dd/mm/yyyy; the script adds a calendar to it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                "data-day": "",
                "data-day-label": _("Mở lịch"),
                "inputmode": "numeric",
                "autocomplete": "off",
                "placeholder": _("ngày/tháng/năm"),
                **(attrs or {}),
            }
        )

    def format_value(self, value: Any) -> str | None:
        """Write a day as officers write it."""
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else value


class DayField(forms.Field):
    """A day typed as dd/mm/yyyy, read by the same rules everywhere."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        """Return the day that was typed."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            return parse_day(str(value).strip())
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error


class PickSelect(forms.Select):
    """A select that the script turns into one that can be searched."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__({"data-pick": "", **(attrs or {})}, choices)


def marked_up(bound: BoundField, attrs: dict[str, str | bool]) -> SafeString:
    """Return a field with its label, help, errors and the marks that screen readers need."""
    widget = bound.field.widget
    given = {**_look_of(widget), **attrs}
    context = {
        "field": bound,
        "control": mark_safe(bound.as_widget(attrs=given)),  # noqa: S308 - Django escapes it
        "switch": isinstance(widget, SWITCHES),
        "group": isinstance(widget, GROUPS),
    }
    return mark_safe(render_to_string("ui/field.html", context))  # noqa: S308 - a template


def _look_of(widget: forms.Widget) -> dict[str, str | bool]:
    if isinstance(widget, GROUPS):
        return {}
    if isinstance(widget, SWITCHES):
        return {"class": "form-check-input"}
    return {"class": "form-select" if isinstance(widget, forms.Select) else "form-control"}


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Offer these choices in a select of a form."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(name)
    field.choices = list(choices)
