"""Ask every area what hangs on organisations that a draft or a correction touches."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo.accounts.access import Actor


@dataclass(frozen=True)
class HangingLine:
    """One thing that hangs on an organisation, in words, and where it is."""

    text: Any
    url: str = ""


@dataclass(frozen=True)
class Hanging:
    """What one area has that hangs on organisations: how much, where it is, and some of it."""

    title: Any
    count: int
    url: str = ""
    lines: Sequence[HangingLine] = ()


# A provider is called with the keywords actor, orgs and on.
Provider = Callable[..., Hanging | None]

_providers: dict[str, tuple[Provider, bool]] = {}


def register_hanging(key: str, provider: Provider, *, only_ending: bool = False) -> None:
    """Ask `provider` too: of all organisations touched, or only of those that end; in `ready()`."""
    _providers[key] = (provider, only_ending)


def hanging_on(
    *, actor: Actor, touched: Collection[int], ending: Collection[int], on: date
) -> list[Hanging]:
    """Return what hangs on organisations, area by area; areas that have nothing are left out."""
    found = (
        provider(actor=actor, orgs=ending if only_ending else touched, on=on)
        for provider, only_ending in _providers.values()
        if (ending if only_ending else touched)
    )
    return [each for each in found if each is not None and each.count]
