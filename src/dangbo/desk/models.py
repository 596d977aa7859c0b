"""Hold drafts of decisions, who works on them, who changed what, and what people were told."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from dangbo.desk.enums import News, State

USER = settings.AUTH_USER_MODEL


class Draft(models.Model):
    """A decision in preparation; `content` keeps everything typed, complete or not.

    `checked` is the last act of the journal when it was last checked and held (0: it did not, or
    never was), `act` the one it became.
    """

    title = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    owner = models.ForeignKey(USER, models.PROTECT, related_name="drafts")
    content = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    on = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    checked = models.BigIntegerField(default=0)
    signed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    act = models.ForeignKey("audit.Act", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="desk_draft_signed_has_act",
                condition=Q(state=State.SIGNED, act__isnull=False)
                | (~Q(state=State.SIGNED) & Q(act__isnull=True)),
            ),
            models.CheckConstraint(
                name="desk_draft_scheduled_has_day",
                condition=~Q(state=State.SCHEDULED)
                | Q(on__isnull=False, signed_by__isnull=False, signed_at__isnull=False),
            ),
        ]
        indexes = [models.Index(name="desk_draft_by_state", fields=["state", "on"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.title}"


class Share(models.Model):
    """A person who works on somebody else's draft, or only reads it."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="shares")
    user = models.ForeignKey(USER, models.PROTECT, related_name="+")
    may_write = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="desk_share_once", fields=["draft", "user"]),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.user_id}"


class Edit(models.Model):
    """What one person changed in one part of a draft: `head`, `changes`, or `change:ID`."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="edits")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()
    user = models.ForeignKey(USER, models.PROTECT, related_name="+")
    part = models.CharField(max_length=40)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="desk_edit_once", fields=["draft", "revision"]),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}.{self.revision} {self.part}"


class Notice(models.Model):
    """What a person was told of a draft, and whether it was seen; `facts` say more."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="notices")
    user = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    news = models.CharField(max_length=10, choices=News)
    facts = models.JSONField(default=dict)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                name="desk_notice_unseen", fields=["user"], condition=Q(seen_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.news} {self.draft_id}"


class Paste(models.Model):
    """What a person pasted for one place of a draft, kept in `content` until it is dealt with.

    A place is a field of a change (`change:3:orgs`), or the table that is filled in (`table`).
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="pastes")
    user = models.ForeignKey(USER, models.PROTECT, related_name="+")
    place = models.CharField(max_length=200)
    at = models.DateTimeField()
    content = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="desk_paste_once", fields=["draft", "user", "place"]),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.place}"
