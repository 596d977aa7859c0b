"""Name what confidential records are about, and what is put into them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RecordKind(TextChoices):
    """What a record is about."""

    DISCIPLINE = "discipline", _("Xem xét kỷ luật")
    VERIFICATION = "verification", _("Thẩm tra, xác minh")
    APPEAL = "appeal", _("Khiếu nại kỷ luật")
    DENUNCIATION = "denunciation", _("Tố cáo")


class EntryKind(TextChoices):
    """What an entry of a record is."""

    NOTE = "note", _("Ghi chú")
    DOCUMENT = "document", _("Tài liệu")
    RESOLUTION = "resolution", _("Nghị quyết, quyết định")
    REPLY = "reply", _("Trả lời, thông báo")
