"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig


class LayoutsConfig(AppConfig):
    """Make statistical forms as data, and fill them for any organisation and day."""

    name = "dangbo.layouts"
