"""Keep some rows of the logs from all but those who may know: higher areas say which."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from dangbo.accounts.access import Actor
from dangbo.audit.access import readable_accesses, readable_acts
from dangbo.audit.models import Access, Act
from dangbo.ui.parts import Text

# For an actor, the numbers of acts, or the keys of subjects, that he or she may know of.
Known = Callable[[Actor], Iterable[Any]]
# Of an access (actor, kind, subject, facts) the key of the hidden subject that it tells of.
Owner = Callable[..., str | None]


class Hidden(NamedTuple):
    """What is hidden: acts whose code begins so, accesses of a kind, refusals below an address."""

    prefix: str
    kind: str
    pages: Text
    acts: Known
    subjects: Known
    owner: Owner


_hidden: list[Hidden] = []


def register_hidden(
    *, prefix: str, kind: str, pages: Text, acts: Known, subjects: Known, owner: Owner
) -> None:
    """Show acts of a code and accesses of a kind only to those who know them; in `ready()`.

    `acts` returns for an actor the numbers of the acts, `subjects` the keys, that may be shown.
    `owner` says of an access to the logs whether it tells of a hidden subject, and of which.
    """
    _hidden[:] = [each for each in _hidden if each.prefix != prefix]
    _hidden.append(Hidden(prefix, kind, pages, acts, subjects, owner))


def told_as(
    *, actor: Actor, kind: str, subject: str, facts: Mapping[str, Any] | None
) -> tuple[str, str]:
    """Return under which kind and subject an access is noted.

    Whoever looks at a hidden row of the logs looks at what it hides.
    """
    for each in _hidden:
        owner = each.owner(actor=actor, kind=kind, subject=subject, facts=facts or {})
        if owner is not None:
            return each.kind, owner
    return kind, subject


def shown_acts(actor: Actor) -> QuerySet[Act]:
    """Return the acts that the log shows to an actor."""
    rows = readable_acts(actor)
    for each in _hidden:
        own = Q(pk__in=each.acts(actor))
        rows = rows.filter(~Q(code__startswith=each.prefix) | own)
    return rows


def shown_accesses(actor: Actor) -> QuerySet[Access]:
    """Return the accesses that the log shows to an actor."""
    rows = readable_accesses(actor)
    for each in _hidden:
        refused = Q(kind="page", subject__startswith=str(each.pages))
        own = Q(kind=each.kind, subject__in=each.subjects(actor))
        rows = rows.filter(~(Q(kind=each.kind) | refused) | own)
    return rows
