"""Hold which roles accounts were given, where, and until when."""

from django.db import models
from django.db.models import Q

from dangbo.accounts.models import User
from dangbo.base.spans import Span, span_checks
from dangbo.members.models import Person
from dangbo.orgs.models import Org

BELIEVED = Q(voided_by__isnull=True)


class Grant(Span):
    """A role that an account has over an organisation and all below it (none: the register).

    `person` is whose record the role of a member shows, and whose posts give roles. `behalf` is
    who lends a role of his or her own for a time.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=30)
    org = models.ForeignKey(Org, models.PROTECT, related_name="+", null=True, db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, db_index=False)
    behalf = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, db_index=False)

    class Meta:
        constraints = [
            *span_checks("rights_grant"),
            models.CheckConstraint(
                name="rights_grant_member_has_person",
                condition=Q(role="member", person__isnull=False, org__isnull=True)
                | (~Q(role="member") & Q(person__isnull=True)),
            ),
        ]
        indexes = [
            models.Index(name="rights_grant_by_user", fields=["user", "start"]),
            models.Index(name="rights_grant_by_org", fields=["org", "start"]),
            models.Index(name="rights_grant_by_person", fields=["person"]),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.start}"
