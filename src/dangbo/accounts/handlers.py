"""Tell the sign-in of allauth and the lock-out of axes how this register wants them."""

import time
from http import HTTPStatus
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.accounts.access import keeper, needs_second_factor, origin_of
from dangbo.accounts.queries import USED_AT
from dangbo.base.secrets import Unreadable, masters


class AccountAdapter(DefaultAccountAdapter):
    """Sign in by the name of the account; nobody opens an account for himself."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": lazy("Tài khoản này đã khóa. Đề nghị người quản trị mở lại."),
        "enter_current_password": lazy("Xin nhập mật khẩu đang dùng."),
        "incorrect_code": lazy("Mã không đúng hoặc đã dùng. Xin nhập mã đang hiện trên ứng dụng."),
        "incorrect_password": lazy("Mật khẩu không đúng."),
        "rate_limited": lazy("Thử quá nhiều lần. Xin chờ vài phút rồi thử lại."),
        "too_many_login_attempts": lazy("Thử quá nhiều lần. Xin chờ vài phút rồi thử lại."),
        "username_password_mismatch": lazy("Tên tài khoản hoặc mật khẩu không đúng."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: accounts are opened by an administrator, who hands over a link."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to what keeps the account safe."""
        return reverse("mfa_index")

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: the register has no mail; the log of sign-ins tells of changes."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address as far as our own proxies vouch for it."""
        return origin_of(request) or "0.0.0.0"  # noqa: S104 - no address at all

    def respond_user_inactive(self, request: HttpRequest, user: object) -> HttpResponse:
        """Say that the account is locked, and who opens it again."""
        return render(request, "accounts/locked.html", status=HTTPStatus.FORBIDDEN)

    def add_message(  # noqa: PLR0917 - the shape that allauth gives it
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say only what is ours to say: signing in and out need no message."""
        text = message or SAID.get(message_template or "")
        if text:
            super().add_message(request, level, extra_tags=extra_tags, message=str(text))


SAID = {
    "account/messages/password_changed.txt": lazy("Đã đổi mật khẩu; từ lần sau dùng mật khẩu mới."),
    "mfa/messages/totp_activated.txt": lazy("Đã bật mã xác nhận từ ứng dụng."),
    "mfa/messages/totp_deactivated.txt": lazy("Đã tắt mã xác nhận từ ứng dụng."),
    "mfa/messages/recovery_codes_generated.txt": lazy("Đã tạo mã dự phòng mới; mã cũ hết dùng."),
    "mfa/messages/webauthn_added.txt": lazy("Đã thêm khóa truy cập."),
    "mfa/messages/webauthn_removed.txt": lazy("Đã bỏ khóa truy cập."),
    "usersessions/messages/sessions_logged_out.txt": lazy("Đã đăng xuất các nơi khác."),
}


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keep secrets of second factors sealed, and never take away the last one that is asked for."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": lazy(
            "Vai trò này bắt buộc có lớp xác nhận thứ hai; thêm lớp khác trước khi bỏ lớp này."
        ),
        "cannot_generate_recovery_codes": lazy("Bật lớp xác nhận thứ hai rồi mới có mã dự phòng."),
        "incorrect_code": lazy("Mã không đúng hoặc đã dùng. Xin nhập mã đang hiện trên ứng dụng."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret under the master key."""
        return masters().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Open a sealed secret."""
        try:
            return masters().decrypt(encrypted_text).decode()
        except (InvalidToken, ValueError) as error:
            raise Unreadable from error

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Say whether a factor may go: another stays, or none is asked for."""
        user = authenticator.user
        kinds = [authenticator.Type.TOTP, authenticator.Type.WEBAUTHN]
        others = user.authenticator_set.filter(type__in=kinds).exclude(pk=authenticator.pk)
        return not needs_second_factor(user, held=keeper().roles_of(user)) or others.exists()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """Name a new key by its number."""
        return _("Khóa truy cập %(number)s") % {
            "number": user.authenticator_set.filter(type=type).count() + 1
        }


def begin_use(sender: object, *, request: HttpRequest, **_rest: object) -> None:
    """Count the use of a session from its sign-in, which writes the session anyway."""
    request.session[USED_AT] = time.time()


def held_back(
    request: HttpRequest, original: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """Answer whoever tried too often: when to try again, and who can help before that."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(
        request,
        "accounts/held_back.html",
        {"minutes": minutes},
        status=HTTPStatus.TOO_MANY_REQUESTS,
    )
