"""Register the design system with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Hold templates, components and assets; it owns no table."""

    name = "dangbo.ui"
    label = "ui"
