"""Hold the accounts of people who sign in."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person's account; the member record links to it, never the reverse."""

    def get_full_name(self) -> str:
        """Return the name in Vietnamese order: family and middle name, then the given one."""
        return f"{self.last_name} {self.first_name}".strip()

    def __str__(self) -> str:
        return self.get_full_name() or self.username
