"""Name the codes that rows of honours keep."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class BadgeKind(TextChoices):
    """How a badge came to be given."""

    AWARD = "award", _("Tặng đúng mức")
    EARLY = "early", _("Tặng sớm")
    POSTHUMOUS = "posthumous", _("Truy tặng")
    REISSUE = "reissue", _("Cấp lại")


class CardKind(TextChoices):
    """Why a card was issued or taken."""

    FIRST = "first", _("Phát thẻ lần đầu")
    EXCHANGE = "exchange", _("Đổi thẻ (hỏng)")
    LOST = "lost", _("Cấp lại do mất")
    WRONG = "wrong", _("Cấp lại do sai")
    TAKEN_BACK = "taken_back", _("Thu lại thẻ")
