"""Name the app for Django."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Hold abstract models and text handling."""

    name = "dangbo.base"
