"""Name the app for Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Hold users, sign-in and the actor of every act and question."""

    name = "dangbo.accounts"

    def ready(self) -> None:
        """Count the use of sessions, and lock accounts that nobody uses, day by day."""
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415

        from dangbo.accounts.commands import lock_unused  # noqa: PLC0415 - rows are ready now
        from dangbo.accounts.handlers import begin_use  # noqa: PLC0415
        from dangbo.base.daily import register_daily  # noqa: PLC0415

        user_logged_in.connect(begin_use, dispatch_uid="accounts.begin_use")
        register_daily("accounts", lock_unused)
