"""Read what narrows a list or a comparison from the address of the page."""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import BaseValidator
from django.utils.translation import gettext_lazy as _

from dangbo.accounts.access import Actor
from dangbo.orgs.phrases import change_name, kind_name
from dangbo.orgs.queries import AmbiguousOrg, UnknownOrg, find_org
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.queries.states import CELLS, GRASSROOTS
from dangbo.papers.forms.citing import OR_REASON, named_key, paper_field
from dangbo.rules.changes import KINDS
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.org_places import Coordinates, CoordinatesError, read_coordinates
from dangbo.ui.fields import DayField, SuggestInput, offer
from dangbo.ui.settling import SettledForm

LONGEST: Final = 200
FIRST_YEAR, LAST_YEAR = 1900, 2999
NOT_A_YEAR: Final = _("Năm gồm bốn chữ số, ví dụ 2020.")
AS_THEN: Final = _("Gõ một phần tên rồi chọn; hoặc ghi tên, mã, khóa như vào ngày có hiệu lực.")
ANY: Final = ("", _("Tất cả"))
INVENTED: Final = [
    ANY,
    ("khong", _("Trừ dữ liệu minh họa")),
    ("chi", _("Chỉ dữ liệu minh họa")),
]
COUNTED: Final = [
    (GRASSROOTS, _("Tổ chức cơ sở đảng (mọi loại)")),
    (CELLS, _("Chi bộ (mọi loại)")),
]


class Narrowing(forms.Form):
    """A filter: what cannot be read narrows nothing, and its field says why."""

    @property
    def wanted(self) -> dict[str, Any]:
        """Return what was read, by field."""
        self.is_valid()
        return self.cleaned_data

    def value(self, name: str) -> Any:
        """Return what one field asks for, or nothing."""
        return self.wanted.get(name) or ""

    def shown(self, name: str) -> str:
        """Return what one field asks for in the words of its choices."""
        field = self.fields[name]
        value = self.value(name)
        if isinstance(field, forms.ChoiceField):
            return str(dict(_flat(field.choices)).get(value, value))
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)


def _choose(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    offer(form, name, [ANY, *choices])


def _flat(choices: Any) -> list[tuple[str, Any]]:
    return [(str(value), label) for value, label in choices]


class YearField(forms.IntegerField):
    """A year that may be left out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR, **kwargs)
        self.error_messages["invalid"] = NOT_A_YEAR
        for validator in self.validators:
            if isinstance(validator, BaseValidator):
                validator.message = NOT_A_YEAR


def org_field(
    label: Any, *, day: str = "", required: bool = True, help_text: Any = AS_THEN
) -> forms.CharField:
    """Return the field of an organisation, by name, code or key; `day` is the field it goes by."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST,
        help_text=help_text,
        widget=SuggestInput("orgs:suggest", day=day),
    )


def named_org(*, actor: Actor, text: str, on: date) -> OrgName:
    """Return the one organisation that a key, a code or a name means; say which it may be."""
    try:
        return find_org(actor=actor, text=text, on=on)
    except AmbiguousOrg as error:
        names = "; ".join(f"{each.name} ({each.uid})" for each in error.matches)
        message = _("Nhiều tổ chức mang tên này: %(names)s. Ghi mã trong ngoặc.")
        raise ValidationError(message, params={"names": names}) from error
    except UnknownOrg as error:
        names = "; ".join(each.name for each in error.nearest) or "–"
        message = _("Không có tổ chức nào tên như vậy. Gần giống: %(names)s.")
        raise ValidationError(message, params={"names": names}) from error


class TreeFilter(Narrowing):
    """Narrow the tree of a day by name and by kind."""

    q = forms.CharField(label=_("Tên tổ chức"), required=False, max_length=LONGEST)
    loai = forms.ChoiceField(label=_("Loại hình"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = sorted(org_kinds().on(on).kinds.values(), key=lambda each: each.rank)
        named = [(each.code, kind_name(each.code, on)) for each in kinds]
        _choose(self, "loai", [*COUNTED, *named])


class DecisionFilter(Narrowing):
    """Narrow the list of decisions by text, kind of change, years, and what is invented."""

    q = forms.CharField(label=_("Số văn bản, nội dung"), required=False, max_length=LONGEST)
    loai = forms.ChoiceField(label=_("Loại thay đổi"), required=False)
    tu_nam = YearField(label=_("Từ năm"))
    den_nam = YearField(label=_("Đến năm"))
    minh_hoa = forms.ChoiceField(label=_("Minh họa"), required=False, choices=INVENTED)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "loai", [(each, change_name(each)) for each in KINDS])


class PeriodForm(forms.Form):
    """Ask for a period and, if wanted, one organisation."""

    tu = DayField(label=_("Từ ngày"))
    den = DayField(label=_("Đến ngày"))
    to_chuc = forms.CharField(
        label=_("Trong tổ chức"),
        required=False,
        max_length=LONGEST,
        help_text=_("Tên, mã hoặc khóa. Để trống là cả cây tổ chức."),
    )


class ChangesForm(PeriodForm):
    """Ask for the changes of a period, of one kind if wanted."""

    loai = forms.ChoiceField(label=_("Loại thay đổi"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "loai", [(each, change_name(each)) for each in KINDS])


class CompareForm(PeriodForm):
    """Ask for two days to compare."""

    tu = DayField(label=_("Ngày thứ nhất"))
    den = DayField(label=_("Ngày thứ hai"))


class PlaceForm(SettledForm):
    """Ask where an organisation has its office from a day on, and by which paper or why."""

    at = forms.CharField(
        label=_("Tọa độ"),
        required=False,
        max_length=100,
        help_text=_("Vĩ độ rồi kinh độ như bản đồ cho, ví dụ 20.95104, 107.08012."),
    )
    address = forms.CharField(label=_("Địa chỉ"), required=False, max_length=300)
    on = DayField(label=_("Từ ngày"))
    paper = paper_field(_("Văn bản"), OR_REASON)
    reason = forms.CharField(
        label=_("Lý do, căn cứ khi không có văn bản"), required=False, max_length=1000
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_at(self) -> Coordinates | None:
        """Return the place that was typed, or nothing."""
        text = self.cleaned_data["at"]
        if not text:
            return None
        try:
            return read_coordinates(text)
        except CoordinatesError as error:
            message = _("Không đọc được “%(text)s” là tọa độ. Ghi như 20.95104, 107.08012.")
            raise forms.ValidationError(message, params={"text": text}) from error

    def clean_paper(self) -> str:
        """Return the key of the paper that was named, or nothing."""
        return named_key(actor=self.actor, text=self.cleaned_data["paper"])
