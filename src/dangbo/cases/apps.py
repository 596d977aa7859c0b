"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Run the cases of the member life cycle."""

    name = "dangbo.cases"

    def ready(self) -> None:
        """Register the proof of the rows."""
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415 - rows are ready now
        from dangbo.cases.replay.verifying import first_difference  # noqa: PLC0415

        register_verifier("cases", first_difference)
