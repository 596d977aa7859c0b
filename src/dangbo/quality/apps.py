"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangbo.rules.rights import MEMBER_READ


class QualityConfig(AppConfig):
    """Show what is wrong, lacking, unclean or stale in the register, and who is there twice."""

    name = "dangbo.quality"

    def ready(self) -> None:
        """Register the area, its panels, and its proof."""
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415 - rows are ready now
        from dangbo.quality import panels  # noqa: PLC0415
        from dangbo.quality.replay import first_difference  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415
        from dangbo.ui.panels import register_panel  # noqa: PLC0415
        from dangbo.ui.record_acts import register_record_act  # noqa: PLC0415

        register_verifier("quality", first_difference)
        register_panel("member", 60, panels.member_panel)
        register_record_act("member", 40, panels.offer_confirming)
        register_panel("org", 16, panels.org_panel)
        register_area(
            key="quality",
            title=_("Chất lượng dữ liệu"),
            url_name="quality:home",
            icon="clipboard-check",
            shortcut_letter="q",
            order=26,
            may=MEMBER_READ,
        )
