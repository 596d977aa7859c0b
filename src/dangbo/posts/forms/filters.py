"""Read what narrows the lists of posts from the address of the page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.orgs.forms import ANY, Narrowing
from dangbo.posts.enums import DeclarationKind, DeclarationStatus
from dangbo.ui.fields import offer

LONGEST = 200
WHO = _("Tên người")
WHERE = _("Trong tổ chức")


def _choose(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    offer(form, name, [ANY, *choices])


class LeadersFilter(Narrowing):
    """Narrow the list of secretaries."""

    q = forms.CharField(label=_("Tên tổ chức, tên bí thư"), required=False, max_length=LONGEST)
    to_chuc = forms.CharField(label=WHERE, required=False, max_length=LONGEST)
    loc = forms.ChoiceField(
        label=_("Bí thư"),
        required=False,
        choices=[
            ANY,
            ("nhat_the", _("Đồng thời là người đứng đầu")),
            ("khong", _("Không đồng thời là người đứng đầu")),
            ("trong", _("Chưa ghi bí thư")),
        ],
    )


class PlansFilter(Narrowing):
    """Narrow the planning lists."""

    q = forms.CharField(label=WHO, required=False, max_length=LONGEST)
    to_chuc = forms.CharField(label=WHERE, required=False, max_length=LONGEST)
    nhiem_ky = forms.ChoiceField(label=_("Nhiệm kỳ"), required=False)

    def __init__(self, *args: Any, terms: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "nhiem_ky", [(each, each) for each in terms])


class DeclarationsFilter(Narrowing):
    """Narrow the register of declarations."""

    q = forms.CharField(label=WHO, required=False, max_length=LONGEST)
    to_chuc = forms.CharField(label=WHERE, required=False, max_length=LONGEST)
    nam = forms.ChoiceField(label=_("Năm"), required=False)
    loai = forms.ChoiceField(
        label=_("Loại kê khai"), required=False, choices=[ANY, *DeclarationKind.choices]
    )
    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"), required=False, choices=[ANY, *DeclarationStatus.choices]
    )

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "nam", [(str(each), str(each)) for each in years])
