"""Give the sample form, empty and refused."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dangbo.ui.fields import DayField, PickSelect


class PaperForm(forms.Form):
    """Ask for a paper the way every form of the register asks."""

    number = forms.CharField(
        label=_("Số và ký hiệu"),
        max_length=40,
        help_text=_("Ghi như trên văn bản, ví dụ 536-QĐ/TU."),
    )
    kind = forms.ChoiceField(
        label=_("Loại văn bản"),
        choices=[
            ("qd", "Quyết định"),
            ("nq", "Nghị quyết"),
            ("tb", "Thông báo"),
            ("kl", "Kết luận"),
        ],
    )
    issuer = forms.ChoiceField(
        label=_("Cơ quan ban hành"),
        widget=PickSelect,
        choices=[
            ("", "—"),
            ("tu", "Tỉnh ủy Quảng Ninh"),
            ("btv", "Ban Thường vụ Tỉnh ủy"),
            ("duk", "Đảng ủy Khối"),
        ],
    )
    signed_on = DayField(label=_("Ngày ký"))
    subject = forms.CharField(
        label=_("Trích yếu"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    scope = forms.ChoiceField(
        label=_("Áp dụng cho"),
        widget=forms.RadioSelect,
        choices=[("one", "Một tổ chức"), ("below", "Tổ chức và mọi tổ chức bên dưới")],
        initial="one",
    )
    scan = forms.FileField(
        label=_("Bản quét"), required=False, help_text=_("PDF, DOCX hoặc ảnh, tối đa 20 MB.")
    )
    in_force = forms.BooleanField(label=_("Còn hiệu lực"), required=False, initial=True)


def refused_form() -> PaperForm:
    """Return the form as it comes back when something in it cannot be."""
    form = PaperForm(
        {"number": "", "signed_on": "30/02/2020", "kind": "qd", "scope": "one"}, prefix="refused"
    )
    form.data = {f"refused-{name}": value for name, value in form.data.items()}
    return form
