"""Hold the badges given and the cards issued, each by an act of the journal."""

from django.db import models
from django.db.models import Q

from dangbo.base.spans import Recorded
from dangbo.honours.enums import BadgeKind, CardKind
from dangbo.members.models import Person
from dangbo.orgs.models import Org

BELIEVED = Q(voided_by__isnull=True)


class Honour(Recorded):
    """Something given to a person on a day: which act says so, and where the person was posted."""

    act = models.ForeignKey("audit.Act", models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveIntegerField()
    on = models.DateField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    org = models.ForeignKey(Org, models.PROTECT, related_name="+", null=True, db_index=False)
    number = models.CharField(max_length=40, blank=True)

    class Meta:
        abstract = True


class Badge(Honour):
    """A badge given to a person; `on` is the award day, and the reward that of the day."""

    level = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=BadgeKind)
    reward = models.BigIntegerField(null=True)
    reward_source = models.TextField(blank=True)
    reward_certain = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="honours_badge_place", fields=["act", "position"], condition=BELIEVED
            ),
            models.UniqueConstraint(
                name="honours_badge_once",
                fields=["person", "level"],
                condition=BELIEVED & ~Q(kind="reissue"),
            ),
        ]
        indexes = [
            models.Index(name="honours_badge_by_person", fields=["person", "on"]),
            models.Index(name="honours_badge_by_day", fields=["on", "level"]),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.level} {self.on}"


class CardIssue(Honour):
    """A card issued or taken back; `numbers` is the act that gave or ended the number."""

    kind = models.CharField(max_length=10, choices=CardKind)
    before = models.CharField(max_length=40, blank=True)
    numbers = models.ForeignKey(
        "audit.Act", models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="honours_card_place", fields=["act", "position"], condition=BELIEVED
            ),
        ]
        indexes = [
            models.Index(name="honours_card_by_person", fields=["person", "on"]),
            models.Index(name="honours_card_by_day", fields=["on", "kind"]),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.on}"
