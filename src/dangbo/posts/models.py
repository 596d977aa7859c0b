"""Hold what acts say of posts, and the posts, terms, plans and declarations that come of it."""

from django.db import models
from django.db.models import Q

from dangbo.base.spans import Recorded, Span, span_checks
from dangbo.members.models import Person
from dangbo.orgs.models import Org
from dangbo.papers.enums import Precision
from dangbo.posts.enums import DeclarationKind, DeclarationStatus, Level, Reason, Side, Way

BELIEVED = Q(voided_by__isnull=True)


class Entry(Recorded):
    """One entry of an act in force: what it says from a day on of one thing that is followed."""

    act = models.ForeignKey("audit.Act", models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    on = models.DateField()
    precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    change = models.CharField(max_length=10)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, db_index=False)
    org = models.ForeignKey(Org, models.PROTECT, related_name="+", null=True, db_index=False)
    facts = models.JSONField(default=dict)
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="posts_entry_once", fields=["act", "position"], condition=BELIEVED
            ),
        ]
        indexes = [
            models.Index(name="posts_entry_by_person", fields=["person", "on"]),
            models.Index(name="posts_entry_by_org", fields=["org", "on"]),
        ]

    def __str__(self) -> str:
        return f"{self.act_id}.{self.position} {self.change}"


class Followed(Span):
    """A span of something that acts on posts say, with the acts that began and ended it."""

    basis = models.ForeignKey("audit.Act", models.PROTECT, related_name="+", db_index=False)
    end_basis = models.ForeignKey(
        "audit.Act", models.PROTECT, related_name="+", null=True, db_index=False
    )
    end_reason = models.CharField(max_length=12, choices=Reason, blank=True)
    invented = models.BooleanField(default=False)

    class Meta:
        abstract = True


def followed_checks(name: str, *apart_by: str) -> list[models.BaseConstraint]:
    """Return the constraints of a table of what is followed: ends have reasons, starts are once."""
    return [
        *span_checks(name),
        models.CheckConstraint(
            name=f"{name}_end_has_basis",
            condition=Q(end__isnull=True, end_basis__isnull=True)
            | Q(end__isnull=False, end_basis__isnull=False),
        ),
        models.UniqueConstraint(
            name=f"{name}_one_start", fields=[*apart_by, "start"], condition=BELIEVED
        ),
    ]


class Post(Followed):
    """A person's post in a body of an organisation, or outside the register in words."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts", db_index=False)
    org = models.ForeignKey(Org, models.PROTECT, related_name="+", null=True, db_index=False)
    body = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=200)
    outside = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=12, choices=Way, default=Way.NOT_STATED)
    level = models.CharField(max_length=12, choices=Level, blank=True)
    side = models.CharField(max_length=6, choices=Side, blank=True)
    precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)

    class Meta:
        constraints = [
            *followed_checks("posts_post", "person", "org", "body", "title", "outside"),
            models.CheckConstraint(
                name="posts_post_in_one_place",
                condition=(Q(org__isnull=False, outside="") & ~Q(body=""))
                | (Q(org__isnull=True, body="") & ~Q(outside="")),
            ),
        ]
        indexes = [
            models.Index(name="posts_post_by_person", fields=["person", "start"]),
            models.Index(name="posts_post_in_org", fields=["org", "body", "start", "end"]),
            models.Index(name="posts_post_by_title", fields=["title", "org"]),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.title} {self.start}"


class Term(Followed):
    """How many seats a paper gave a body, and for which term."""

    org = models.ForeignKey(Org, models.PROTECT, related_name="+", db_index=False)
    body = models.CharField(max_length=20)
    seats = models.PositiveIntegerField()
    name = models.CharField(max_length=200, blank=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = followed_checks("posts_term", "org", "body")
        indexes = [models.Index(name="posts_term_in_org", fields=["org", "body", "start"])]

    def __str__(self) -> str:
        return f"{self.org_id} {self.body} {self.seats}"


class Plan(Followed):
    """A person planned for a title of an organisation in a term (quy hoạch)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="plans", db_index=False)
    org = models.ForeignKey(Org, models.PROTECT, related_name="+", db_index=False)
    body = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    term = models.CharField(max_length=200)

    class Meta:
        constraints = followed_checks("posts_plan", "person", "org", "body", "title", "term")
        indexes = [
            models.Index(name="posts_plan_by_person", fields=["person", "start"]),
            models.Index(name="posts_plan_in_org", fields=["org", "start"]),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.title} {self.term}"


class Declaration(Followed):
    """How far a person's declaration of assets of a year has come; never what it says."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="declarations", db_index=False)
    year = models.PositiveIntegerField()
    kind = models.CharField(max_length=14, choices=DeclarationKind)
    status = models.CharField(max_length=12, choices=DeclarationStatus)
    receiver = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = followed_checks("posts_declaration", "person", "year", "kind")
        indexes = [
            models.Index(name="posts_declaration_by_person", fields=["person", "start"]),
            models.Index(name="posts_declaration_by_year", fields=["year", "status"]),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.year} {self.status}"
