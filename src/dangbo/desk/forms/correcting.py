"""Ask how a decision is corrected; all that is asked stands in the address of the page."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from dangbo.accounts.access import Actor
from dangbo.desk.phrases.corrections import DATE, VOID, read_along
from dangbo.desk.queries.correcting import cited_paper
from dangbo.papers.access import AmbiguousPaperError, UnknownPaperError
from dangbo.rules.corrections import Correction
from dangbo.ui.fields import DayField, offer

MOST: Final = 500
LONGEST: Final = 500


class CorrectionForm(forms.Form):
    """Ask what becomes of a decision, and why: by a paper, or for a stated reason."""

    lam = forms.ChoiceField(label=_("Cách đính chính"), widget=forms.RadioSelect)
    ngay = DayField(
        label=_("Ngày có hiệu lực đúng"),
        required=False,
        help_text=_("Chỉ cần khi sửa ngày hoặc khôi phục."),
    )
    so = forms.CharField(
        label=_("Văn bản đính chính"),
        required=False,
        max_length=200,
        help_text=_("Số của văn bản đã có trong sổ, ví dụ 537-QĐ/TU. Nhập văn bản hoặc lý do."),
    )
    ly_do = forms.CharField(
        label=_("Lý do"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ví dụ: ghi nhầm ngày so với bản gốc. Lý do được giữ trong nhật ký."),
    )

    def __init__(
        self, query: QueryDict | None, *, actor: Actor, act: int, stands: bool, **more: Any
    ) -> None:
        super().__init__(query, **more)
        self.actor, self.act = actor, act
        self.paper = cited_paper(actor=actor, number="")
        self.along: list[Correction] = []
        choices = (
            [(VOID, _("Hủy quyết định này trong sổ")), (DATE, _("Sửa ngày có hiệu lực"))]
            if stands
            else [(DATE, _("Khôi phục quyết định này, có hiệu lực từ ngày nhập dưới đây"))]
        )
        if not stands and query is not None and query.get("lam") == VOID:
            # A link from before somebody else voided it: the page then says so.
            choices.append((VOID, _("Hủy quyết định này trong sổ")))
        offer(self, "lam", choices)

    def clean_so(self) -> str:
        """Find the paper that is cited."""
        number = str(self.cleaned_data["so"]).strip()
        try:
            self.paper = cited_paper(actor=self.actor, number=number)
        except (UnknownPaperError, AmbiguousPaperError) as error:
            raise ValidationError(str(error)) from error
        return number

    def clean(self) -> dict[str, Any]:
        """Read what is corrected along, and ask for the day where there has to be one."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        if told.get("lam") == DATE and "ngay" in told and told["ngay"] is None:
            self.add_error("ngay", _("Nhập ngày có hiệu lực đúng, hoặc chọn hủy quyết định."))
        texts = self.data.getlist("kem")  # type: ignore[attr-defined]
        try:
            self.along = list(read_along(texts[:MOST]))
        except ValueError as error:
            message = _("Không đọc được “%(text)s” trong các quyết định đính chính cùng.")
            raise ValidationError(message, params={"text": str(error)[:40]}) from error
        return told

    @property
    def corrections(self) -> list[Correction]:
        """Return what is to be done, the decision of the page first."""
        told = self.cleaned_data
        own = Correction(self.act, told["ngay"] if told["lam"] == DATE else None)
        return [own, *self.along]

    @property
    def reason(self) -> str:
        """Return the reason as it was stated."""
        return str(self.cleaned_data["ly_do"]).strip()
