"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangbo.rules.rights import HONOUR_READ


class HonoursConfig(AppConfig):
    """Keep the badges given for years in the Party, and the cards of members."""

    name = "dangbo.honours"

    def ready(self) -> None:
        """Register the area, its panel on the page of a member, and its proof."""
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415 - rows are ready now
        from dangbo.honours import panels  # noqa: PLC0415
        from dangbo.honours.queries.ties import ties_of  # noqa: PLC0415
        from dangbo.honours.replay import first_difference  # noqa: PLC0415
        from dangbo.members.commands import register_ties  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415
        from dangbo.ui.panels import register_panel  # noqa: PLC0415

        register_verifier("honours", first_difference)
        register_ties("honours", ties_of)
        register_panel("member", 40, panels.honours_panel)
        register_area(
            key="honours",
            title=_("Huy hiệu, thẻ"),
            url_name="honours:home",
            icon="award",
            shortcut_letter="b",
            order=18,
            may=HONOUR_READ,
        )
