"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangbo.rules.rights import ORG_READ


class HistoryConfig(AppConfig):
    """Hold a committee's story: history files, published figures, congresses, leaders."""

    name = "dangbo.history"

    def ready(self) -> None:
        """Register the area, the proof of its rows, and what sources state on other pages."""
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415 - rows are ready now
        from dangbo.base.kept import register_named_files  # noqa: PLC0415
        from dangbo.desk.queries.hanging import register_hanging  # noqa: PLC0415
        from dangbo.history import panels  # noqa: PLC0415
        from dangbo.history.files.packages.keeping import name_of  # noqa: PLC0415
        from dangbo.history.models import Handover  # noqa: PLC0415
        from dangbo.history.replay import handovers  # noqa: PLC0415
        from dangbo.history.replay.verifying import first_difference  # noqa: PLC0415
        from dangbo.history.tables.hanging import statements_hanging  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415
        from dangbo.ui.panels import register_panel  # noqa: PLC0415

        register_verifier("history", first_difference)
        register_verifier("handovers", handovers.first_difference)
        register_named_files(Handover, "package", name_of)
        register_panel("org", 10, panels.handovers_panel)
        register_panel("org", 20, panels.figures_panel)
        register_panel("org", 30, panels.congresses_panel)
        register_panel("org", 40, panels.leaders_panel)
        register_panel("org", 50, panels.notes_panel)
        register_hanging("history", statements_hanging, only_ending=True)
        register_area(
            key="history",
            title=_("Lịch sử"),
            url_name="history:home",
            icon="book-open-text",
            shortcut_letter="l",
            order=20,
            may=ORG_READ,
        )
