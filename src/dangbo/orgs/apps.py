"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangbo.rules.rights import ORG_READ


class OrgsConfig(AppConfig):
    """Hold organisations and their reorganisation."""

    name = "dangbo.orgs"

    def ready(self) -> None:
        """Register the area, the proof of its rows, and what a paper decided."""
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415 - rows are ready now
        from dangbo.orgs.access import deciding_here  # noqa: PLC0415
        from dangbo.orgs.panels import decided_by_paper, place_panel  # noqa: PLC0415
        from dangbo.orgs.queries.verifying import first_difference  # noqa: PLC0415
        from dangbo.papers.access import register_citing  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415
        from dangbo.ui.panels import register_panel  # noqa: PLC0415

        register_verifier("orgs", first_difference)
        register_panel("paper", 10, decided_by_paper)
        register_panel("org", 90, place_panel)
        register_citing(deciding_here)
        register_area(
            key="orgs",
            title=_("Tổ chức đảng"),
            url_name="orgs:home",
            icon="network",
            shortcut_letter="t",
            order=10,
            may=ORG_READ,
        )
