"""Ask for a new account, and for the password of one that a link opens."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class InviteForm(forms.Form):
    """Ask who is invited."""

    full_name = forms.CharField(
        label=_("Họ và tên"), max_length=150, help_text=_("Người sẽ dùng tài khoản này.")
    )
    username = forms.CharField(
        label=_("Tên tài khoản"),
        max_length=50,
        help_text=_("Chữ thường không dấu, ví dụ: nguyenvana."),
        widget=forms.TextInput({"autocapitalize": "none", "autocomplete": "off"}),
    )
    administers = forms.BooleanField(
        label=_("Quản trị kỹ thuật: mở, khóa tài khoản"), required=False
    )


class PasswordForm(forms.Form):
    """Ask for a password twice."""

    password1 = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html,
    )
    password2 = forms.CharField(
        label=_("Nhập lại mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse two passwords that differ."""
        given = super().clean() or {}
        if given.get("password1") != given.get("password2"):
            raise ValidationError({"password2": _("Hai lần nhập mật khẩu không giống nhau.")})
        return given
