"""Name what the log of accesses tells."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AccessCode(TextChoices):
    """What somebody did without changing a fact."""

    SIGNED_IN = "signed_in", _("Đăng nhập")
    SIGNED_OUT = "signed_out", _("Đăng xuất")
    SIGN_IN_FAILED = "sign_in_failed", _("Đăng nhập không thành")
    REFUSED = "refused", _("Bị từ chối")
    READ = "read", _("Xem")
    REVEALED = "revealed", _("Xem số đã che")
    LISTED = "listed", _("Xem danh sách")
    EXPORTED = "exported", _("Tải về")
    PRINTED = "printed", _("In")
    PASSWORD_CHANGED = "password_changed", _("Đổi mật khẩu")
    FACTOR_ADDED = "factor_added", _("Thêm lớp xác nhận thứ hai")
    FACTOR_DROPPED = "factor_dropped", _("Tự bỏ một lớp xác nhận")
    FACTOR_FAILED = "factor_failed", _("Mã xác nhận không đúng")
    FACTORS_REMOVED = "factors_removed", _("Bỏ lớp xác nhận thứ hai")
    ACCOUNT_INVITED = "account_invited", _("Mời dùng")
    ACCOUNT_LINKED = "account_linked", _("Tạo liên kết đặt mật khẩu")
    ACCOUNT_LINK_USED = "account_link_used", _("Đặt mật khẩu bằng liên kết")
    ACCOUNT_LOCKED = "account_locked", _("Khóa tài khoản")
    ACCOUNT_UNLOCKED = "account_unlocked", _("Mở lại tài khoản")
    ACCOUNT_RELEASED = "account_released", _("Cho thử đăng nhập lại")
