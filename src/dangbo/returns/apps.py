"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Send reports up with figures that stand, and tell what changed since."""

    name = "dangbo.returns"

    def ready(self) -> None:
        """Register the proof of its rows."""
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415 - rows are ready now
        from dangbo.returns.replay import first_difference  # noqa: PLC0415

        register_verifier("returns", first_difference)
