"""Ask how a recorded act is corrected: void, or of another day, and why."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.accounts.access import Actor
from dangbo.papers.forms.citing import named_key, paper_field
from dangbo.papers.forms.days import PartialDayField
from dangbo.rules.days import PartialDay

VOID: Final = "huy"
DATE: Final = "ngay"


class CorrectionForm(forms.Form):
    """Ask for one correction with its reason or its paper."""

    lam = forms.ChoiceField(
        label=_("Đính chính"),
        choices=[
            (DATE, _("Đổi ngày có hiệu lực")),
            (VOID, _("Hủy: việc này không xảy ra hoặc ghi nhầm")),
        ],
        widget=forms.RadioSelect,
    )
    ngay = PartialDayField(label=_("Ngày có hiệu lực đúng"), required=False)
    so = paper_field()
    ly_do = forms.CharField(
        label=_("Lý do"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Cần lý do hoặc văn bản; lý do được giữ trong nhật ký."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_so(self) -> str:
        """Find the paper that is cited."""
        return named_key(actor=self.actor, text=str(self.cleaned_data["so"]))

    def clean(self) -> dict[str, Any]:
        """Ask for the day where there has to be one."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("lam") == DATE and "ngay" in told and told["ngay"] is None:
            self.add_error("ngay", _("Nhập ngày có hiệu lực đúng, hoặc chọn hủy."))
        return told

    @property
    def voids(self) -> bool:
        """Say whether the act is to be void."""
        return bool(self.cleaned_data["lam"] == VOID)

    @property
    def day(self) -> date | None:
        """Return the day the act is to have; None where it is to be void."""
        typed = self.cleaned_data.get("ngay")
        return typed.first if isinstance(typed, PartialDay) and not self.voids else None

    @property
    def precision(self) -> str:
        """Return how exactly that day is known."""
        typed = self.cleaned_data.get("ngay")
        return str(typed.precision) if isinstance(typed, PartialDay) else "day"
