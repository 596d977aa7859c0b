"""Name the app for Django."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """Hold organisations and their reorganisation."""

    name = "dangbo.orgs"

    def ready(self) -> None:
        """Have `dangbo verify` compare the register with the journal."""
        from dangbo.audit.queries import register_verifier  # noqa: PLC0415
        from dangbo.orgs.queries.verifying import first_difference  # noqa: PLC0415

        register_verifier("orgs", first_difference)
