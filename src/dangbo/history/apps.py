"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Hold a committee's story: history files, published figures, congresses, leaders."""

    name = "dangbo.history"

    def ready(self) -> None:
        """Register the proof of its rows."""
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415 - rows are ready now
        from dangbo.history.replay.verifying import first_difference  # noqa: PLC0415

        register_verifier("history", first_difference)
