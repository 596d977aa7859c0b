"""Hold the versions of templates that the office wrote; what comes with the program is no row."""

from django.db import models

from dangbo.base.spans import Span, span_checks, version_checks


class Template(Span):
    """A version of a letter's template, in force from its first day until the next one's."""

    key = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    body = models.TextField()

    class Meta:
        constraints = [
            *span_checks("letters_template"),
            *version_checks("letters_template", "key"),
        ]
        indexes = [models.Index(name="letters_template_by_day", fields=["key", "start"])]

    def __str__(self) -> str:
        return f"{self.key} {self.start}"
