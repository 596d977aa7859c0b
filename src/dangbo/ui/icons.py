"""Draw the icons that the build took from Lucide."""

import json
from functools import cache, lru_cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

BUILT = Path(__file__).parent / "static" / "ui" / "icons.json"
HIDDEN = mark_safe('aria-hidden="true"')


class IconMissingError(LookupError):
    """Say which icon is not there and how to get it."""


@cache
def icon_shapes() -> dict[str, str]:
    """Return the inner shapes of every built icon by its name."""
    try:
        shapes: dict[str, str] = json.loads(BUILT.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise IconMissingError("the assets are not built: run python -m dangbo.ui.build") from None
    return shapes


def icon_svg(name: str, label: object = "") -> SafeString:
    """Return the icon as SVG: hidden from screen readers, unless `label` says what it means."""
    return _drawn(name, str(label))


@lru_cache(maxsize=1024)
def _drawn(name: str, label: str) -> SafeString:
    shapes = icon_shapes()
    if name not in shapes:
        raise IconMissingError(
            f"no icon {name!r}: add it to ui/assets/icons.txt and run python -m dangbo.ui.build"
        )
    role = format_html('role="img" aria-label="{}"', label) if label else HIDDEN
    return format_html(
        '<svg class="ui-icon" viewBox="0 0 24 24" focusable="false" {}>{}</svg>',
        role,
        mark_safe(shapes[name]),  # noqa: S308 - shapes come from the locked package
    )
