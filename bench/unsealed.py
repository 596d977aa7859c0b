"""Keep everything readable, so that what sealing costs can be told apart."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self
from unittest.mock import patch

from dangbo.base import secrets

WRAPPED = "A" * 140
KEY = b"0" * secrets.DATA_KEY_BYTES


class ReadableKey(secrets.OpenKey):
    """A key that leaves texts as they are; it is known in processes beside this one too."""

    def seal(self, text: str) -> str:
        """Return the text."""
        return text

    def seal_bytes(self, content: bytes) -> str:
        """Return bytes as text."""
        return urlsafe_b64encode(content).decode("ascii")

    def unseal(self, token: str) -> str:
        """Return the text."""
        return token

    def unseal_bytes(self, token: str) -> bytes:
        """Return the bytes."""
        return urlsafe_b64decode(token)

    @classmethod
    def fresh(cls) -> Self:
        """Return the one key."""
        return cls(WRAPPED, KEY)


class ReadableSealing(secrets.Sealing):
    """What gives the one key to everybody; numbers are still found by their hashes."""

    def fresh(self, count: int) -> list[secrets.OpenKey]:
        """Return the one key, so many times."""
        return [ReadableKey(WRAPPED, KEY)] * count


@contextmanager
def unsealed() -> Iterator[None]:
    """Leave everything readable meanwhile."""
    sealing = ReadableSealing(*secrets.Sealing.at_hand())
    with (
        patch.object(secrets.OpenKey, "fresh", ReadableKey.fresh),
        patch.object(secrets.OpenKey, "opened", lambda _wrapped: ReadableKey(WRAPPED, KEY)),
        patch.object(secrets.Sealing, "at_hand", lambda: sealing),
    ):
        yield
