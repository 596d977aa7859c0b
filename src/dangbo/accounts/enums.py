"""Name what a link to an account is for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """Why somebody gets a link: to sign in for the first time, or to choose a new password."""

    INVITE = "invite", _("Mời")
    RESET = "reset", _("Đặt lại mật khẩu")
