"""Gather what every area finds by the search at the top of each page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo.ui.parts import Badge, Text


@dataclass(frozen=True)
class FoundLine:
    """Something that a text means: its name, its page, what tells it from others."""

    name: str
    url: str
    more: str = ""
    badges: Sequence[Badge] = ()


@dataclass(frozen=True)
class FoundGroup:
    """What one area found; `more_url` leads to all of it where there is more than is shown."""

    key: str
    title: Text
    icon: str
    lines: Sequence[FoundLine]
    more_url: str = ""


# A provider is called with the keywords actor, text, on, known and limit; None: nothing found.
Provider = Callable[..., FoundGroup | None]

_providers: list[tuple[int, Provider]] = []


def register_search(order: int, provider: Provider) -> None:
    """Have `provider` asked by the search at the top; call it in `ready()`."""
    if (order, provider) not in _providers:
        _providers.append((order, provider))
        _providers.sort(key=lambda row: row[0])


def found_groups(
    *, actor: Any, text: str, on: date, known: date | None, limit: int
) -> list[FoundGroup]:
    """Return what each area finds by a text on a day, in their order."""
    found = (
        provider(actor=actor, text=text, on=on, known=known, limit=limit)
        for _order, provider in _providers
    )
    return [group for group in found if group is not None]
