"""Hold what running a register needs to remember: the key of searching, and how acts went."""

from django.db import models


class LookupKey(models.Model):
    """The key by which secret numbers are found, wrapped under a master key: one row for ever."""

    wrapped = models.TextField()

    def __str__(self) -> str:
        return str(self.pk)


class Operation(models.Model):
    """When something of the running of a register was last done, and how it went."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    passed = models.BooleanField()
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.name} {self.at}"
