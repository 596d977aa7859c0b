"""Hold reports, the steps of their lives, and the figures that were sent; nothing is edited."""

from django.db import models

from dangbo.base.spans import Recorded
from dangbo.orgs.models import Org

BELIEVED = models.Q(voided_by__isnull=True)


class Return(models.Model):
    """The report of an organisation by one form for one period."""

    form = models.CharField(max_length=60)
    period = models.CharField(max_length=20)
    cut_off = models.DateField()
    org = models.ForeignKey(Org, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="returns_return_once", fields=["period", "form", "org"])
        ]
        indexes = [models.Index(name="returns_return_by_org", fields=["org", "period"])]

    def __str__(self) -> str:
        return f"{self.form} {self.period} {self.org_id}"


class SetPeriod(Recorded):
    """A period that the office has set: its names, its days, when and which forms are sent.

    It is dropped by a later act as long as no report was begun for it.
    """

    number = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    start = models.DateField()
    cut_off = models.DateField()
    grassroots = models.DateField()
    upper = models.DateField()
    forms = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="returns_setperiod_in_order",
                condition=models.Q(cut_off__gte=models.F("start")),
            ),
            models.UniqueConstraint(
                name="returns_setperiod_one_name", fields=["name"], condition=BELIEVED
            ),
        ]

    def __str__(self) -> str:
        return f"k{self.number} {self.name}"


class Step(models.Model):
    """One step in the life of a report, by an act; several reports may be reopened by one act."""

    report = models.ForeignKey(Return, models.PROTECT, related_name="steps", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    act = models.ForeignKey("audit.Act", models.PROTECT, related_name="+")
    typed = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="returns_step_once", fields=["report", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.report_id}.{self.number} {self.kind}"


class Sending(models.Model):
    """What was sent by a step: by which layout of the form, and what was known then.

    `layout` is the layout itself (`rules.form_texts`), `confirmed` whether the office had found it
    to be the official one, `definition` its version with those of its indicators. `known` is the
    last act that the figures rest on, 0 where there was none. `seal` is the sum of all cells, which
    the journal keeps as well.
    """

    step = models.OneToOneField(Step, models.PROTECT, related_name="sending")
    version = models.PositiveIntegerField()
    layout = models.TextField()
    confirmed = models.BooleanField(default=False)
    definition = models.TextField()
    known = models.PositiveBigIntegerField()
    seal = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.step_id} v{self.version}"


class FrozenCell(models.Model):
    """One figure as it was sent, with a compressed list of who or what stood behind it.

    The value is an exact fraction as text; an empty one has a `reason` (`rules.form_formulas`).
    Without a `count` there is no list: the figure was typed, or reckoned from others.
    """

    sending = models.ForeignKey(Sending, models.PROTECT, related_name="cells", db_index=False)
    row = models.CharField(max_length=60)
    column = models.CharField(max_length=60)
    value = models.CharField(max_length=60, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=30, blank=True)
    definition = models.CharField(max_length=400, blank=True)
    count = models.PositiveIntegerField(null=True)
    behind = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="returns_frozencell_once", fields=["sending", "row", "column"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.sending_id} {self.row}.{self.column}={self.value}"
