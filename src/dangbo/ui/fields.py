"""Draw form fields, and give forms the fields that the register needs."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.urls import reverse
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


class Picked(str):
    """A key that was picked from a list, with the words by which it is shown."""

    __slots__ = ("shown",)
    shown: str

    def __new__(cls, key: str, shown: str) -> "Picked":
        """Make the key with its words."""
        made = super().__new__(cls, key)
        made.shown = shown
        return made


class SuggestInput(forms.TextInput):
    """A text field under which the script offers what the register has.

    `url_name` answers `{"rows": [{"key", "name", "more"}]}`; `day` is the field with the day that
    is asked about. Typed text stays as it is; what was picked is read as its key.
    """

    template_name = "ui/suggest_input.html"

    def __init__(self, url_name: str, *, day: str = "") -> None:
        super().__init__({"autocomplete": "off"})
        self.url_name, self.day = url_name, day

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the address that is asked, and the hidden fields of what was picked."""
        picked = value if isinstance(value, Picked) else None
        told = {
            "data-suggest": reverse(self.url_name),
            "data-suggest-key": f"{name}.key",
            "data-suggest-shown": f"{name}.shown",
            **({"data-suggest-day": self.day} if self.day else {}),
        }
        context = super().get_context(name, value, {**(attrs or {}), **told})
        context["picked"] = {"key": str(picked or ""), "shown": picked.shown if picked else ""}
        return context

    def format_value(self, value: Any) -> str | None:
        """Show what was picked by its words."""
        return value.shown if isinstance(value, Picked) else super().format_value(value)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return the key of what was picked, else the text as it was typed."""
        typed = data.get(name)
        key, shown = data.get(f"{name}.key"), data.get(f"{name}.shown")
        return Picked(key, shown) if key and typed and typed == shown else typed


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
