"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangbo.rules.rights import MEMBER_IMPORT


class IntakeConfig(AppConfig):
    """Take lists of members into the register."""

    name = "dangbo.intake"

    def ready(self) -> None:
        """Register the area."""
        from dangbo.base.secrets import register_sealed  # noqa: PLC0415 - rows are ready now
        from dangbo.intake.models import Intake  # noqa: PLC0415
        from dangbo.intake.panels import origins_panel  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415
        from dangbo.ui.panels import register_panel  # noqa: PLC0415

        register_sealed(Intake, "key")

        register_panel("member", 60, origins_panel)
        register_area(
            key="intake",
            title=_("Nhập danh sách"),
            url_name="intake:home",
            icon="file-up",
            shortcut_letter="n",
            order=25,
            may=MEMBER_IMPORT,
        )
