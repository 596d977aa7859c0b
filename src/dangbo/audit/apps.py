"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangbo.rules.rights import AUDIT_READ


class AuditConfig(AppConfig):
    """Hold the journal of acts and the log of accesses."""

    name = "dangbo.audit"

    def ready(self) -> None:
        """Follow sign-ins, close each day, and register the area."""
        from dangbo.audit.commands import close_yesterday  # noqa: PLC0415 - rows are ready now
        from dangbo.audit.handlers import listen  # noqa: PLC0415
        from dangbo.audit.queries.readings import register_readings  # noqa: PLC0415
        from dangbo.base.daily import register_daily  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415

        listen()
        register_daily("audit.close", close_yesterday)
        register_readings("act", ["audit:act"], key="seq")
        register_readings("access", ["audit:access"], key="seq")
        register_readings("log", ["audit:acts", "audit:accesses"], code="listed")
        register_area(
            key="audit",
            title=_("Nhật ký"),
            url_name="audit:acts",
            icon="shield-check",
            shortcut_letter="j",
            order=90,
            may=AUDIT_READ,
        )
