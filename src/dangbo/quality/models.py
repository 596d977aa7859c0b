"""Hold what somebody looked at and found: two who are not one, a record that is still right."""

from django.db import models
from django.db.models import F, Q, QuerySet

from dangbo.base.spans import Recorded
from dangbo.members.models import Person

BELIEVED = Q(voided_by__isnull=True)


class NotSame(Recorded):
    """Two persons who are not one, said by an act; the lower id comes first."""

    one = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    other = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="quality_notsame_once", fields=["one", "other"], condition=BELIEVED
            ),
            models.CheckConstraint(
                name="quality_notsame_in_order", condition=Q(one__lt=F("other"))
            ),
        ]
        indexes = [models.Index(name="quality_notsame_other", fields=["other"])]

    def __str__(self) -> str:
        return f"{self.one_id} {self.other_id}"


class Confirmation(Recorded):
    """A day on which nothing of a person's record had changed, said by an act."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="quality_confirmation_once", fields=["opened_by", "person"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.day}"


def every_confirmation() -> QuerySet[Confirmation]:
    """Return all rows, for the acts, the questions and the proof that read and write them."""
    return Confirmation.objects.all()
