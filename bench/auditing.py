"""Time what the log costs: a request with and without it, an act with and without its seal."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from statistics import median
from time import perf_counter
from unittest.mock import patch

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client, override_settings

from bench.timing import row_each, taken_back
from dangbo.accounts.access import OPERATOR
from dangbo.audit.commands import record, record_access
from dangbo.audit.queries.proving import prove
from dangbo.audit.queries.readings import register_readings
from dangbo.rights.commands import grant_role

REQUESTS = 100
ACCESSES = 500
ACTS = 2_000
AIM = 5_000.0
MIDDLEWARE = "dangbo.audit.middleware.AccessMiddleware"
PAGE = "/lam-viec/van-ban/"
PARAMS = {"changes": [{"change": "rename", "org": 7, "name": "Đảng bộ Sở Y tế"}], "title": "x"}


def lines() -> Iterator[str]:
    """Yield the lines of the table: a request, a row of the log, an act, the proof."""
    register_readings("paper", ["papers:list"], code="listed")
    user = get_user_model().objects.create(username="bench-audit")
    grant_role(
        actor=OPERATOR,
        username=user.username,
        role="office",
        start=date(2026, 1, 1),
        reason="bench",
    )
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        without = [name for name in settings.MIDDLEWARE if name != MIDDLEWARE]
        with override_settings(MIDDLEWARE=without):
            bare = _client(user)
        ours, peer = _requests(_client(user), bare)
    yield row_each("a page that is noted, cost", ours - peer, peer, number=REQUESTS, aim=AIM)
    seconds = _seconds(ACCESSES, lambda: record_access(actor=OPERATOR, code="read", subject="m"))
    yield row_each("a row of the log", seconds, peer, number=ACCESSES, aim=AIM)
    sealed = _acts()
    with patch("dangbo.audit.commands.recording.link", return_value="0" * 64):
        plain = _acts()
    yield row_each("an act, its seal", max(0.0, sealed - plain), plain, number=ACTS, aim=60)
    yield from _proof()


def _client(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    client.get(PAGE)
    return client


def _requests(ours: Client, peer: Client) -> tuple[float, float]:
    """Ask for the page by turns; return the median second of each, times the requests."""
    seconds: dict[Client, list[float]] = {ours: [], peer: []}
    for number in range(2 * REQUESTS):
        client = ours if number % 2 else peer
        began = perf_counter()
        client.get(PAGE)
        seconds[client].append(perf_counter() - began)
    return median(seconds[ours]) * REQUESTS, median(seconds[peer]) * REQUESTS


def _seconds(number: int, thing: object) -> float:
    began = perf_counter()
    for _ in range(number):
        thing()  # type: ignore[operator]
    return perf_counter() - began


def _acts() -> float:
    """Return the best of three times for as many acts in one transaction, taken back."""

    def acts() -> None:
        for number in range(ACTS):
            record(actor=OPERATOR, code="x", params={**PARAMS, "number": number})

    return min(_seconds(1, taken_back(acts)) for _ in range(3))


def _proof() -> Iterator[str]:
    """Prove rows of the log, as many as there are, and tell how many a second."""
    numbers = count(1)

    def write() -> None:
        record_access(
            actor=OPERATOR, code="read", kind="member", subject=f"m-{next(numbers)}",
            facts={"page": "members:detail", "filter": {"on": "2026-01-01"}},
        )  # fmt: skip

    _seconds(ACCESSES, write)
    began = perf_counter()
    proof = prove()
    seconds = perf_counter() - began
    rows = sum(proof.rows.values())
    assert proof.fault is None, proof.fault  # noqa: S101
    yield row_each("a row proved", seconds, seconds, number=rows, aim=100)
