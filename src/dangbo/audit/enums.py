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
