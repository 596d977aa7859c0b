"""Gather on a record page the acts that higher areas offer for it."""

from collections.abc import Callable
from typing import Any

from dangbo.ui.parts import Act

# A provider is called with the keywords actor and subject, and returns None when it has nothing
# to offer to that actor.
Provider = Callable[..., Act | None]

_providers: dict[str, list[tuple[int, Provider]]] = {}


def register_record_act(record: str, order: int, provider: Provider) -> None:
    """Offer an act on the pages of `record` ("decision", "org"); call it in `ready()`."""
    rows = _providers.setdefault(record, [])
    if (order, provider) not in rows:
        rows.append((order, provider))
        rows.sort(key=lambda row: row[0])


def acts_for(record: str, *, actor: Any, subject: Any) -> list[Act]:
    """Return the acts that `actor` is offered on one record, in their order."""
    found = (
        provider(actor=actor, subject=subject) for _order, provider in _providers.get(record, [])
    )
    return [act for act in found if act is not None]
