"""Hold the accounts of people who sign in, and the links that let them choose a password."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from dangbo.accounts.enums import Purpose


class User(AbstractUser):
    """A person's account; the member record links to it, never the reverse.

    `is_staff` marks a technical administrator: whoever may open and lock accounts.
    """

    demonstration = models.BooleanField(default=False)

    def get_full_name(self) -> str:
        """Return the name in Vietnamese order: family and middle name, then the given one."""
        return f"{self.last_name} {self.first_name}".strip()

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Invitation(models.Model):
    """A link that opens an account once, until a moment; only the hash of its secret is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    purpose = models.CharField(max_length=10, choices=Purpose)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id} {self.purpose}"
