"""Ask for what goes with a new form, with publishing, withdrawing and confirming one."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.layouts.phrases import PERIODS
from dangbo.ui.fields import DayField

NAME_LENGTH: Final = 200
REASON_LENGTH: Final = 500


class NewForm(forms.Form):
    """Ask for the name of a new form, and how long its time is."""

    name = forms.CharField(label=_("Tên biểu"), max_length=NAME_LENGTH)
    period = forms.ChoiceField(label=_("Kỳ báo cáo"), choices=list(PERIODS.items()))


class PublishForm(forms.Form):
    """Ask from when a version is in force."""

    on = DayField(label=_("Dùng từ ngày"))
    reason = forms.CharField(
        label=_("Lý do"),
        required=False,
        max_length=REASON_LENGTH,
        help_text=_("Giữ trong lịch sử của biểu."),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """Ask from when a version is no longer in force, and why."""

    on = DayField(label=_("Thôi dùng từ ngày"))
    reason = forms.CharField(label=_("Lý do"), max_length=REASON_LENGTH)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ConfirmForm(forms.Form):
    """Ask by which paper, or for what reason, a version is found to be the official layout."""

    paper = forms.CharField(
        label=_("Số văn bản quy định bố cục"),
        required=False,
        max_length=100,
        help_text=_("Ví dụ 11-HD/BTCTW. Không có văn bản thì ghi lý do."),
    )
    reason = forms.CharField(label=_("Lý do"), required=False, max_length=REASON_LENGTH)


class UnconfirmForm(forms.Form):
    """Ask why a confirmation is taken back."""

    reason = forms.CharField(label=_("Lý do"), max_length=REASON_LENGTH)
