"""Hold the versions of templates that the office wrote; what comes with the program is no row."""

from django.db import models
from django.db.models import F, Q

from dangbo.base.spans import Span, span_checks

BELIEVED = Q(voided_by__isnull=True)


class Template(Span):
    """A version of a letter's template, in force from its first day until the next one's."""

    key = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        constraints = [
            *span_checks("letters_template"),
            models.UniqueConstraint(
                name="letters_template_one_open",
                fields=["key"],
                condition=BELIEVED & Q(end__isnull=True),
            ),
            models.UniqueConstraint(
                name="letters_template_one_start", fields=["key", "start"], condition=BELIEVED
            ),
            models.CheckConstraint(
                name="letters_template_voided_later",
                condition=Q(voided_by__isnull=True) | Q(voided_by__gt=F("opened_by")),
            ),
        ]
        indexes = [models.Index(name="letters_template_by_day", fields=["key", "start"])]

    def __str__(self) -> str:
        return f"{self.key} {self.start}"
