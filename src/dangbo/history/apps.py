"""Name the app for Django."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """Hold a committee's story: history files, published figures, congresses, leaders."""

    name = "dangbo.history"
