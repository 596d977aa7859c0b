"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangbo.rules.rights import ORG_CHANGE


class DeskConfig(AppConfig):
    """Prepare decisions about organisations."""

    name = "dangbo.desk"

    def ready(self) -> None:
        """Register the area, and what it offers on the pages of records."""
        from dangbo.base.daily import register_daily  # noqa: PLC0415 - rows are ready now
        from dangbo.desk import panels  # noqa: PLC0415
        from dangbo.desk.commands.taking_effect import run_due  # noqa: PLC0415
        from dangbo.desk.tables.correcting import offer_to_correct  # noqa: PLC0415 - rows are ready
        from dangbo.desk.tables.offering import (  # noqa: PLC0415
            offer_to_draft,
            offer_to_draft_alike,
            unseen,
        )
        from dangbo.ui.navigation import register_area  # noqa: PLC0415
        from dangbo.ui.panels import register_panel  # noqa: PLC0415
        from dangbo.ui.record_acts import register_record_act  # noqa: PLC0415

        register_daily("desk.due", run_due)
        register_panel("tree", 10, panels.waiting_panel)
        register_panel("org", 40, panels.drafts_panel)
        register_record_act("decision", 10, offer_to_correct)
        register_record_act("decision", 20, offer_to_draft_alike)
        register_record_act("org", 10, offer_to_draft)
        register_area(
            key="desk",
            title=_("Sắp xếp tổ chức"),
            url_name="desk:home",
            icon="git-merge",
            shortcut_letter="s",
            order=15,
            may=ORG_CHANGE,
            count=unseen,
        )
