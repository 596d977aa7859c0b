"""Hold organisations, what they were over time, and what the decisions did to them."""

from django.db import models
from django.db.models import Q

from dangbo.base.fields import BytewiseField
from dangbo.base.spans import Recorded, Span, span_checks
from dangbo.papers.enums import Precision

BELIEVED = Q(voided_by__isnull=True)


class Org(models.Model):
    """An organisation for ever: an id and the key it is known by; its versions say the rest."""

    uid = models.CharField(max_length=100, unique=True)
    invented = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.uid


class OrgVersion(Span):
    """What an organisation was over a span: name, kind, superior, code, sector."""

    org = models.ForeignKey(Org, models.PROTECT, related_name="versions", db_index=False)
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=40)
    superior = models.ForeignKey(
        Org, models.PROTECT, related_name="versions_below", null=True, db_index=False
    )
    code = models.CharField(max_length=40, blank=True)
    sector = models.CharField(max_length=100, blank=True)
    own_folded = models.CharField(max_length=320)
    name_folded = models.CharField(max_length=420)
    name_sort = BytewiseField(max_length=600)
    basis = models.ForeignKey("audit.Act", models.PROTECT, related_name="+", db_index=False)
    end_basis = models.ForeignKey(
        "audit.Act", models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        constraints = [
            *span_checks("orgs_version"),
            models.CheckConstraint(
                name="orgs_version_end_has_reason",
                condition=Q(end__isnull=True, end_basis__isnull=True)
                | Q(end__isnull=False, end_basis__isnull=False),
            ),
            models.UniqueConstraint(
                name="orgs_version_one_start", fields=["org", "start"], condition=BELIEVED
            ),
        ]
        indexes = [
            models.Index(name="orgs_version_by_org", fields=["org", "start"]),
            models.Index(name="orgs_version_below", fields=["superior", "start"]),
            models.Index(name="orgs_version_code", fields=["code"], condition=~Q(code="")),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.start}"


class OrgPath(Span):
    """Where an organisation stood over a span, derived from the versions."""

    org = models.ForeignKey(Org, models.PROTECT, related_name="paths", db_index=False)
    path = BytewiseField(max_length=200)
    depth = models.PositiveSmallIntegerField()

    class Meta:
        constraints = span_checks("orgs_path")
        indexes = [
            models.Index(name="orgs_path_by_org", fields=["org", "start"]),
            models.Index(name="orgs_path_below", fields=["path", "start"]),
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.start}"


class Alias(Recorded):
    """Another name by which a source calls an organisation."""

    org = models.ForeignKey(Org, models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=300)
    name_folded = models.CharField(max_length=420)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="orgs_alias_once", fields=["org", "name"], condition=BELIEVED
            )
        ]

    def __str__(self) -> str:
        return self.name


class Decision(Recorded):
    """A decision as it stands: an act in force, its paper if known, and its effective day."""

    act = models.ForeignKey("audit.Act", models.PROTECT, related_name="+", db_index=False)
    paper = models.ForeignKey("papers.Paper", models.PROTECT, null=True, related_name="decisions")
    on = models.DateField()
    precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    on_text = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=500, blank=True)
    title_folded = models.CharField(max_length=520, blank=True)
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="orgs_decision_once", fields=["act"], condition=BELIEVED)
        ]
        indexes = [models.Index(name="orgs_decision_by_day", fields=["on", "act"])]

    def __str__(self) -> str:
        return f"{self.act_id} {self.on}"


class Touch(Recorded):
    """An organisation that a change of a decision concerns, and in what role."""

    act = models.ForeignKey("audit.Act", models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    on = models.DateField()
    change = models.CharField(max_length=20)
    org = models.ForeignKey(Org, models.PROTECT, related_name="touches", db_index=False)
    role = models.CharField(max_length=10)

    class Meta:
        indexes = [
            models.Index(name="orgs_touch_by_org", fields=["org", "on"]),
            models.Index(name="orgs_touch_by_act", fields=["act", "position"]),
            models.Index(name="orgs_touch_by_day", fields=["on"]),
        ]

    def __str__(self) -> str:
        return f"{self.act_id}.{self.position} {self.change} {self.org_id}"


class Succession(Recorded):
    """A source handed on, whole or in part, to a result (empty: not stated to whom)."""

    act = models.ForeignKey("audit.Act", models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    on = models.DateField()
    source = models.ForeignKey(Org, models.PROTECT, related_name="handed_on", db_index=False)
    result = models.ForeignKey(
        Org, models.PROTECT, related_name="taken_over", null=True, db_index=False
    )
    whole = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(name="orgs_succession_from", fields=["source", "on"]),
            models.Index(name="orgs_succession_to", fields=["result", "on"]),
            models.Index(name="orgs_succession_by_act", fields=["act", "position"]),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} > {self.result_id} {self.on}"


class Place(Recorded):
    """Where an organisation has its office from a day on: degrees, an address; or no more known."""

    org = models.ForeignKey(Org, models.PROTECT, related_name="places", db_index=False)
    act = models.ForeignKey("audit.Act", models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="orgs_place_one_day", fields=["org", "on"], condition=BELIEVED
            ),
            models.CheckConstraint(
                name="orgs_place_both_degrees",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.org_id} {self.on}"
