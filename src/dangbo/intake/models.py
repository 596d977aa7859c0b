"""Hold lists on their way into the register, and where what they brought came from."""

from django.conf import settings
from django.db import models

from dangbo.intake.enums import Stage

USER = settings.AUTH_USER_MODEL


class Intake(models.Model):
    """A list that somebody brought: how it is read, what its rows would do, and what became of it.

    Nothing personal stands here: rows, what was mended and what was decided of them are sealed
    under `key`. `acts` are those that took the rows in, `undone_by` those that voided them.
    """

    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(default=0)
    tab = models.CharField(max_length=200, blank=True)
    coding = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=64, blank=True)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    defaults = models.JSONField(default=dict)
    since_1904 = models.BooleanField(default=False)
    on = models.DateField()
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.OPENED)
    rows = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    remarks = models.JSONField(default=list)
    checked = models.BigIntegerField(default=0)
    key = models.TextField(blank=True)
    answers = models.TextField(blank=True)
    owner = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    by = models.CharField(max_length=150)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    acts = models.JSONField(default=list)
    undone_by = models.JSONField(default=list)
    invented = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(name="intake_by_change", fields=["-changed_at"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.name}"


class Part(models.Model):
    """A run of rows of a list, sealed: the cells as they were brought, and what was found.

    `section` is the last line above it that names an organisation for the rows below.
    """

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    first = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    cells = models.TextField()
    judged = models.TextField(blank=True)
    counts = models.JSONField(default=dict)
    section = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="intake_part_once", fields=["intake", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.intake_id}.{self.number}"


class MappingMemory(models.Model):
    """Which columns the lists of one source have, as somebody last confirmed it."""

    source = models.CharField(max_length=64, unique=True)
    columns = models.JSONField(default=dict)
    changed_at = models.DateTimeField()
    by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return self.source[:12]


class Provenance(models.Model):
    """What of a person one row of a list brought: the names of its fields, parted by blanks.

    The raw values stay in the row itself, sealed.
    """

    intake = models.ForeignKey(Intake, models.PROTECT, related_name="+")
    person = models.ForeignKey("members.Person", models.PROTECT, related_name="+")
    row = models.PositiveIntegerField()
    fields = models.CharField(max_length=600)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="intake_provenance_once", fields=["person", "intake"]),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.intake_id}:{self.row}"
