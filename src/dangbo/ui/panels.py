"""Gather on a record page the parts that higher areas have to say about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dangbo.ui.parts import Text


@dataclass(frozen=True)
class Panel:
    """One part of a record page: its title, the template of its body and what that shows."""

    title: Text
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    key: str = ""


# A provider is called with the keywords actor, subject, on and known, and returns None when it
# has nothing to say about the subject on that day.
Provider = Callable[..., Panel | None]

_providers: dict[str, list[tuple[int, Provider]]] = {}


def register_panel(record: str, order: int, provider: Provider) -> None:
    """Add `provider` to the pages of `record` ("org", "member"); call it in `ready()`."""
    rows = _providers.setdefault(record, [])
    if (order, provider) not in rows:
        rows.append((order, provider))
        rows.sort(key=lambda row: row[0])


def panels_for(
    record: str, *, actor: Any, subject: Any, on: date, known: date | None
) -> list[Panel]:
    """Return the panels of one record on `on` as known on `known`, in their order."""
    found = (
        provider(actor=actor, subject=subject, on=on, known=known)
        for _order, provider in _providers.get(record, [])
    )
    return [panel for panel in found if panel is not None]
