"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class OpsConfig(AppConfig):
    """Run the register: backups, keys, the state of a deployment, what is kept for how long."""

    name = "dangbo.ops"

    def ready(self) -> None:
        """Keep the key of searching, say what is sealed, and note what is done."""
        from allauth.mfa.models import Authenticator  # noqa: PLC0415

        from dangbo.audit.queries import register_verifier  # noqa: PLC0415
        from dangbo.base.daily import register_daily  # noqa: PLC0415 - rows are ready now
        from dangbo.base.secrets import register_lookup_key, register_sealed  # noqa: PLC0415
        from dangbo.ops.access import kept_lookup_key  # noqa: PLC0415
        from dangbo.ops.commands.noting import note_alive, note_guards  # noqa: PLC0415
        from dangbo.ops.models import LookupKey  # noqa: PLC0415
        from dangbo.ops.replay import first_difference  # noqa: PLC0415

        register_lookup_key(kept_lookup_key)
        register_sealed(LookupKey, "wrapped")
        # Secrets of second factors are sealed by `accounts.handlers.SecondFactorAdapter`.
        register_sealed(Authenticator, "data", within=("secret", "seed", "migrated_codes"))
        register_daily("ops.alive", note_alive)
        register_verifier("ops", first_difference)
        post_migrate.connect(note_guards, sender=self)
