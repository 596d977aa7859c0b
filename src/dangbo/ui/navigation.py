"""Keep the areas of the navigation, as each app registers them when it is ready."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from dangbo.ui.addresses import with_day
from dangbo.ui.parts import Text


@dataclass(frozen=True)
class Area:
    """One entry of the navigation."""

    key: str
    title: Text
    url_name: str
    icon: str
    shortcut_letter: str
    order: int
    count: Callable[[Any], int] | None = None
    may: str = ""


@dataclass(frozen=True)
class Link:
    """An area as one request sees it: its address keeps the day; `count` is what waits there."""

    area: Area
    url: str
    current: bool
    count: int = 0


_areas: dict[str, Area] = {}


def register_area(
    *,
    key: str,
    title: Text,
    url_name: str,
    icon: str,
    shortcut_letter: str,
    order: int,
    count: Callable[[Any], int] | None = None,
    may: str = "",
) -> None:
    """Add an area to the navigation; call it in the app's `ready()`.

    `title` is lazy text, `icon` a name in `assets/icons.txt`, and `shortcut_letter` opens the
    area after `g` on the keyboard. `key` is the first part of the namespace of its addresses.
    `count` says how much waits there for an actor, in one cheap statement at most. `may` is the
    act (`rules.rights`) without which the area is not shown.
    """
    for other in _areas.values():
        if other.key != key and other.shortcut_letter == shortcut_letter:
            raise ValueError(f"areas {other.key} and {key} share the letter {shortcut_letter}")
    _areas[key] = Area(key, title, url_name, icon, shortcut_letter, order, count, may)


def areas() -> list[Area]:
    """Return the areas in their order."""
    return sorted(_areas.values(), key=lambda area: (area.order, area.key))


def links_for(request: HttpRequest) -> list[Link]:
    """Return the areas that have an address, with the one that `request` is in marked."""
    match = request.resolver_match
    namespace = match.namespaces[0] if match and match.namespaces else ""
    actor = getattr(request, "actor", None)
    links = []
    for area in areas():
        if area.may and actor is not None and not actor.enters(area.may):
            continue
        try:
            url = reverse(area.url_name)
        except NoReverseMatch:
            continue
        url = with_day(url, getattr(request, "as_of", None))
        count = area.count(actor) if area.count and actor else 0
        links.append(Link(area, url, namespace == area.key, count))
    return links


def first_open(actor: Any) -> str:
    """Return the name of the first area with an act of its own that an actor may open; or empty."""
    mine = (area.url_name for area in areas() if area.may and actor.enters(area.may))
    return next(mine, "")
