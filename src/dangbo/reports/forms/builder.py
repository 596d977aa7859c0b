"""Read under which name a question is kept, with whom it is shared, and when it is asked again."""

from datetime import date
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.reports.enums import Every
from dangbo.reports.phrases.questions import fault_text
from dangbo.rules.verdicts import Verdict
from dangbo.ui.fields import DayField, SuggestInput

LONGEST: Final = 160
LONGEST_NOTE: Final = 2_000
NAME_EMPTY: Final = _("Chưa có tên. Ghi tên cho câu hỏi.")


class Refusable(forms.Form):
    """A form whose fields can show what the rules have against it."""

    def refuse(self, verdict: Verdict, on: date) -> None:
        """Show each reason beside the field it speaks of."""
        for each in verdict.against:
            self.add_error(each.where if each.where in self.fields else None, fault_text(each, on))


class NameForm(Refusable):
    """The name of a question and what it is for; `seen` is the revision being changed."""

    name = forms.CharField(
        label=_("Tên câu hỏi"), max_length=LONGEST, error_messages={"required": NAME_EMPTY}
    )
    note = forms.CharField(
        label=_("Ghi chú"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Câu hỏi dùng vào việc gì, báo cáo nào."),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ShareForm(Refusable):
    """A colleague with whom a question is shared."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=150,
        widget=forms.TextInput(attrs={"list": "colleagues", "autocomplete": "off"}),
        error_messages={"required": _("Chưa ghi tên. Chọn một tên trong danh sách.")},
    )
    may_change = forms.BooleanField(label=_("Được sửa câu hỏi"), required=False)


class ShareInForm(forms.Form):
    """An organisation whose people may ask a question."""

    to_chuc = forms.CharField(
        label=_("Mọi người làm việc ở tổ chức"),
        max_length=200,
        help_text=_("Tên, mã hoặc khóa; kể cả các tổ chức trực thuộc."),
        widget=SuggestInput("orgs:suggest"),
        error_messages={"required": _("Chưa ghi tổ chức. Ghi tên, mã hoặc khóa.")},
    )


class ScheduleForm(Refusable):
    """How often a question is asked again, and from which day on."""

    every = forms.ChoiceField(label=_("Nhịp chạy lại"), choices=Every.choices)
    first = DayField(
        label=_("Ngày chạy đầu tiên"),
        help_text=_("Các lần sau vào cùng ngày trong tháng; tháng không có ngày ấy thì ngày cuối."),
        error_messages={"required": _("Chưa ghi ngày. Chọn từ hôm nay trở đi.")},
    )
