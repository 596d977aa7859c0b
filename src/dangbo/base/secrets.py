"""Seal what a copy of the database must not tell: a data key each, wrapped under a master key.

Whoever empties the wrapped key forgets all that was sealed under it. Master keys come from the
setting SECRET_KEYS: the first one wraps, all of them open.
"""

import hmac
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from os import urandom
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES128
from cryptography.hazmat.primitives.ciphers.modes import CBC
from django.conf import settings

if TYPE_CHECKING:
    from django.db.models import Model

DATA_KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
LOOKUP_USE = b"dangbo lookup"
NAME_USE = b"dangbo key name"
NAME_DIGITS = 8
# The parts of a Fernet token: two keys of 16 bytes, a version, blocks, and a data key in blocks.
HALF = 16
BLOCK = 16
FERNET = b"\x80"
PADDING = bytes([BLOCK]) * BLOCK
WRAPPED = BLOCK + DATA_KEY_BYTES + BLOCK


class SecretsError(Exception):
    """Say why a sealed text cannot be read."""


class Forgotten(SecretsError):  # noqa: N818 - a state of the record, not a fault
    """Say that the key was thrown away, and with it all that it sealed."""


class Unreadable(SecretsError):  # noqa: N818 - as above
    """Say that no master key opens the data key, or that the sealed text was altered."""


class OpenKey:
    """Seal and read many texts with a data key that is opened once."""

    __slots__ = ("_cipher", "_key", "wrapped")

    def __init__(self, wrapped: str, key: bytes) -> None:
        self.wrapped = wrapped
        self._key = key
        self._cipher = AESGCM(key)

    def __reduce__(self) -> tuple[type[Self], tuple[str, bytes]]:
        """Let a key be given, open, to a process beside this one."""
        return type(self), (self.wrapped, self._key)

    @classmethod
    def fresh(cls) -> Self:
        """Make a data key that nobody has yet."""
        key = urandom(DATA_KEY_BYTES)
        return cls(masters().encrypt(key).decode("ascii"), key)

    @classmethod
    def opened(cls, wrapped: str) -> Self:
        """Open a wrapped data key."""
        if not wrapped:
            raise Forgotten
        try:
            return cls(wrapped, masters().decrypt(wrapped))
        except (InvalidToken, ValueError) as error:
            raise Unreadable from error

    def seal(self, text: str) -> str:
        """Return the text sealed, as text; the same text comes out differently each time."""
        return self.seal_bytes(text.encode("utf-8"))

    def seal_bytes(self, content: bytes) -> str:
        """Return bytes sealed, as text."""
        nonce = urandom(NONCE_BYTES)
        sealed = nonce + self._cipher.encrypt(nonce, content, None)
        return urlsafe_b64encode(sealed).decode("ascii")

    def unseal(self, token: str) -> str:
        """Return the text that was sealed."""
        return self.unseal_bytes(token).decode("utf-8")

    def unseal_bytes(self, token: str) -> bytes:
        """Return the bytes that were sealed."""
        try:
            sealed = urlsafe_b64decode(token)
        except ValueError as error:
            raise Unreadable from error
        if len(sealed) < NONCE_BYTES + TAG_BYTES:
            raise Unreadable
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], None)
        except InvalidTag as error:
            raise Unreadable from error


class Sealing(NamedTuple):
    """What makes keys and hides what is searched, to be given to a process without settings."""

    master_keys: tuple[str, ...]
    lookup_key: bytes

    @classmethod
    def at_hand(cls) -> Self:
        """Return what is in force."""
        return cls(master_keys(), lookup_key())

    def fresh(self, count: int) -> list[OpenKey]:
        """Make data keys that nobody has yet."""
        keys = [urandom(DATA_KEY_BYTES) for _ in range(count)]
        return list(map(OpenKey, wrapped_many(self.master_keys[0], keys), keys))

    def lookup(self, text: str) -> str:
        """Return 64 digits that stand for a secret text where it is searched by equality."""
        return keyed_hash(self.lookup_key, text)


def new_key() -> str:
    """Return a fresh data key, wrapped under the current master key, as text to store."""
    return OpenKey.fresh().wrapped


def rewrap(wrapped: str) -> str:
    """Wrap a data key anew under the current master key; what it sealed stays as it is."""
    if not wrapped:
        return ""
    try:
        return masters().rotate(wrapped).decode("ascii")
    except (InvalidToken, ValueError) as error:
        raise Unreadable from error


def seal(wrapped: str, text: str) -> str:
    """Seal one text under a wrapped data key."""
    return OpenKey.opened(wrapped).seal(text)


def unseal(wrapped: str, token: str) -> str:
    """Read one sealed text."""
    return OpenKey.opened(wrapped).unseal(token)


def seal_many(wrapped: str, texts: Iterable[str]) -> list[str]:
    """Seal texts under one data key, opened once."""
    key = OpenKey.opened(wrapped)
    return [key.seal(text) for text in texts]


def unseal_many(wrapped: str, tokens: Iterable[str]) -> list[str]:
    """Read texts sealed under one data key, opened once."""
    key = OpenKey.opened(wrapped)
    return [key.unseal(token) for token in tokens]


def lookup(text: str) -> str:
    """Return 64 digits that stand for a secret text where it is searched by equality."""
    return keyed_hash(lookup_key(), text)


def lookups(text: str) -> list[str]:
    """Return what `lookup` gives, then what it may have given before the key of it was kept."""
    return lookups_of([text])[text]


