"""Hold confidential records: a key each, what was sealed under it, and who reads.

No row refers to a person or an organisation: whom a record is about is sealed with the rest.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Record(models.Model):
    """One record: its own key, wrapped under a master key; empty once it was forgotten."""

    uid = models.CharField(max_length=32, unique=True)
    key = models.TextField(blank=True)
    forgotten_by = models.ForeignKey(
        "audit.Act", models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sealed_record_key_until_forgotten",
                condition=Q(forgotten_by__isnull=True) & ~Q(key="")
                | Q(forgotten_by__isnull=False, key=""),
            )
        ]

    def __str__(self) -> str:
        return self.uid


class Entry(models.Model):
    """What one act on a record said, sealed just as the journal keeps it."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="entries")
    act = models.OneToOneField("audit.Act", models.PROTECT, related_name="+")
    sealed = models.TextField()

    def __str__(self) -> str:
        return str(self.act_id)


class Attachment(models.Model):
    """A file of an entry, kept sealed under the SHA-256 of what lies on the disk."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="attachments")
    digest = models.CharField(max_length=64)
    gone_by = models.ForeignKey(
        "audit.Act", models.PROTECT, related_name="+", null=True, db_index=False
    )

    def __str__(self) -> str:
        return self.digest


class Reader(models.Model):
    """An account that reads a record from one act on, up to another."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="readers", db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    opened_by = models.ForeignKey("audit.Act", models.PROTECT, related_name="+", db_index=False)
    closed_by = models.ForeignKey(
        "audit.Act", models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="sealed_reader_once",
                fields=["user", "record"],
                condition=Q(closed_by__isnull=True),
            )
        ]
        indexes = [models.Index(name="sealed_reader_of_record", fields=["record"])]

    def __str__(self) -> str:
        return f"{self.record_id} {self.user_id}"
