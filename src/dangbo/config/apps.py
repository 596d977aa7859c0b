"""Wire the parts together: the only place that knows every app."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Hold the console commands that belong to no area."""

    name = "dangbo.config"
    label = "config"

    def ready(self) -> None:
        """Tell the log which pages of all areas it notes, and the door what each asks for."""
        from dangbo.config.log import register_log  # noqa: PLC0415 - rows are ready now
        from dangbo.config.rights import register_rights  # noqa: PLC0415

        register_log()
        register_rights()
