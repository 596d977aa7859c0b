"""List how often questions are asked again, and why an answer could not be given."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Every(models.TextChoices):
    """How often a question that is kept is asked again."""

    MONTH = "month", _("Hằng tháng")
    QUARTER = "quarter", _("Hằng quý")
    HALF = "half", _("Mỗi nửa năm")
    YEAR = "year", _("Hằng năm")


class Failure(models.TextChoices):
    """Why a question had no answer on its day."""

    OWNER = "owner", _("Tài khoản của người đặt lịch đã khóa")
    RIGHTS = "rights", _("Người đặt lịch không còn quyền xem số liệu được hỏi")
    ORG = "org", _("Tổ chức được hỏi không còn hoạt động, hoặc không còn trong phạm vi được xem")
    QUESTION = "question", _("Câu hỏi không còn hỏi được như cũ: mở câu hỏi và sửa chỗ được nêu")
    CELLS = "cells", _("Câu hỏi cho quá nhiều ô; thu hẹp câu hỏi")