def lookups_of(texts: Iterable[str]) -> dict[str, list[str]]:
    """Return of each text what `lookups` gives; the keys are fetched once."""
    own = dict.fromkeys([lookup_key(), *lookup_keys(master_keys())])
    return {text: [keyed_hash(key, text) for key in own] for text in texts}


def lookup_key() -> bytes:
    """Return the key of searching: the one that the register keeps, else that of the master key.

    The journal holds such hashes and is never altered, so their key outlives every master key.
    """
    for kept in _kept_lookup_keys:
        if key := kept():
            return key
    return lookup_keys(master_keys())[0]


_kept_lookup_keys: list[Callable[[], bytes]] = []


def register_lookup_key(kept: Callable[[], bytes]) -> None:
    """Have searching use the key that `kept` returns, nothing where there is none yet."""
    _kept_lookup_keys[:] = [kept]


def wrapped_lookup_key() -> str:
    """Return the key of searching of the current master key, wrapped, as text to keep."""
    return masters().encrypt(lookup_keys(master_keys())[0]).decode("ascii")


def opened_bytes(wrapped: str) -> bytes:
    """Return a key that was wrapped under a master key."""
    try:
        return masters().decrypt(wrapped)
    except (InvalidToken, ValueError) as error:
        raise Unreadable from error


class SealedColumn(NamedTuple):
    """A column of keys that are wrapped under a master key, empty where one was thrown away.

    How many there are of a `quiet` one is told to nobody. Where the column holds an object,
    `within` names its wrapped texts, or lists of them.
    """

    model: "type[Model]"
    column: str
    quiet: bool = False
    within: tuple[str, ...] = ()

    def texts_in(self, held: Any) -> list[str]:
        """Return the wrapped texts that a row holds."""
        found = [held.get(name) for name in self.within] if self.within else [held]
        lists = [each if isinstance(each, list) else [each] for each in found]
        return [text for each in lists for text in each if text]

    def with_texts(self, held: Any, turned: Callable[[str], str]) -> Any:
        """Return what a row holds with each of its wrapped texts turned into another."""
        if not self.within:
            return turned(held)
        anew = dict(held)
        for name in self.within:
            each = held.get(name)
            if each:
                anew[name] = [*map(turned, each)] if isinstance(each, list) else turned(each)
        return anew


_sealed: list[SealedColumn] = []


def register_sealed(
    model: "type[Model]", column: str, *, quiet: bool = False, within: tuple[str, ...] = ()
) -> None:
    """Tell of a column whose keys are wrapped under a master key; call it in `ready()`."""
    _sealed.append(SealedColumn(model, column, quiet, within))


def sealed_columns() -> tuple[SealedColumn, ...]:
    """Return the columns whose keys have to be wrapped anew when the master key changes."""
    return tuple(_sealed)


def key_name(key: str) -> str:
    """Return eight digits by which people tell master keys apart; they say nothing of the key."""
    return hmac.digest(urlsafe_b64decode(key), NAME_USE, "sha256").hex()[:NAME_DIGITS]


def master_names() -> tuple[str, ...]:
    """Return the names of the master keys in force, the current one first."""
    return tuple(key_name(key) for key in master_keys())


def wrapped_under(wrapped: str) -> str | None:
    """Return the name of the master key that opens a wrapped key, None where none does."""
    for key in master_keys():
        try:
            wrapping((key,)).decrypt(wrapped)
        except (InvalidToken, ValueError):
            continue
        return key_name(key)
    return None


def keyed_hash(key: bytes, text: str) -> str:
    """Return the HMAC-SHA256 of a text."""
    return _mac(key, text.encode("utf-8")).hexdigest()


def master_keys() -> tuple[str, ...]:
    """Return the master keys in force, the current one first."""
    keys: Sequence[str] = settings.SECRET_KEYS
    return tuple(keys)


def masters() -> MultiFernet:
    """Return what wraps with the current master key and opens with all."""
    return wrapping(master_keys())


@lru_cache(maxsize=16)
def wrapping(keys: tuple[str, ...]) -> MultiFernet:
    """Return the cipher of these master keys."""
    return MultiFernet([Fernet(key) for key in keys])


def wrapped_many(master: str, keys: Iterable[bytes]) -> list[str]:
    """Wrap data keys as Fernet does, each a token of its own, with one run of the cipher.

    Before each key goes a block drawn at random. Encrypted in the chain it is as random, and it is
    the initialisation vector of that key: the blocks after it are what Fernet would have made.
    """
    secret = urlsafe_b64decode(master)
    signing, cipher = secret[:HALF], AES128(secret[HALF:])
    encryptor = Cipher(cipher, CBC(urandom(BLOCK))).encryptor()
    chain = encryptor.update(b"".join(urandom(BLOCK) + key + PADDING for key in keys))
    head = FERNET + int(time.time()).to_bytes(8, "big")
    tokens = (head + chain[at : at + WRAPPED] for at in range(0, len(chain), WRAPPED))
    return [
        urlsafe_b64encode(token + _mac(signing, token).digest()).decode("ascii") for token in tokens
    ]


def _mac(key: bytes, content: bytes) -> hmac.HMAC:
    """Begin a keyed hash from what was made of its key once: half of the work is that."""
    mac = _begun_mac(key).copy()
    mac.update(content)
    return mac


@lru_cache(maxsize=8)
def _begun_mac(key: bytes) -> hmac.HMAC:
    return hmac.new(key, digestmod="sha256")


@lru_cache(maxsize=4)
def lookup_keys(keys: tuple[str, ...]) -> tuple[bytes, ...]:
    """Derive from each master key one that serves searching alone."""
    return tuple(hmac.digest(urlsafe_b64decode(key), LOOKUP_USE, "sha256") for key in keys)
