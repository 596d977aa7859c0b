"""Hold cases of the member life cycle, the steps taken in them, and the papers put in."""

from django.db import models
from django.db.models import Q

from dangbo.base.spans import Recorded
from dangbo.cases.enums import Outcome
from dangbo.members.models import Person
from dangbo.orgs.models import Org
from dangbo.papers.models import Paper

BELIEVED = Q(voided_by__isnull=True)


class Case(Recorded):
    """A case of one person; how it ended, its stage and its deadline follow from its steps."""

    kind = models.CharField(max_length=30)
    person = models.ForeignKey(Person, models.PROTECT, related_name="cases", db_index=False)
    org = models.ForeignKey(Org, models.PROTECT, related_name="+", db_index=False)
    to_org = models.ForeignKey(Org, models.PROTECT, related_name="+", null=True, db_index=False)
    opened_on = models.DateField()
    conditions = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    # The step that has to come next, or the last one; and its last day, worked out in working days.
    stage = models.CharField(max_length=40, blank=True)
    due = models.DateField(null=True)
    invented = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cases_case_end_has_outcome",
                condition=Q(closed_on__isnull=True, outcome="")
                | (Q(closed_on__isnull=False) & ~Q(outcome="")),
            ),
        ]
        indexes = [
            models.Index(name="cases_case_by_person", fields=["person"]),
            models.Index(
                name="cases_case_running",
                fields=["kind", "opened_on"],
                condition=Q(closed_on__isnull=True, voided_by__isnull=True),
            ),
            models.Index(
                name="cases_case_due",
                fields=["due", "id"],
                condition=Q(closed_on__isnull=True, voided_by__isnull=True),
            ),
            models.Index(name="cases_case_in_org", fields=["org"]),
            models.Index(
                name="cases_case_to_org", fields=["to_org"], condition=Q(to_org__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id}"


class Step(Recorded):
    """A step that was taken: on which day, by whom, on which paper, what was told and voted.

    `result` is the act by which the membership changed, where the step changed it.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps", db_index=False)
    code = models.CharField(max_length=40)
    on = models.DateField()
    by = models.CharField(max_length=30)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+", null=True, db_index=False)
    note = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    result = models.ForeignKey(
        "audit.Act", models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="cases_step_once", fields=["case", "code"], condition=BELIEVED
            ),
        ]
        indexes = [models.Index(name="cases_step_by_case", fields=["case"])]

    def __str__(self) -> str:
        return f"{self.case_id} {self.code}"


class CaseDocument(Recorded):
    """A paper put into a case: its type of the catalogue, its day, and where it is kept.

    A scan is kept as the file of a recorded paper; `reference` says where the original lies.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents", db_index=False)
    number = models.PositiveSmallIntegerField()
    step = models.CharField(max_length=40, blank=True)
    signed = models.DateField(null=True)
    pages = models.PositiveSmallIntegerField(null=True)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+", null=True, db_index=False)
    reference = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(name="cases_document_by_case", fields=["case"])]

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"
