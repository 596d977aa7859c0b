"""Keep narrowings of the register of members under a name."""

from django.core.exceptions import PermissionDenied

from dangbo.accounts.access import Actor
from dangbo.members.access import own_filters
from dangbo.members.models import SavedFilter


def save_filter(*, actor: Actor, name: str, query: str, shared: bool) -> SavedFilter:
    """Keep a narrowing; one of the same name of the same officer is replaced."""
    if actor.user_id is None:
        raise PermissionDenied
    row, _made = own_filters(actor).update_or_create(
        owner_id=actor.user_id, name=name, defaults={"query": query, "shared": shared}
    )
    return row


def drop_filter(*, actor: Actor, pk: int) -> bool:
    """Keep a narrowing of the actor's own no more; say whether there was one."""
    dropped, _rows = own_filters(actor).filter(pk=pk).delete()
    return bool(dropped)
