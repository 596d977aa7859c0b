"""Cut rows into pages."""

from collections.abc import Sequence
from typing import Any, Protocol

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


class Countable(Protocol):
    """What can be paged: a list or a queryset."""

    def __getitem__(self, index: Any, /) -> Any: ...

    def __len__(self) -> int: ...


def page_of(rows: Sequence[Any] | Countable, request: HttpRequest, per_page: int = 50) -> Page[Any]:
    """Return the page that `?page=` asks for; a page that is not there gives the nearest one."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))
