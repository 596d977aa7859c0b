"""Name the app for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dangbo.rules.rights import ACCOUNT_MANAGE


class AccountsConfig(AppConfig):
    """Hold users, sign-in and the actor of every act and question."""

    name = "dangbo.accounts"

    def ready(self) -> None:
        """Register the area; count the use of sessions; lock accounts that nobody uses."""
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415

        from dangbo.accounts.commands import lock_unused  # noqa: PLC0415 - rows are ready now
        from dangbo.accounts.handlers import begin_use  # noqa: PLC0415
        from dangbo.base.daily import register_daily  # noqa: PLC0415
        from dangbo.ui.navigation import register_area  # noqa: PLC0415

        user_logged_in.connect(begin_use, dispatch_uid="accounts.begin_use")
        register_daily("accounts", lock_unused)
        register_area(
            key="accounts",
            title=_("Tài khoản"),
            url_name="accounts:list",
            icon="user-check",
            shortcut_letter="i",
            order=95,
            may=ACCOUNT_MANAGE,
        )
