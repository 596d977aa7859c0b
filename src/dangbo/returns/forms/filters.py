"""Read from an address whose reports are shown, of which period, and how far."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.orgs.forms import Narrowing
from dangbo.ui.fields import offer

LONGEST: Final = 200
SHOWN: Final = [
    ("", _("Tất cả")),
    ("qua_han", _("Quá hạn")),
    ("chua_gui", _("Chưa gửi")),
    ("cho_nhan", _("Chờ nhận")),
    ("da_nhan", _("Đã nhận")),
]


class BoardFilter(Narrowing):
    """Choose an organisation with those below it, a period, and how far their reports are."""

    to_chuc = forms.CharField(label=_("Tổ chức"), required=False, max_length=LONGEST)
    ky = forms.ChoiceField(label=_("Kỳ báo cáo"), required=False)
    hien = forms.ChoiceField(label=_("Hiện"), required=False, choices=SHOWN)

    def __init__(self, *args: Any, periods: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "ky", periods)
