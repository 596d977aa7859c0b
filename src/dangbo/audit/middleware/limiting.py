"""Hold back whoever asks too often: by account, and by address before anybody is signed in.

Counts lie in the cache that all processes of one machine share; wrong passwords are counted
besides, in the database (`axes`), and codes of second factors by allauth.
"""

import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dangbo.accounts.access import digest_of, origin_of

# Pages at which somebody proves who he or she is, and links that open an account.
ENTRIES: Final = frozenset(
    {
        "account_login",
        "account_reauthenticate",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)
LINKS: Final = frozenset({"accounts:link"})
SEARCHES: Final = frozenset({"orgs:hints", "orgs:search"})
SUGGESTING: Final = ("suggest",)
FILES: Final = frozenset(
    {
        "audit:closing_file",
        "cases:letter",
        "desk:download",
        "history:handover_minutes",
        "history:handover_package",
        "history:handover_receipt",
        "honours:certificate",
        "letters:sample",
        "papers:export",
        "papers:file",
        "sealed:file",
    }
)
# What in an address asks for a file, and what for a search.
FILE_NAMES: Final = ("xuat", "tep")
SEARCH_NAMES: Final = ("q", "tim")
Answer = Callable[[HttpRequest], HttpResponse]


class Counted(NamedTuple):
    """What a request counts as, and whose it is."""

    kind: str
    who: str


class LimitMiddleware:
    """Answer 429 to whoever asks for more of one kind than the settings allow."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Count the request, and hold it back where there were too many."""
        counted = counted_as(request)
        limits: Mapping[str, tuple[int, int]] = settings.RATE_LIMITS
        if counted is None or counted.kind not in limits:
            return None
        most, seconds = limits[counted.kind]
        window, passed = divmod(int(time.time()), seconds)
        if _count(f"limit:{counted.kind}:{counted.who}:{window}", seconds) <= most:
            return None
        wait = seconds - passed
        context = {"minutes": -(-wait // 60)}
        status = HTTPStatus.TOO_MANY_REQUESTS
        answer = render(request, "audit/too_many.html", context, status=status)
        answer["Retry-After"] = str(wait)
        return answer


def counted_as(request: HttpRequest) -> Counted | None:
    """Return what a request counts as; None where it counts as nothing."""
    match = request.resolver_match
    page = match.view_name if match else ""
    address = f"from-{digest_of(origin_of(request))}"
    if page in LINKS:
        return Counted("link", address)
    if page in ENTRIES:
        return Counted("sign_in", address) if request.method == "POST" else None
    who = f"account-{request.user.pk}" if request.user.is_authenticated else address
    if request.method == "POST":
        return Counted("form", who)
    if page in FILES or any(request.GET.get(name) for name in FILE_NAMES):
        return Counted("file", who)
    suggesting = page.partition(":")[2] in SUGGESTING
    if suggesting or page in SEARCHES or any(request.GET.get(name) for name in SEARCH_NAMES):
        return Counted("search", who)
    return None


def _count(key: str, seconds: int) -> int:
    """Return how many there were with this one; the window that is over is forgotten."""
    if cache.add(key, 1, timeout=2 * seconds):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # it went out between the two
        cache.set(key, 1, timeout=2 * seconds)
        return 1
