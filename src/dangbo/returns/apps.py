"""Name the app for Django, and tell others of it."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Send reports up with figures that stand, and tell what changed since."""

    name = "dangbo.returns"
