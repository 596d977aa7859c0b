"""Name the codes that rows of posts keep."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    """How somebody came into a post."""

    ELECTED = "elected", _("Bầu")
    BY_ELECTION = "by_election", _("Bầu bổ sung")
    APPOINTED = "appointed", _("Chỉ định")
    NAMED = "named", _("Bổ nhiệm, phân công")
    NOT_STATED = "not_stated", _("Không nêu")


class Reason(TextChoices):
    """Why a post ended; `org_ended` is said by the register alone."""

    TERM_OVER = "term_over", _("Hết nhiệm kỳ")
    TRANSFERRED = "transferred", _("Chuyển công tác")
    REASSIGNED = "reassigned", _("Phân công nhiệm vụ khác")
    RETIRED = "retired", _("Nghỉ hưu, nghỉ việc")
    RESIGNED = "resigned", _("Thôi giữ chức theo nguyện vọng")
    DISMISSED = "dismissed", _("Cách chức, cho thôi giữ chức")
    LEFT = "left", _("Ra khỏi Đảng")
    DIED = "died", _("Từ trần")
    OTHER = "other", _("Lý do khác")
    ORG_ENDED = "org_ended", _("Tổ chức kết thúc")


class Level(TextChoices):
    """At which level a post outside the register is."""

    CENTRAL = "trung_uong", _("Trung ương")
    PROVINCE = "tinh", _("Cấp tỉnh")
    DISTRICT = "huyen", _("Cấp huyện và tương đương")
    GRASSROOTS = "co_so", _("Cấp cơ sở")
    OTHER = "other", _("Cấp khác")


class Side(TextChoices):
    """In what a post outside the register is."""

    PARTY = "party", _("Cấp ủy")
    MASS = "mass", _("Đoàn thể")
    STATE = "state", _("Cơ quan nhà nước")


class DeclarationKind(TextChoices):
    """Why assets are declared."""

    FIRST = "first", _("Lần đầu")
    YEARLY = "yearly", _("Hằng năm")
    SUPPLEMENTARY = "supplementary", _("Bổ sung")
    APPOINTMENT = "appointment", _("Phục vụ công tác cán bộ")


class DeclarationStatus(TextChoices):
    """How far a declaration has come; its content is never kept."""

    DUE = "due", _("Phải kê khai")
    DONE = "done", _("Đã kê khai")
    PUBLISHED = "published", _("Đã công khai")
    HANDED_OVER = "handed_over", _("Đã bàn giao")
