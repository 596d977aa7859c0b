"""Carry events from lower areas to higher ones, after the transaction is committed."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction

Handler = Callable[[Any], None]
_handlers: dict[type, list[Handler]] = defaultdict(list)


def subscribe(event: type, handler: Handler) -> None:
    """Have `handler` called with each event of this kind; it must be safe to repeat."""
    if handler not in _handlers[event]:
        _handlers[event].append(handler)


def publish(event: object) -> None:
    """Hand an event to its handlers once the transaction is committed."""
    for handler in _handlers[type(event)]:
        transaction.on_commit(partial(handler, event))
