"""Put the forms of signing in into our words."""

from typing import Any, Final

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import BaseAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

PERIOD: Final = 30


def _worded(field: forms.Field, label: Any, help_text: Any = "") -> None:
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)


class LoginForm(AllauthLoginForm):
    """Ask for the name of the account and its password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self.fields["login"], _("Tên tài khoản"))
        _worded(self.fields["password"], _("Mật khẩu"))
        self.fields["login"].widget.attrs["autocapitalize"] = "none"

    def add_prefix(self, field_name: str) -> str:
        """Send the name of the account under the name that browsers and axes know."""
        return super().add_prefix("username" if field_name == "login" else field_name)


class ReauthenticateForm(AllauthReauthenticateForm):
    """Ask for the password once more before what is delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self.fields["password"], _("Mật khẩu"))


class ChangePasswordForm(AllauthChangePasswordForm):
    """Ask for the password in use and, twice, for the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self.fields["oldpassword"], _("Mật khẩu đang dùng"))
        help_text = self.fields["password1"].help_text
        _worded(self.fields["password1"], _("Mật khẩu mới"), help_text)
        _worded(self.fields["password2"], _("Nhập lại mật khẩu mới"))


def _code(field: forms.Field, help_text: Any = "") -> None:
    _worded(field, _("Mã xác nhận"), help_text)
    field.widget.attrs |= {"inputmode": "numeric", "autofocus": ""}


class OnceOnly(BaseAuthenticateForm):
    """Take each code once, for as long as it would hold: allauth forgets it after one period."""

    def clean_code(self) -> str:
        """Refuse a code that was taken before."""
        code: str = super().clean_code()
        lasts = settings.MFA_TOTP_TOLERANCE * 2 + 2
        key = f"accounts.code?user={self.user.pk}&code={code.strip()}"
        if not cache.add(key, 1, timeout=lasts * PERIOD):
            raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(OnceOnly, AllauthAuthenticateForm):
    """Ask for the code of the second factor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Mã 6 số đang hiện trên ứng dụng, hoặc một mã dự phòng."))


class ReauthenticateByCodeForm(OnceOnly, AllauthReauthenticateByCodeForm):
    """Ask for a code once more before what is delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Mã 6 số đang hiện trên ứng dụng, hoặc một mã dự phòng."))


class ActivateTOTPForm(AllauthActivateTOTPForm):
    """Ask for the first code of an application that makes codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self.fields["code"], _("Mã 6 số mà ứng dụng hiện sau khi quét."))


class AddPasskeyForm(AddWebAuthnForm):
    """Ask how a new passkey is to be called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self.fields["name"], _("Tên khóa"), _("Ví dụ: điện thoại, khóa USB ở cơ quan."))
        _worded(
            self.fields["passwordless"],
            _("Dùng khóa này thay mật khẩu"),
            _("Thiết bị sẽ hỏi vân tay, khuôn mặt hoặc mã PIN."),
        )


class RenamePasskeyForm(EditWebAuthnForm):
    """Ask for another name of a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self.fields["name"], _("Tên khóa"))
