"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Prepare decisions about organisations."""

    name = "dangbo.desk"

    def ready(self) -> None:
        """Register the area."""
        from dangbo.ui.navigation import register_area  # noqa: PLC0415 - rows are ready now

        register_area(
            key="desk",
            title=_("Sắp xếp tổ chức"),
            url_name="desk:home",
            icon="git-merge",
            shortcut_letter="s",
            order=15,
        )
