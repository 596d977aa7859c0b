"""Take out of addresses what no database holds, before any page looks at it."""

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse

NUL: Final = "\x00"
# The greatest number that a row can have in either database.
GREATEST: Final = 2**63 - 1


class CleanAddressMiddleware:
    """Drop signs of value zero from queries; at paths with one, or too great a number, is none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with its query cleaned."""
        if "%00" in request.META.get("QUERY_STRING", ""):
            clean = request.GET.copy()
            for name, values in request.GET.lists():
                clean.setlist(name, [value.replace(NUL, "") for value in values])
            clean._mutable = False
            request.GET = clean  # type: ignore[assignment]  # the same, copied
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> None:
        """Say that nothing is there where no row can be."""
        for value in kwargs.values():
            if value > GREATEST if isinstance(value, int) else NUL in str(value):
                raise Http404
