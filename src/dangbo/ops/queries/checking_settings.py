"""Look whether the settings of a deployment are safe for a server that others reach."""

from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from dangbo.ops.queries.findings import BAD, GOOD, WARN, Finding

SIGNS: Final = 50
DIFFERENT: Final = 10
YEAR: Final = 31_536_000
SAFE_HASHER: Final = "Argon2"


def check_settings() -> Iterator[Finding]:
    """Yield what is unsafe of the settings."""
    found = [*_debugging(), *_signing(), *_hosts(), *_transport(), *_pages(), *_passwords()]
    yield from found
    if not found:
        yield Finding("SETTINGS_SAFE", GOOD, _("Thiết lập an toàn cho máy chủ."))


def _debugging() -> Iterator[Finding]:
    if settings.DEBUG:
        text = _("Chế độ gỡ lỗi đang bật: trang lỗi lộ mã nguồn và dữ liệu.")
        yield Finding("DEBUG_ON", BAD, text, _("Bỏ DANGBO_DEBUG."))
    if getattr(settings, "SHOW_COMPONENTS", False):
        yield Finding(
            "SETTINGS_OF_ONE_MACHINE",
            WARN,
            _("Đang dùng thiết lập của máy cá nhân (dev)."),
            _("Trên máy chủ: DJANGO_SETTINGS_MODULE=dangbo.config.settings.prod"),
        )


def _signing() -> Iterator[Finding]:
    key = str(settings.SECRET_KEY)
    if len(key) < SIGNS or len(set(key)) < DIFFERENT or key.startswith("django-insecure"):
        text = _("Khóa ký phiên ngắn hoặc đơn giản: có thể đoán được.")
        remedy = _("Bỏ DANGBO_SECRET_KEY để máy tự sinh khóa, hoặc đặt 50 ký tự ngẫu nhiên.")
        yield Finding("SECRET_KEY_WEAK", BAD, text, remedy)


def _hosts() -> Iterator[Finding]:
    if "*" in settings.ALLOWED_HOSTS or not settings.ALLOWED_HOSTS:
        text = _("Máy chủ nhận mọi tên miền: liên kết có thể bị dẫn sang nơi khác.")
        remedy = _("Đặt DANGBO_ALLOWED_HOSTS là tên miền thật.")
        yield Finding("HOSTS_ANY", BAD, text, remedy)


def _transport() -> Iterator[Finding]:
    remedy = _("Dùng thiết lập prod sau một proxy HTTPS (docs/ops/install.md).")
    if not settings.SECURE_SSL_REDIRECT:
        text = _("Trang mở được qua HTTP không mã hóa.")
        yield Finding("HTTP_OPEN", BAD, text, remedy)
    if not (settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        text = _("Cookie phiên đi được qua HTTP không mã hóa.")
        yield Finding("COOKIES_OPEN", BAD, text, remedy)
    if not settings.SESSION_COOKIE_HTTPONLY or settings.SESSION_COOKIE_SAMESITE not in STRICT:
        text = _("Cookie phiên đọc được từ mã trên trang hoặc gửi từ trang khác.")
        yield Finding("COOKIES_LOOSE", BAD, text, remedy)
    if settings.SECURE_HSTS_SECONDS < YEAR:
        text = _("HSTS dưới một năm: lần truy cập đầu có thể bị hạ xuống HTTP.")
        yield Finding("HSTS_SHORT", WARN, text, remedy)


STRICT: Final = ("Lax", "Strict")


def _pages() -> Iterator[Finding]:
    policy: dict[str, Any] = getattr(settings, "CONTENT_SECURITY_POLICY", {}).get("DIRECTIVES", {})
    scripts = " ".join(map(str, policy.get("script-src", ("unsafe-inline",))))
    if "unsafe" in scripts or "*" in scripts:
        text = _("Trang cho chạy mã lạ (Content-Security-Policy lỏng hoặc không có).")
        yield Finding("SCRIPTS_LOOSE", BAD, text, _("Trả thiết lập CONTENT_SECURITY_POLICY về cũ."))
    if settings.X_FRAME_OPTIONS != "DENY":
        text = _("Trang có thể bị nhúng vào trang khác.")
        yield Finding("FRAMES_OPEN", BAD, text, _("Đặt X_FRAME_OPTIONS = DENY."))


def _passwords() -> Iterator[Finding]:
    if SAFE_HASHER not in settings.PASSWORD_HASHERS[0]:
        text = _("Mật khẩu không được băm bằng Argon2.")
        yield Finding("PASSWORDS_WEAK", BAD, text, _("Trả PASSWORD_HASHERS về cũ."))
