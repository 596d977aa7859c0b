"""Hold the forms that the office makes; those that come with the program are no rows."""

from django.db import models
from django.db.models import Q

from dangbo.base.spans import Recorded, Span, span_checks, version_checks

BELIEVED = Q(voided_by__isnull=True)


class Version(Span):
    """A published version of a form, in force from its first day until the next one's."""

    code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    body = models.TextField()

    class Meta:
        constraints = [
            *span_checks("layouts_version"),
            models.UniqueConstraint(name="layouts_version_number", fields=["code", "number"]),
            *version_checks("layouts_version", "code"),
        ]
        indexes = [models.Index(name="layouts_version_by_day", fields=["code", "start"])]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"


class Draft(Recorded):
    """A form as it was saved on the way to a version; the next save, or the version, voids it."""

    code = models.CharField(max_length=40)
    body = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="layouts_draft_one_open", fields=["code"], condition=BELIEVED
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Confirmation(Recorded):
    """The office found a version, its own or the program's, to be the official layout."""

    code = models.CharField(max_length=40)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="layouts_confirmation_one", fields=["code", "number"], condition=BELIEVED
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"
