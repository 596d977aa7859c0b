"""Name the codes that rows of cases keep."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """How a case came to its end; empty while it runs."""

    RUNNING = "", _("đang giải quyết")
    DONE = "done", _("đã xong")
    STOPPED = "stopped", _("đã dừng")
