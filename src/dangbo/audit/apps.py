"""Name the app for Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Hold the journal of acts."""

    name = "dangbo.audit"
