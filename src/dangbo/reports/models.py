"""Hold the questions that officers keep, with whom they are shared, and what they answered."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dangbo.orgs.models import Org
from dangbo.reports.enums import Every, Failure

USER = settings.AUTH_USER_MODEL


class Question(models.Model):
    """A question that somebody keeps; `query` is its whole address.

    `revision` goes up with each change, so that two who change it do not overwrite each other.
    From `due_first` on it is asked again `every` so often; `due_next` is when.
    """

    name = models.CharField(max_length=160)
    note = models.TextField(blank=True)
    query = models.TextField()
    owner = models.ForeignKey(USER, models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)
    every = models.CharField(max_length=10, choices=Every, blank=True)
    due_first = models.DateField(null=True)
    due_next = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reports_question_once",
                fields=["owner", "name"],
                condition=Q(dropped_at__isnull=True),
            ),
            models.CheckConstraint(
                name="reports_question_schedule",
                condition=Q(every="", due_first__isnull=True, due_next__isnull=True)
                | (~Q(every="") & Q(due_first__isnull=False, due_next__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(
                name="reports_question_due",
                fields=["due_next"],
                condition=Q(due_next__isnull=False, dropped_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Share(models.Model):
    """Who else may ask a question: a colleague, or everybody who works in an organisation."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="shares")
    user = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    org = models.ForeignKey(Org, models.PROTECT, null=True, related_name="+")
    may_change = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reports_share_with_one",
                condition=Q(user__isnull=False, org__isnull=True)
                | Q(user__isnull=True, org__isnull=False, may_change=False),
            ),
            models.UniqueConstraint(name="reports_share_user_once", fields=["question", "user"]),
            models.UniqueConstraint(name="reports_share_org_once", fields=["question", "org"]),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.user_id or ''}{self.org_id or ''}"


class Run(models.Model):
    """What a question answered on a day it was due, as known then, or why it could not.

    `query` is what was asked, `answer` all its values with the versions of their definitions.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="runs")
    on = models.DateField()
    known = models.DateField()
    at = models.DateTimeField()
    query = models.TextField()
    failure = models.CharField(max_length=10, choices=Failure, blank=True)
    detail = models.TextField(blank=True)
    answer = models.JSONField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="reports_run_once", fields=["question", "on"]),
            models.CheckConstraint(
                name="reports_run_answered_or_failed",
                condition=Q(failure="", answer__isnull=False)
                | (~Q(failure="") & Q(answer__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.on}"
