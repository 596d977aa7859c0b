"""Hold citable papers: number, issuer, dates, secrecy, and the files that may be kept."""

from django.db import models
from django.db.models import Q

from dangbo.base.fields import BytewiseField
from dangbo.papers.enums import Force, NumberForm, Precision, Secrecy


class Paper(models.Model):
    """A citable document, found by its permanent uid."""

    uid = models.CharField(max_length=200, unique=True)
    raw = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=10, choices=NumberForm)
    normal = models.CharField(max_length=200, blank=True, db_index=True)
    number = models.PositiveIntegerField(null=True)
    suffix = models.CharField(max_length=2, blank=True)
    kind = models.CharField(max_length=10, blank=True, db_index=True)
    issuer_code = models.CharField(max_length=60, blank=True, db_index=True)
    issuer = models.CharField(max_length=300, blank=True)
    term = models.CharField(max_length=20, blank=True)
    own_series = models.BooleanField(default=False)
    day = models.DateField(null=True, db_index=True)
    precision = models.CharField(max_length=10, choices=Precision, blank=True)
    day_text = models.CharField(max_length=200, blank=True)
    subject = models.TextField(blank=True)
    force = models.CharField(max_length=12, choices=Force, default=Force.NOT_STATED)
    secrecy = models.CharField(max_length=10, choices=Secrecy, default=Secrecy.NONE)
    kept_at = models.CharField(max_length=300, blank=True)
    invented = models.BooleanField(default=False)
    folded = models.TextField(blank=True)
    sort = BytewiseField(max_length=300, blank=True)
    recorded_by = models.ForeignKey("audit.Act", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="papers_paper_own_series",
                fields=["issuer_code", "kind", "term", "normal"],
                condition=Q(own_series=True),
            ),
            models.UniqueConstraint(
                name="papers_paper_others_series",
                fields=["issuer_code", "kind", "normal", "day"],
                condition=Q(own_series=False, number__isnull=False, day__isnull=False),
            ),
            models.UniqueConstraint(
                name="papers_paper_undated",
                fields=["issuer_code", "kind", "normal", "term"],
                condition=Q(own_series=False, number__isnull=False, day__isnull=True),
            ),
            models.CheckConstraint(
                name="papers_paper_day_has_precision",
                condition=Q(day__isnull=True, precision="")
                | (Q(day__isnull=False) & ~Q(precision="")),
            ),
            models.CheckConstraint(
                name="papers_paper_secret_without_content",
                condition=Q(secrecy="") | Q(subject=""),
            ),
        ]

    def __str__(self) -> str:
        return self.normal or self.subject or self.uid


class PaperFile(models.Model):
    """A file of a paper, kept outside the web root under its SHA-256."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="files")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    recorded_by = models.ForeignKey("audit.Act", models.PROTECT, related_name="+")
    removed_by = models.ForeignKey("audit.Act", models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="papers_file_once",
                fields=["paper", "digest"],
                condition=Q(removed_by__isnull=True),
            )
        ]
        indexes = [models.Index(name="papers_file_by_digest", fields=["digest"])]

    def __str__(self) -> str:
        return self.name
