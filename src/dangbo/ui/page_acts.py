"""Keep which acts open which pages, so that doors ask for them and nobody is offered the rest."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve

_areas: dict[str, tuple[str, ...]] = {}
_pages: dict[str, tuple[str, ...]] = {}


def register_page_acts(
    *, areas: Mapping[str, tuple[str, ...]], pages: Mapping[str, tuple[str, ...]]
) -> None:
    """Say which acts open the pages of areas, and pages by name; any one of them is enough."""
    _areas.update(areas)
    _pages.update(pages)


def acts_of_page(view_name: str) -> tuple[str, ...]:
    """Return the acts any of which opens a page; none: it is open to everybody signed in."""
    area = view_name.partition(":")[0]
    return _pages.get(view_name, _areas.get(area, ()))


def page_acts(request: HttpRequest) -> tuple[str, ...]:
    """Return the acts any of which opens the page that a request is for."""
    match = request.resolver_match
    return acts_of_page(match.view_name) if match else ()


def is_open(actor: Any, acts: Iterable[str]) -> bool:
    """Say whether an actor may do any of some acts somewhere; or needs none."""
    wanted = tuple(acts)
    return not wanted or actor is None or any(actor.enters(act) for act in wanted)


@lru_cache(maxsize=4_096)
def acts_of_address(path: str) -> tuple[str, ...]:
    """Return the acts any of which opens the page at an address of ours."""
    try:
        return acts_of_page(resolve(urlsplit(path).path).view_name)
    except Resolver404:
        return ()
