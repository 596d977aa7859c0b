"""Word what is asked of a password, and why one is not taken."""

from django.contrib.auth import password_validation as django_passwords
from django.utils.translation import gettext as _


class LengthValidator(django_passwords.MinimumLengthValidator):
    """Refuse a password that is too short."""

    def get_help_text(self) -> str:
        """Return what is asked for."""
        return _("Mật khẩu có ít nhất %(count)s ký tự.") % {"count": self.min_length}

    def get_error_message(self) -> str:
        """Return why it is refused."""
        return _("Mật khẩu quá ngắn: cần ít nhất %(count)s ký tự.") % {"count": self.min_length}


class LikenessValidator(django_passwords.UserAttributeSimilarityValidator):
    """Refuse a password that is like the name of its account."""

    def get_help_text(self) -> str:
        """Return what is asked for."""
        return _("Mật khẩu không giống tên tài khoản, họ tên.")

    def get_error_message(self) -> str:
        """Return why it is refused."""
        return _("Mật khẩu quá giống tên tài khoản hoặc họ tên. Chọn mật khẩu khác.")


class KnownValidator(django_passwords.CommonPasswordValidator):
    """Refuse a password that many use."""

    def get_help_text(self) -> str:
        """Return what is asked for."""
        return _("Mật khẩu không phải loại nhiều người dùng.")

    def get_error_message(self) -> str:
        """Return why it is refused."""
        return _("Mật khẩu này nhiều người dùng nên dễ đoán. Chọn mật khẩu khác.")


class DigitsValidator(django_passwords.NumericPasswordValidator):
    """Refuse a password of digits alone."""

    def get_help_text(self) -> str:
        """Return what is asked for."""
        return _("Mật khẩu không chỉ gồm chữ số.")

    def get_error_message(self) -> str:
        """Return why it is refused."""
        return _("Mật khẩu chỉ gồm chữ số. Thêm chữ cái.")
