"""Hold the accounts of people who sign in."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person's account; the member record links to it, never the reverse."""

    def __str__(self) -> str:
        return self.get_full_name() or self.username
