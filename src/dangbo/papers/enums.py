"""Name the choices of papers."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from dangbo.rules import days


class NumberForm(TextChoices):
    """How the number of a paper reads."""

    PARTY = "party", _("Số văn bản của Đảng")
    STATE = "state", _("Số văn bản nhà nước")
    UNPARSED = "unparsed", _("Giữ nguyên như bản in")
    NONE = "none", _("Không rõ số")


class Precision(TextChoices):
    """How exactly a day is known: the values of the rules, with the words of pages."""

    DAY = days.Precision.DAY.value, _("Đúng ngày")
    MONTH = days.Precision.MONTH.value, _("Theo tháng")
    YEAR = days.Precision.YEAR.value, _("Theo năm")
    INFERRED = days.Precision.INFERRED.value, _("Suy từ ngữ cảnh")


class Force(TextChoices):
    """Whether a paper is in force."""

    NOT_STATED = "not_stated", _("Không nêu")
    IN_FORCE = "in_force", _("Còn hiệu lực")
    EXPIRED = "expired", _("Hết hiệu lực")
    REPLACED = "replaced", _("Đã được thay thế")


class Secrecy(TextChoices):
    """The level of state secrecy; empty for none."""

    NONE = "", _("Không mật")
    SECRET = "mat", _("Mật")
    HIGH = "toi_mat", _("Tối mật")
    TOP = "tuyet_mat", _("Tuyệt mật")
