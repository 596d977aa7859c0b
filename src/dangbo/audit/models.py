"""Hold the journal of acts, the log of accesses and their closings: each only ever added to."""

from typing import Final

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
    role = models.CharField(max_length=60, blank=True, db_default="", default="")
    behalf = models.CharField(max_length=150, blank=True, db_default="", default="")
    origin = models.CharField(max_length=60, blank=True, db_default="", default="")
    code = models.CharField(max_length=60)
    on = models.DateField(null=True)
    paper = models.CharField(max_length=200, blank=True, db_index=True)
    reason = models.TextField(blank=True)
    params = models.JSONField(default=dict)
    payload = models.CharField(max_length=64, blank=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected_by")
    invented = models.BooleanField(default=False)
    hash = models.CharField(max_length=64, db_default="", default="")

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.CheckConstraint(name="audit_act_seq_from_one", condition=models.Q(seq__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.code}"


# What the seal of an act covers, in this order; `payload` is the digest of what lies beside it.
ACT_SEALED: Final = (
    "seq", "at", "recorded", "actor", "actor_user_id", "role", "behalf", "origin", "code", "on",
    "paper", "reason", "params", "payload", "corrects_id", "invented",
)  # fmt: skip


class Payload(models.Model):
    """A parameter too large for the act itself, found by its SHA-256."""

    digest = models.CharField(max_length=64, primary_key=True)
    body = models.JSONField()

    def __str__(self) -> str:
        return self.digest


class Access(models.Model):
    """One sign-in, refusal, reading of what is personal or confidential, export or print."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    day = models.DateField(db_index=True)
    actor = models.CharField(max_length=150)
    # Without a constraint: the log outlives the account, and a reading locks no row of it.
    actor_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    role = models.CharField(max_length=60, blank=True)
    behalf = models.CharField(max_length=150, blank=True)
    origin = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=30)
    kind = models.CharField(max_length=30, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(default=dict)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]
        verbose_name_plural = "accesses"
        constraints = [
            models.CheckConstraint(name="audit_access_from_one", condition=models.Q(seq__gte=1)),
        ]
        indexes = [
            models.Index(fields=["subject", "seq"], name="audit_access_of_subject"),
            models.Index(fields=["actor", "seq"], name="audit_access_of_actor"),
            models.Index(fields=["place", "seq"], name="audit_access_of_place"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.code}"


ACCESS_SEALED: Final = (
    "seq", "at", "day", "actor", "actor_user_id", "role", "behalf", "origin", "code", "kind",
    "subject", "place", "facts",
)  # fmt: skip


class Closing(models.Model):
    """How far both logs went when a day was closed: the last number and seal of each."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    day = models.DateField(db_index=True)
    at = models.DateTimeField()
    acts = models.PositiveBigIntegerField()
    act_hash = models.CharField(max_length=64, blank=True)
    accesses = models.PositiveBigIntegerField()
    access_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.day}"


CLOSING_SEALED: Final = ("seq", "day", "at", "acts", "act_hash", "accesses", "access_hash")
