"""Name the app for Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Hold users, sign-in and the actor of every act and question."""

    name = "dangbo.accounts"
