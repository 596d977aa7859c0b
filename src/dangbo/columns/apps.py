"""Name the app for Django, and keep its columns fresh."""

from datetime import date

from django.apps import AppConfig


class ColumnsConfig(AppConfig):
    """Count members of many organisations at once, from columns made of the tables."""

    name = "dangbo.columns"

    def ready(self) -> None:
        """Have the worker make columns where the register is large."""
        from dangbo.base.daily import register_daily  # noqa: PLC0415 - rows are ready now
        from dangbo.columns.commands.making import keep_columns  # noqa: PLC0415

        def keep(_today: date) -> None:
            keep_columns()

        register_daily("columns", keep)
