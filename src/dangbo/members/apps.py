"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    """Keep the register of members."""

    name = "dangbo.members"
