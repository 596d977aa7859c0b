"""Open one draft for its pages: who is on it, and who may change it."""

from dataclasses import dataclass

from django.db.models import QuerySet

from dangbo.accounts.access import Actor, colleagues
from dangbo.desk.access import draft_row, edits_of, shares_of, writable_drafts
from dangbo.desk.enums import State
from dangbo.desk.models import Draft, Edit

__all__ = [
    "Draft",
    "Person",
    "edits_on",
    "is_stopped",
    "is_writable",
    "may_be_asked",
    "open_draft",
    "people_on",
]
MOST_ACCOUNTS = 500


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


def is_stopped(*, actor: Actor, draft: Draft) -> bool:
    """Say whether the actor may take a draft up again that waits, failed or was put away."""
    stopped = draft.state not in {State.OPEN, State.SIGNED}
    return stopped and writable_drafts(actor).filter(pk=draft.pk).exists()


def people_on(*, draft: Draft) -> list[Person]:
    """Return everybody who is on a draft, its owner first."""
    owner = draft.owner
    others = [(share.user, share.may_write) for share in shares_of(draft)]
    return [
        Person(owner.username, str(owner), may_write=True, owner=True),
        *(Person(user.username, str(user), may_write=may) for user, may in others),
    ]


def edits_on(*, draft: Draft) -> QuerySet[Edit]:
    """Return what was changed in a draft, newest first, for paging."""
    return edits_of(draft)


def may_be_asked(*, actor: Actor, draft: Draft) -> list[Person]:
    """Return the accounts that a draft could be shared with and is not yet."""
    on_it = {person.username for person in people_on(draft=draft)}
    users = colleagues(actor).order_by("username")[:MOST_ACCOUNTS]
    return [
        Person(user.username, str(user), may_write=False)
        for user in users
        if user.username not in on_it
    ]
