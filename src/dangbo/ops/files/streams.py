"""Seal a stream in chunks, so that one cut off, altered, left out or put elsewhere is found.

A file is its head (mark, salt, check of the key) and chunks of AES-256-GCM. The nonce of a chunk
is its number and whether it is the last; the key is made anew for each file from its salt, and
the head goes into every chunk as associated data.
"""

import hmac
from collections.abc import Iterator
from os import urandom
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.utils.translation import gettext as _

MARK: Final = b"DANGBO BACKUP 1\n"
SALT_BYTES: Final = 16
KEY_BYTES: Final = 32
CHECK_BYTES: Final = 16
TAG_BYTES: Final = 16
NUMBER_BYTES: Final = 11
CHUNK: Final = 1024 * 1024
HEAD_BYTES: Final = len(MARK) + SALT_BYTES + CHECK_BYTES
# 32 MiB and about a tenth of a second for each try at a passphrase.
SCRYPT: Final = {"n": 2**15, "r": 8, "p": 1}


class BackupError(Exception):
    """Say in one sentence why a backup cannot be made or read."""


class SealedWriter:
    """Seal what is written; only `close` makes the file whole."""

    def __init__(self, target: BinaryIO, secret: str, *, chunk: int = CHUNK) -> None:
        self._target, self._chunk = target, chunk
        self._waiting = bytearray()
        self._number = 0
        salt = urandom(SALT_BYTES)
        key, check = derived(secret, salt)
        self._cipher, self._head = AESGCM(key), MARK + salt + check
        target.write(self._head)

    def write(self, content: bytes) -> None:
        """Take some more of the content; the last chunk waits to be known as such."""
        self._waiting += content
        while len(self._waiting) > self._chunk:
            self._seal(bytes(self._waiting[: self._chunk]), last=False)
            del self._waiting[: self._chunk]

    def close(self) -> None:
        """Seal what is left as the last chunk."""
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, content: bytes, *, last: bool) -> None:
        nonce = _nonce(self._number, last=last)
        self._target.write(self._cipher.encrypt(nonce, content, self._head))
        self._number += 1


def unsealed(source: BinaryIO, secret: str, *, chunk: int = CHUNK) -> Iterator[bytes]:
    """Yield the content of a sealed stream, each piece proved; raise BackupError at a fault."""
    head = source.read(HEAD_BYTES)
    if len(head) < HEAD_BYTES or not head.startswith(MARK):
        raise BackupError(_("Tệp này không phải là bản sao lưu của Dangbo, hoặc bị cắt ngay đầu."))
    salt, check = head[len(MARK) : -CHECK_BYTES], head[-CHECK_BYTES:]
    key, expected = derived(secret, salt)
    if not hmac.compare_digest(check, expected):
        raise BackupError(_("Khóa sao lưu không đúng với tệp này (hoặc đầu tệp bị sửa)."))
    yield from _chunks(source, AESGCM(key), head, chunk + TAG_BYTES)


def _chunks(source: BinaryIO, cipher: AESGCM, head: bytes, size: int) -> Iterator[bytes]:
    number, sealed = 0, source.read(size)
    while True:
        following = source.read(size)
        try:
            yield cipher.decrypt(_nonce(number, last=not following), sealed, head)
        except (InvalidTag, ValueError) as error:
            text = _("Tệp sao lưu bị cắt hoặc bị sửa ở khối thứ %(number)s; không dùng được.")
            raise BackupError(text % {"number": number + 1}) from error
        if not following:
            return
        number, sealed = number + 1, following


def derived(secret: str, salt: bytes) -> tuple[bytes, bytes]:
    """Return the key of one file, and what shows that the secret is the right one."""
    kdf = Scrypt(salt=salt, length=KEY_BYTES + CHECK_BYTES, **SCRYPT)
    made = kdf.derive(secret.encode("utf-8"))
    return made[:KEY_BYTES], made[KEY_BYTES:]


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(NUMBER_BYTES, "big") + bytes([last])
