"""Name the app for Django."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Hold the papers that everything dated rests on."""

    name = "dangbo.papers"
