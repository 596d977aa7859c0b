"""Write and read the parts of a backup: a head in JSON and any length of content each.

The stream is compressed. Before each head and each piece of content stands its length; a length
of 0 ends the content of a part, and at the place of a head all parts.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from struct import Struct
from typing import Any, Final, Protocol

from django.utils.translation import gettext as _

from dangbo.ops.files.streams import BackupError

LENGTH: Final = Struct("!I")
LEVEL: Final = 3
PIECE: Final = 256 * 1024
MOST_HEAD: Final = 64 * 1024 * 1024


class Sink(Protocol):
    """Whatever takes bytes."""

    def write(self, content: bytes) -> None:
        """Take some bytes."""


class PartsWriter:
    """Write part after part; only `close` ends the stream."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._packing = zlib.compressobj(LEVEL)
        self._digest = hashlib.sha256()

    def begin(self, head: Mapping[str, Any]) -> None:
        """Begin a part."""
        text = json.dumps(head, ensure_ascii=False).encode("utf-8")
        self._put(LENGTH.pack(len(text)) + text)
        self._digest = hashlib.sha256()

    def write(self, content: bytes) -> None:
        """Add a piece to the part's content."""
        for at in range(0, len(content), PIECE):
            piece = content[at : at + PIECE]
            self._digest.update(piece)
            self._put(LENGTH.pack(len(piece)) + piece)

    def end(self) -> str:
        """End the part, and return the SHA-256 of its content."""
        self._put(LENGTH.pack(0))
        return self._digest.hexdigest()

    def close(self) -> None:
        """End all parts."""
        self._put(LENGTH.pack(0))
        self._sink.write(self._packing.flush())

    def _put(self, content: bytes) -> None:
        packed = self._packing.compress(content)
        if packed:
            self._sink.write(packed)


class Part:
    """A part that is being read: its head, its content piece by piece, then its digest.

    `count` and `size` are the lines and bytes that have passed so far.
    """

    def __init__(self, head: Mapping[str, Any], source: "PartsReader") -> None:
        self.head = head
        self._source, self._sum = source, hashlib.sha256()
        self._ended = False
        self.count = self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        while not self._ended:
            piece = self._source.piece()
            if not piece:
                self._ended = True
                return
            self._sum.update(piece)
            self.count += piece.count(b"\n")
            self.size += len(piece)
            yield piece

    def lines(self) -> Iterator[bytes]:
        """Yield the content line by line."""
        rest = b""
        for piece in self:
            *whole, rest = (rest + piece).split(b"\n")
            yield from whole
        if rest:
            raise BackupError(_("Tệp sao lưu không liền mạch: một dòng bị ngắt giữa chừng."))

    def digest(self) -> str:
        """Read what is left, and return the SHA-256 of the content."""
        for _piece in self:
            pass
        return self._sum.hexdigest()


class PartsReader:
    """Read the parts of a stream of compressed pieces in their order."""

    def __init__(self, packed: Iterator[bytes]) -> None:
        self._packed = packed
        self._unpacking = zlib.decompressobj()
        self._ready = bytearray()

    def __iter__(self) -> Iterator[Part]:
        while head := self.piece(most=MOST_HEAD):
            part = Part(json.loads(head), self)
            yield part
            part.digest()
        # The last chunk is what proves that nothing is missing.
        for _piece in self._packed:
            pass

    def piece(self, *, most: int = PIECE) -> bytes:
        """Return the next piece, empty at an end."""
        (length,) = LENGTH.unpack(self._take(LENGTH.size))
        if length > most:
            raise BackupError(_("Tệp sao lưu không liền mạch: độ dài một phần không hợp lệ."))
        return self._take(length)

    def _take(self, length: int) -> bytes:
        while len(self._ready) < length:
            packed = next(self._packed, None)
            if packed is None:
                raise BackupError(_("Tệp sao lưu kết thúc giữa chừng."))
            self._ready += self._unpacking.decompress(packed)
        taken = bytes(self._ready[:length])
        del self._ready[:length]
        return taken
