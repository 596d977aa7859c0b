"""Give the addresses of the pages of forms."""

from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from dangbo.ui.parts import Tab

TABS: Final = (("layouts:form", lazy("Biểu đã điền")), ("layouts:about", lazy("Bố cục")))


def form_url(name: str, code: str, **asked: object) -> str:
    """Return a page of a form; what is empty is left out of the address."""
    query = urlencode({key: value for key, value in asked.items() if value not in (None, "")})
    address = reverse(f"layouts:{name}", args=[code] if code else [])
    return f"{address}?{query}" if query else address


def cell_url(code: str, row: str, column: str, **asked: object) -> str:
    """Return the page of what stands behind a cell."""
    query = urlencode({key: value for key, value in asked.items() if value not in (None, "")})
    address = reverse("layouts:cell", args=[code, row, column])
    return f"{address}?{query}" if query else address


def tabs_of(current: str, code: str, **asked: object) -> list[Tab]:
    """Return the pages of one form."""
    pages = ((name, label, name.partition(":")[2]) for name, label in TABS)
    return [
        Tab(label, form_url(page, code, **asked), name == current) for name, label, page in pages
    ]
