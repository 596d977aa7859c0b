"""Link rows into a chain that nobody without the key can forge or cut in the middle."""

import hmac
import json
from base64 import urlsafe_b64decode
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache

from django.conf import settings


def link(key: bytes, before: str, values: Iterable[object]) -> str:
    """Return the seal of a row: an HMAC of the seal before it and of all its values."""
    seal = _begun(key).copy()
    seal.update(_written([before, *values]).encode())
    return seal.hexdigest()


@cache
def _begun(key: bytes) -> hmac.HMAC:
    return hmac.new(key, digestmod="sha256")


def chain_keys(purpose: str) -> Sequence[bytes]:
    """Return the keys of one chain, that of new rows first."""
    return tuple(_derived(each, purpose) for each in settings.AUDIT_KEYS)


@cache
def _derived(master: str, purpose: str) -> bytes:
    # Each chain has a key of its own, so that no row of one holds in another.
    return hmac.digest(urlsafe_b64decode(master), f"dangbo {purpose} 1".encode(), "sha256")


def _plain(value: object) -> str:
    # Moments to the microsecond and in UTC: just what both databases keep of them.
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a chain")


_written = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
).encode
