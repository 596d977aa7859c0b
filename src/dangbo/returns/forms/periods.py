"""Ask for a period that the office sets: a name, two days, until when and what is sent."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.rules.set_periods import SetDays
from dangbo.ui.fields import DayField

NAME_LENGTH: Final = 120
REASON_LENGTH: Final = 500


class PeriodForm(forms.Form):
    """Ask for a new period; `offered` are the forms with a period, by code."""

    name = forms.CharField(
        label=_("Tên kỳ"),
        max_length=NAME_LENGTH,
        help_text=_("Ví dụ: Sơ kết ba năm thực hiện Nghị quyết 18."),
    )
    name_en = forms.CharField(label=_("Tên tiếng Anh"), required=False, max_length=NAME_LENGTH)
    start = DayField(label=_("Từ ngày"))
    cut_off = DayField(label=_("Đến hết ngày (ngày chốt số liệu)"))
    grassroots = DayField(label=_("Hạn gửi của cơ sở"))
    upper = DayField(label=_("Hạn gửi của cấp trên cơ sở"))
    forms = forms.MultipleChoiceField(label=_("Biểu phải gửi"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["forms"]
        if isinstance(chosen, forms.MultipleChoiceField):
            chosen.choices = offered

    @property
    def days(self) -> SetDays:
        """Return the days that were given."""
        told = self.cleaned_data
        return SetDays(told["start"], told["cut_off"], told["grassroots"], told["upper"])


class DropForm(forms.Form):
    """Ask why a period is dropped."""

    reason = forms.CharField(label=_("Lý do"), max_length=REASON_LENGTH)
