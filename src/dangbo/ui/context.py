"""Give every template what the frame around a page needs."""

from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from dangbo.ui.modes import modes_of
from dangbo.ui.navigation import links_for


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the navigation, the day, whether acts are hidden, and the version."""
    as_of = getattr(request, "as_of", None)
    return {
        "area_links": links_for(request),
        "as_of": as_of,
        "as_of_refusals": getattr(request, "as_of_refusals", ()),
        "acts_hidden": as_of is not None and not as_of.is_today,
        "day_query": as_of.query if as_of else "",
        "modes": modes_of(request),
        "printed_at": timezone.localtime(),
        "version": running_version(),
    }


@cache
def running_version() -> str:
    """Return the version of the installed package, or nothing where it runs uninstalled."""
    try:
        return version_of("dangbo")
    except PackageNotFoundError:
        return ""
