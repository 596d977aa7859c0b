"""Name the app for Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Hold users, sign-in and the actor of every act and question."""

    name = "dangbo.accounts"

    def ready(self) -> None:
        """Lock accounts that nobody uses, day by day."""
        from dangbo.accounts.commands import lock_unused  # noqa: PLC0415 - rows are ready now
        from dangbo.base.daily import register_daily  # noqa: PLC0415

        register_daily("accounts", lock_unused)
