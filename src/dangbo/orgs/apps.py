"""Name the app for Django."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """Hold organisations and their reorganisation."""

    name = "dangbo.orgs"
