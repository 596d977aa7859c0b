"""Cut rows into pages."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest


def page_of(
    rows: Sequence[Any] | QuerySet[Any], request: HttpRequest, per_page: int = 50
) -> Page[Any]:
    """Return the page that `?page=` asks for; a page that is not there gives the nearest one."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))
