"""Gather in which way a session is used, for a line on every page that lets it be left."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from dangbo.ui.parts import Text


@dataclass(frozen=True)
class Mode:
    """A way of using the register for a while: what is said of it, and how it is left."""

    text: Text
    stop: Text
    stop_url: str
    icon: str = "info"


# A provider is asked on every page: it answers None, without a statement, where there is no mode.
Provider = Callable[[HttpRequest], Mode | None]

_providers: list[Provider] = []


def register_mode(provider: Provider) -> None:
    """Have `provider` asked on every page; call it in `ready()`."""
    if provider not in _providers:
        _providers.append(provider)


def modes_of(request: HttpRequest) -> list[Mode]:
    """Return the ways in which the session of a request is used now."""
    found = (provider(request) for provider in _providers)
    return [mode for mode in found if mode is not None]
