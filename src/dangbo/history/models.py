"""Hold what sources state about a committee, and which entries of its file are loaded."""

from django.db import models
from django.db.models import Q

from dangbo.base.spans import Recorded
from dangbo.orgs.models import Org
from dangbo.papers.enums import Precision
from dangbo.rules.published import Operator

BELIEVED = Q(voided_by__isnull=True)
SIDES = [(each, each) for each in ("given", "received", "arrived")]
OPERATORS = [(each.value, each.value) for each in Operator]


class Entry(Recorded):
    """An entry of a committee's file that is loaded: what it said, and the act it rests on."""

    committee = models.ForeignKey(Org, models.PROTECT, related_name="+", db_index=False)
    section = models.CharField(max_length=20)
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    act = models.ForeignKey("audit.Act", models.PROTECT, related_name="+", null=True)
    sources = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="history_entry_once",
                fields=["committee", "section", "key"],
                condition=BELIEVED,
            )
        ]

    def __str__(self) -> str:
        return f"{self.section}.{self.key}"


class Stated(Recorded):
    """A statement of a file, with the keys of the sources it was read in."""

    committee = models.ForeignKey(Org, models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=100)
    sources = models.JSONField(default=list)
    note = models.TextField(blank=True)
    invented = models.BooleanField(default=False)

    class Meta:
        abstract = True


class Timed(Stated):
    """A statement about an organisation at a time: `start` up to but not on `end`, if stated.

    `over` says that it speaks of the whole stretch, not of some day within it.
    """

    org = models.ForeignKey(Org, models.PROTECT, related_name="+", db_index=False)
    start = models.DateField(null=True)
    end = models.DateField(null=True)
    precision = models.CharField(max_length=10, choices=Precision, blank=True)
    day_text = models.CharField(max_length=200, blank=True)
    over = models.BooleanField(default=False)

    class Meta:
        abstract = True


def stated_once(name: str) -> models.UniqueConstraint:
    """Return the constraint that an entry is believed in one way only."""
    return models.UniqueConstraint(
        name=f"{name}_once", fields=["committee", "key"], condition=BELIEVED
    )


def timed_checks(name: str) -> list[models.BaseConstraint]:
    """Return the constraints that each table of timed statements has."""
    return [
        stated_once(name),
        models.CheckConstraint(
            name=f"{name}_end_after_start",
            condition=Q(start__isnull=True, end__isnull=True) | Q(end__gt=models.F("start")),
        ),
    ]


def timed_indexes(name: str) -> list[models.Index]:
    """Return the indexes that each table of timed statements has."""
    return [models.Index(name=f"{name}_by_org", fields=["org", "start"])]


class Source(Stated):
    """Where statements were read: its own `sources` are empty."""

    title = models.CharField(max_length=500)
    publisher = models.CharField(max_length=500, blank=True)
    author = models.CharField(max_length=500, blank=True)
    published = models.DateField(null=True)
    precision = models.CharField(max_length=10, choices=Precision, blank=True)
    day_text = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=1000, blank=True)
    file = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [stated_once("history_source")]

    def __str__(self) -> str:
        return self.title


class Figure(Timed):
    """A published figure, as printed and as read."""

    indicator = models.CharField(max_length=60)
    operator = models.CharField(max_length=10, choices=OPERATORS)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    as_printed = models.TextField(blank=True)
    rounding = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    reading = models.CharField(max_length=500, blank=True)
    flags = models.JSONField(default=list)
    calibrate = models.BooleanField(default=False)

    class Meta:
        constraints = timed_checks("history_figure")
        indexes = timed_indexes("history_figure")

    def __str__(self) -> str:
        return f"{self.indicator} {self.operator} {self.value}"


class Congress(Timed):
    """A congress as published; its ordinal is as printed."""

    ordinal = models.CharField(max_length=20)
    number = models.PositiveIntegerField(null=True)
    term = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=10, blank=True)
    results = models.JSONField(default=dict)

    class Meta:
        constraints = timed_checks("history_congress")
        indexes = timed_indexes("history_congress")

    def __str__(self) -> str:
        return f"{self.ordinal} {self.term}".strip()


class Leader(Timed):
    """A person attested in a post; never counted as a member."""

    person = models.CharField(max_length=150)
    post = models.CharField(max_length=300)
    as_printed = models.TextField(blank=True)

    class Meta:
        constraints = timed_checks("history_leader")
        indexes = timed_indexes("history_leader")

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"


class Note(Timed):
    """A remark that belongs to the history of an organisation."""

    code = models.CharField(max_length=60)
    text = models.TextField()

    class Meta:
        constraints = timed_checks("history_note")
        indexes = timed_indexes("history_note")

    def __str__(self) -> str:
        return self.text


class Handover(Recorded):
    """A package given, received, or told by a receipt to have arrived: the link of two registers.

    `register` is the other side where it is known: none for a package given. `other` names the
    other side; of an arrival it says where in the other tree the organisation stands now.
    """

    side = models.CharField(max_length=10, choices=SIDES)
    org = models.ForeignKey(Org, models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    package = models.CharField(max_length=64)
    register = models.CharField(max_length=64, blank=True)
    other = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=200, blank=True)
    paper = models.CharField(max_length=200, blank=True)
    orgs = models.PositiveIntegerField()
    decided_by = models.ForeignKey("audit.Act", models.PROTECT, related_name="+", null=True)
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="history_handover_once",
                fields=["side", "package", "register"],
                condition=BELIEVED,
            )
        ]
        indexes = [models.Index(name="history_handover_by_org", fields=["org", "on"])]

    def __str__(self) -> str:
        return f"{self.side} {self.org_id} {self.on}"
