"""Name how far a list has come on its way into the register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """How far a list has come."""

    OPENED = "opened", _("Chờ ghép cột")
    CHECKING = "checking", _("Đang đối chiếu")
    CHECKED = "checked", _("Chờ xác nhận")
    TAKEN = "taken", _("Đã nhập vào sổ")
    UNDONE = "undone", _("Đã hoàn tác")
    DROPPED = "dropped", _("Đã bỏ")
