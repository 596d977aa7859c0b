"""Tell what was done to an account."""

from dangbo.accounts.access import Actor
from dangbo.accounts.events import account_changed
from dangbo.accounts.models import User


def tell(actor: Actor, what: str, user: User) -> None:
    """Have the log note, in this transaction, what an actor did to an account."""
    account_changed.send(sender=User, actor=actor, what=what, username=user.username)
