"""Name the states of a draft, and what people are told of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a draft has come."""

    OPEN = "open", _("Đang soạn")
    SCHEDULED = "scheduled", _("Đã ký, chờ hiệu lực")
    SIGNED = "signed", _("Đã áp dụng")
    FAILED = "failed", _("Không áp dụng được")
    DISCARDED = "discarded", _("Đã bỏ")


class News(models.TextChoices):
    """What a person is told of a draft."""

    SHARED = "shared", _("Được mời cùng soạn")
    CHANGED = "changed", _("Tổ chức trong bản soạn đã thay đổi")
    APPLIED = "applied", _("Đã có hiệu lực")
    FAILED = "failed", _("Không áp dụng được")
