"""Ask on which day it was confirmed that nothing in a record had changed."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.accounts.access import Actor
from dangbo.papers.forms.citing import named_key, paper_field
from dangbo.ui.fields import DayField


class ConfirmForm(forms.Form):
    """Ask for the day, and for a paper or a note where there is one."""

    ngay = DayField(
        label=_("Ngày xác nhận"),
        help_text=_("Ngày đã đối chiếu với đảng viên và hồ sơ giấy: không có gì thay đổi."),
    )
    so = paper_field()
    ly_do = forms.CharField(
        label=_("Ghi chú"),
        required=False,
        max_length=1000,
        help_text=_("Không bắt buộc, ví dụ: theo phiếu bổ sung hồ sơ đảng viên."),
    )

    def __init__(self, *args: Any, actor: Actor, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["ngay"].initial = today

    def clean_so(self) -> str:
        """Find the paper that is cited."""
        return named_key(actor=self.actor, text=str(self.cleaned_data["so"]))

    @property
    def note(self) -> str:
        """Return the note without blanks around it."""
        return str(self.cleaned_data["ly_do"]).strip()
