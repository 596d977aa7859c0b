"""Wire the parts together: the only place that knows every app."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Hold the console commands that belong to no area."""

    name = "dangbo.config"
    label = "config"
