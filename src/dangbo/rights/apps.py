"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RightsConfig(AppConfig):
    """Hold which roles accounts have, where and until when, by grant, by post, or lent."""

    name = "dangbo.rights"

    def ready(self) -> None:
        """Keep the grants for accounts; register the proof and what papers concern."""
        from dangbo.accounts.access import register_keeper  # noqa: PLC0415 - rows are ready now
        from dangbo.accounts.events import demonstration_opened  # noqa: PLC0415
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415
        from dangbo.rights.handlers import grant_to_demonstration  # noqa: PLC0415
        from dangbo.rights.panels import mode_of  # noqa: PLC0415
        from dangbo.rights.queries import Keeper  # noqa: PLC0415
        from dangbo.rights.replay import first_difference  # noqa: PLC0415
        from dangbo.rules.rights import RIGHT_GRANT  # noqa: PLC0415
        from dangbo.ui.modes import register_mode  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415

        register_keeper(Keeper())
        register_mode(mode_of)
        register_area(
            key="rights",
            title=_("Phân quyền"),
            url_name="rights:home",
            icon="key-round",
            shortcut_letter="p",
            order=85,
            may=RIGHT_GRANT,
        )
        register_verifier("rights", first_difference)
        demonstration_opened.connect(grant_to_demonstration, dispatch_uid="rights.demonstration")
