"""Ask for the text of a template."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.rules.letter_texts import LONGEST


class TemplateForm(forms.Form):
    """Ask for a template's name and text, and why it is changed."""

    body = forms.CharField(
        label=_("Nội dung mẫu"),
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 26, "spellcheck": "false"}),
        help_text=_(
            "Phần đầu, nội dung và phần ký cách nhau bằng dòng “---”. Trong nội dung: dòng bắt đầu"
            " bằng “# ” là đề mục, “> ” là dòng giữa, “- ” là gạch đầu dòng, “|” là dòng của bảng,"
            " “? ” là dòng bỏ đi khi trường của nó trống; chữ giữa hai dấu ** in đậm."
        ),
    )
    name = forms.CharField(
        label=_("Tên mẫu"),
        required=False,
        max_length=200,
        help_text=_("Để trống thì dùng tên gốc."),
    )
    reason = forms.CharField(
        label=_("Lý do thay đổi"),
        required=False,
        max_length=500,
        help_text=_("Được giữ trong lịch sử của mẫu."),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
