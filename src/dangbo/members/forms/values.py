"""Give forms of events the fields that several of them ask for."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.members.enums import Sex, StandingKind
from dangbo.members.phrases import attribute_name, attribute_value, number_name
from dangbo.members.phrases.names import IDENTITY
from dangbo.papers.forms.days import PartialDayField
from dangbo.rules.member_attributes import Form, attribute_kinds
from dangbo.rules.person_catalogues import ethnicities, religions
from dangbo.ui.fields import DayField, PickSelect

NONE: Final = ("", _("Chưa rõ"))
LONGEST: Final = 300


def standing_field() -> forms.ChoiceField:
    """Return the field of probationary or official."""
    choices = [("", _("Chọn…")), *StandingKind.choices]
    return forms.ChoiceField(label=_("Tư cách đảng viên"), choices=choices)


def day_field(label: Any, help_text: Any = "") -> DayField:
    """Return a day that may be left out."""
    return DayField(label=label, required=False, help_text=help_text)


def attribute_field(kind: str) -> forms.Field:
    """Return the field of the value of an attribute; left empty, it ends."""
    known = attribute_kinds()[kind]
    label, empty = attribute_name(kind), _("Để trống là không còn.")
    if known.form is Form.TEXT:
        return forms.CharField(
            label=label, required=False, max_length=known.longest, help_text=empty
        )
    none: tuple[str, Any] = ("", _("Không, hoặc không còn"))
    choices = [none, *((code, attribute_value(kind, code)) for code in known.values)]
    return forms.ChoiceField(label=label, required=False, choices=choices)


def number_field(kind: str, *, new: bool = False) -> forms.CharField:
    """Return the field of a number; left empty, it is in use no more, or of a `new` one unknown."""
    empty = _("Ghi như trên giấy tờ. Để trống là số không còn dùng.")
    return forms.CharField(
        label=number_name(kind),
        required=False,
        max_length=40,
        help_text=_("Ghi như trên giấy tờ.") if new else empty,
    )


def identity_fields(*, needed: bool) -> dict[str, forms.Field]:
    """Return the fields of who a person is; `needed`: the name may not be left out."""

    def words(name: str, *, required: bool = False) -> forms.CharField:
        return forms.CharField(label=IDENTITY[name], required=required, max_length=LONGEST)

    groups = [NONE, *((code, each.name) for code, each in ethnicities().items())]
    beliefs = [NONE, *((code, each.name) for code, each in religions().items())]
    return {
        "name": words("name", required=needed),
        "birth_name": words("birth_name"),
        "other_names": words("other_names"),
        "sex": forms.ChoiceField(
            label=IDENTITY["sex"], required=False, choices=[NONE, *Sex.choices]
        ),
        "birth": PartialDayField(
            label=IDENTITY["birth"],
            required=False,
            help_text=_("Chỉ biết tháng hoặc năm thì ghi 5/1965 hoặc 1965."),
        ),
        "birthplace": words("birthplace"),
        "home_town": words("home_town"),
        "ethnicity": forms.ChoiceField(
            label=IDENTITY["ethnicity"], required=False, choices=groups, widget=PickSelect
        ),
        "religion": forms.ChoiceField(
            label=IDENTITY["religion"], required=False, choices=beliefs, widget=PickSelect
        ),
    }
