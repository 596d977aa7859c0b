"""Open one draft for its pages: who is on it, and who may change it."""

from dataclasses import dataclass

from dangbo.accounts.access import Actor
from dangbo.desk.access import draft_row, shares_of, writable_drafts
from dangbo.desk.enums import State
from dangbo.desk.models import Draft

__all__ = ["Draft", "Person", "is_writable", "open_draft", "people_on"]


@dataclass(frozen=True)
class Person:
    """An account that works on a draft, or only reads it."""

    username: str
    name: str
    may_write: bool
    owner: bool = False


def open_draft(*, actor: Actor, draft: int) -> Draft:
    """Return a draft that the actor may read, or answer 404."""
    return draft_row(actor, draft)


def is_writable(*, actor: Actor, draft: Draft) -> bool:
    """Say whether the actor may change a draft as it stands: it is open, and not only read."""
    return draft.state == State.OPEN and writable_drafts(actor).filter(pk=draft.pk).exists()


def people_on(*, draft: Draft) -> list[Person]:
    """Return everybody who is on a draft, its owner first."""
    owner = draft.owner
    others = [(share.user, share.may_write) for share in shares_of(draft)]
    return [
        Person(owner.username, str(owner), may_write=True, owner=True),
        *(Person(user.username, str(user), may_write=may) for user, may in others),
    ]
