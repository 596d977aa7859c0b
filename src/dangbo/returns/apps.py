"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangbo.rules.rights import MEMBER_READ


class ReturnsConfig(AppConfig):
    """Send reports up with figures that stand, and tell what changed since."""

    name = "dangbo.returns"

    def ready(self) -> None:
        """Register the area, the proof of its rows, what its pages show, and its reminders."""
        from dangbo.accounts.events import demonstration_opened  # noqa: PLC0415
        from dangbo.audit.enums import AccessCode  # noqa: PLC0415 - rows are ready now
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415
        from dangbo.audit.queries.readings import register_readings  # noqa: PLC0415
        from dangbo.returns import panels  # noqa: PLC0415
        from dangbo.returns.handlers import report_in_demonstration  # noqa: PLC0415
        from dangbo.returns.replay import first_difference  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415
        from dangbo.ui.panels import register_panel  # noqa: PLC0415

        listed = ["returns:behind", "returns:compare", "returns:below", "returns:opening"]
        register_verifier("returns", first_difference)
        demonstration_opened.connect(report_in_demonstration, dispatch_uid="returns.demonstration")
        register_readings("member", listed, code=AccessCode.LISTED)
        register_panel("org", 12, panels.org_panel)
        register_area(
            key="returns",
            title=_("Báo cáo"),
            url_name="returns:home",
            icon="file-check",
            shortcut_letter="o",
            order=20,
            may=MEMBER_READ,
        )
