"""Name the codes that rows of members keep."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sex(TextChoices):
    """The sex as identity papers state it."""

    MALE = "nam", _("Nam")
    FEMALE = "nu", _("Nữ")


class PostingKind(TextChoices):
    """Whether a person belongs to an organisation or only takes part in its activity for a time."""

    OFFICIAL = "official", _("chính thức")
    TEMPORARY = "temporary", _("tạm thời")


class StandingKind(TextChoices):
    """What a member is: in probation, or official."""

    PROBATIONARY = "probationary", _("dự bị")
    OFFICIAL = "official", _("chính thức")


class Activity(TextChoices):
    """Whether a member takes part in activity."""

    ACTIVE = "active", _("đang sinh hoạt")
    EXEMPT = "exempt", _("được miễn công tác và sinh hoạt")
    SUSPENDED = "suspended", _("bị đình chỉ sinh hoạt")


class NumberKind(TextChoices):
    """The numbers a member bears."""

    FILE = "file", _("Số lý lịch đảng viên")
    CARD = "card", _("Số thẻ đảng viên")
    CITIZEN = "citizen", _("Số căn cước công dân")
