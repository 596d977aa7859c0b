"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig


class LayoutsConfig(AppConfig):
    """Make statistical forms as data, and fill them for any organisation and day."""

    name = "dangbo.layouts"

    def ready(self) -> None:
        """Register the proof of the rows."""
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415 - rows are ready now
        from dangbo.layouts.queries.verifying import first_difference  # noqa: PLC0415

        register_verifier("layouts", first_difference)
