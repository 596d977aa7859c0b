"""Read from an address with which organisations one is compared, and by which indicators."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.reports.forms.filters import OrgTime, ticked
from dangbo.reports.phrases import name_of
from dangbo.rules.indicators import Indicator
from dangbo.ui.fields import offer

AMONG: Final = [
    ("ben_canh", _("Các tổ chức cùng cấp trên trực tiếp")),
    ("truc_thuoc", _("Các tổ chức trực thuộc trực tiếp")),
    ("cung_loai", _("Các tổ chức cùng loại hình")),
]
USUAL: Final = (
    *("chi_bo", "dang_vien", "dang_vien_du_bi", "ty_le_dang_vien_nu"),
    "ty_le_dai_hoc_tro_len",
)
MOST: Final = 8


class Sisters(OrgTime):
    """Choose the organisations that are compared, and the indicators by which."""

    nhom = forms.ChoiceField(label=_("So với"), required=False, choices=AMONG)
    chi_tieu = forms.MultipleChoiceField(
        label=_("Chỉ tiêu"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, indicators: Sequence[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "chi_tieu", [(each.code, name_of(each)) for each in indicators])

    @property
    def among(self) -> str:
        """Return which organisations are compared: those under the same superior by default."""
        return str(self.value("nhom")) or "ben_canh"

    @property
    def codes(self) -> list[str]:
        """Return the indicators that are asked for, a few usual ones where none are."""
        return (ticked(self, "chi_tieu") or [*USUAL])[:MOST]
