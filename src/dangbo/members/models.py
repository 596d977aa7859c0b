"""Hold persons, what happened to them as members, and what they were over time."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dangbo.base.fields import BytewiseField
from dangbo.base.spans import Recorded, Span, span_checks
from dangbo.members.enums import Activity, NumberKind, PostingKind, Sex, StandingKind
from dangbo.papers.enums import Precision

BELIEVED = Q(voided_by__isnull=True)


class Person(models.Model):
    """A person for ever: an id, a key to be known by, and the key that opens his or her secrets."""

    uid = models.CharField(max_length=100, unique=True)
    invented = models.BooleanField(default=False)
    key = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.uid


class Identity(Recorded):
    """What is believed of who a person is; a correction voids the row and adds another."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="identities", db_index=False)
    name = models.CharField(max_length=200)
    name_sort = BytewiseField(max_length=400)
    name_folded = models.CharField(max_length=220)
    sex = models.CharField(max_length=3, choices=Sex, blank=True)
    birth = models.DateField(null=True)
    birth_precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    ethnicity = models.CharField(max_length=40, blank=True)
    religion = models.CharField(max_length=40, blank=True)
    home_town = models.CharField(max_length=300, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="members_identity_once", fields=["person"], condition=BELIEVED
            ),
        ]
        indexes = [
            models.Index(name="members_identity_by_person", fields=["person"]),
            models.Index(name="members_identity_by_name", fields=["name_sort", "person"]),
            models.Index(name="members_identity_by_birth", fields=["birth", "person"]),
        ]

    def __str__(self) -> str:
        return self.name


class Sheet(Recorded):
    """A field group of a person's record that is not counted, sealed under the person's key."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="sheets", db_index=False)
    group = models.CharField(max_length=40)
    body = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="members_sheet_once", fields=["person", "group"], condition=BELIEVED
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.group}"


class Event(Recorded):
    """One event of an act in force: what it says of a person, without anything personal."""

    act = models.ForeignKey("audit.Act", models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    on = models.DateField()
    precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    person = models.ForeignKey(Person, models.PROTECT, related_name="events", db_index=False)
    change = models.CharField(max_length=20)
    org = models.ForeignKey("orgs.Org", models.PROTECT, related_name="+", null=True, db_index=False)
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="members_event_once", fields=["act", "position"], condition=BELIEVED
            ),
        ]
        indexes = [
            models.Index(name="members_event_by_person", fields=["person", "on"]),
            models.Index(name="members_event_by_day", fields=["on", "change"]),
            models.Index(
                name="members_event_in_org", fields=["org", "on"], condition=Q(org__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act_id}.{self.position} {self.change}"


class Merge(Recorded):
    """Two persons who are believed to be one: whose key `gone` was counts for `kept`.

    The act that opened the row says why; the act that voided it parted the two again.
    """

    kept = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    gone = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="members_merge_of_two", condition=~Q(kept=models.F("gone"))
            ),
            models.UniqueConstraint(name="members_merge_once", fields=["gone"], condition=BELIEVED),
        ]
        indexes = [models.Index(name="members_merge_by_kept", fields=["kept"])]

    def __str__(self) -> str:
        return f"{self.gone_id} > {self.kept_id}"


class Carry(Recorded):
    """What a decision about organisations does with the members of one of them.

    `persons` lists who goes to `result` (None: all the others); an empty `result`: they stay.
    """

    act = models.ForeignKey("audit.Act", models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    on = models.DateField()
    source = models.ForeignKey("orgs.Org", models.PROTECT, related_name="+", db_index=False)
    result = models.ForeignKey(
        "orgs.Org", models.PROTECT, related_name="+", null=True, db_index=False
    )
    persons = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(name="members_carry_from", fields=["source", "on"]),
            models.Index(name="members_carry_by_act", fields=["act"]),
            models.Index(name="members_carry_into", fields=["result", "on"]),
        ]

    def __str__(self) -> str:
        return f"{self.act_id} {self.source_id} > {self.result_id}"


class Held(Span):
    """A span of a person's course, with the acts whose events began and ended it."""

    basis = models.ForeignKey("audit.Act", models.PROTECT, related_name="+", db_index=False)
    end_basis = models.ForeignKey(
        "audit.Act", models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        abstract = True


def held_checks(name: str, *apart_by: str) -> list[models.BaseConstraint]:
    """Return the constraints of a table of courses: an end has a basis, starts are not repeated."""
    return [
        *span_checks(name),
        models.CheckConstraint(
            name=f"{name}_end_has_reason",
            condition=Q(end__isnull=True, end_basis__isnull=True)
            | Q(end__isnull=False, end_basis__isnull=False),
        ),
        models.UniqueConstraint(
            name=f"{name}_one_start",
            fields=["person", *apart_by, "start"],
            condition=BELIEVED,
        ),
    ]


def voided_index(name: str) -> models.Index:
    """Return the index of the few voided rows: the constraints are no help in finding those."""
    voided = Q(voided_by__isnull=False)
    return models.Index(name=f"{name}_voided", fields=["person"], condition=voided)


class Posting(Held):
    """A person's place in one organisation, official or temporary."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="postings", db_index=False)
    org = models.ForeignKey("orgs.Org", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=PostingKind)

    class Meta:
        constraints = held_checks("members_posting", "kind")
        indexes = [
            # What a count of a day asks for, so that it need not read the rows themselves.
            models.Index(
                name="members_posting_in_org",
                fields=["org", "kind", "start", "end", "voided_by", "person"],
            ),
            models.Index(
                name="members_posting_temporary",
                fields=["person"],
                condition=Q(kind="temporary") & BELIEVED,
            ),
            voided_index("members_posting"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}@{self.org_id} {self.start}"


class Standing(Held):
    """What a person is as a member over a span, and from when the Party age counts."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="standings", db_index=False)
    standing = models.CharField(max_length=12, choices=StandingKind)
    activity = models.CharField(max_length=10, choices=Activity, default=Activity.ACTIVE)
    counted_from = models.DateField(null=True)
    admitted = models.DateField(null=True)

    class Meta:
        constraints = held_checks("members_standing")
        indexes = [voided_index("members_standing")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.standing} {self.start}"


class Attribute(Held):
    """A dated quality of a person that is counted: education, theory, occupation and others."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="attributes", db_index=False)
    kind = models.CharField(max_length=30)
    value = models.CharField(max_length=300)

    class Meta:
        constraints = held_checks("members_attribute", "kind")
        indexes = [voided_index("members_attribute")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}={self.value}"


class Number(Held):
    """A number a person bears over a span; a secret one is kept sealed, found by a keyed hash."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="numbers", db_index=False)
    kind = models.CharField(max_length=10, choices=NumberKind)
    value = models.CharField(max_length=40, blank=True)
    lookup = models.CharField(max_length=64)
    sealed = models.TextField(blank=True)

    class Meta:
        constraints = [
            *held_checks("members_number", "kind"),
            models.UniqueConstraint(
                name="members_number_unique",
                fields=["kind", "lookup"],
                condition=BELIEVED & Q(end__isnull=True),
            ),
        ]
        indexes = [
            models.Index(name="members_number_lookup", fields=["kind", "lookup"]),
            voided_index("members_number"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class SavedFilter(models.Model):
    """A narrowing of the register of members that somebody keeps, and may share with all."""

    name = models.CharField(max_length=120)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    shared = models.BooleanField(default=False)
    query = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="members_savedfilter_once", fields=["owner", "name"]),
        ]

    def __str__(self) -> str:
        return self.name
