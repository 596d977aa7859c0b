"""Hold the journal: every act on dated facts, numbered without gaps, only ever added to."""

from django.conf import settings
from django.db import models


class Act(models.Model):
    """One act: who did what, on which day's effect, on which paper, and when it was recorded."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    recorded = models.DateField(db_index=True)
    actor = models.CharField(max_length=150)
    actor_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    code = models.CharField(max_length=60)
    on = models.DateField(null=True)
    paper = models.CharField(max_length=200, blank=True, db_index=True)
    reason = models.TextField(blank=True)
    params = models.JSONField(default=dict)
    payload = models.CharField(max_length=64, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected_by")
    invented = models.BooleanField(default=False)

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.CheckConstraint(name="audit_act_seq_from_one", condition=models.Q(seq__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.code}"


class Payload(models.Model):
    """A parameter too large for the act itself, found by its SHA-256."""

    digest = models.CharField(max_length=64, primary_key=True)
    body = models.JSONField()

    def __str__(self) -> str:
        return self.digest
