"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangbo.rules.rights import MEMBER_READ


class ReportsConfig(AppConfig):
    """Count by indicators: defined once, of any organisation and day, each with its list."""

    name = "dangbo.reports"

    def ready(self) -> None:
        """Add the indicators that the register answers, the area, and what its pages show."""
        from dangbo.audit.enums import AccessCode  # noqa: PLC0415 - rows are ready now
        from dangbo.audit.queries.readings import register_readings  # noqa: PLC0415
        from dangbo.base.daily import register_daily  # noqa: PLC0415
        from dangbo.reports.commands.question_running import run_due  # noqa: PLC0415
        from dangbo.reports.panels import figures_panel  # noqa: PLC0415
        from dangbo.reports.queries import register_own_indicators  # noqa: PLC0415
        from dangbo.reports.queries.questions_kept import count_unseen  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415
        from dangbo.ui.panels import register_panel  # noqa: PLC0415

        register_own_indicators()
        register_panel("org", 60, figures_panel)
        register_readings("member", ["reports:behind", "reports:ask_list"], code=AccessCode.LISTED)
        register_daily("reports.questions", run_due)
        register_area(
            key="reports",
            title=_("Số liệu"),
            url_name="reports:home",
            icon="chart-column",
            shortcut_letter="c",
            order=19,
            count=count_unseen,
            may=MEMBER_READ,
        )
