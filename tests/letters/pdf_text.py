"""Read the words of a PDF of ours back, with where and how large they stand."""

import re
import zlib
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj", re.DOTALL)
STREAM = re.compile(rb">>\s*stream\r?\n(.*)", re.DOTALL)
FONT_NAMES = re.compile(rb"/Font<<(.*?)>>", re.DOTALL)
SHOWN = re.compile(
    rb"q 1 0 0 -1 ([-\d.]+) ([-\d.]+) cm[^Q]*?/(f\d+) ([\d.]+) Tf[^Q]*?Tm(.*?)T[Jj]\s+ET", re.DOTALL
)
SIGN = re.compile(rb"\\[0-7]{1,3}|\\.|.", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
MAPPED = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")


class Shown(NamedTuple):
    """A stretch of text: its place from the left and the bottom in points, and its size."""

    x: float
    y: float
    font: str
    size: float
    text: str


def pages_of(pdf: bytes) -> list[list[Shown]]:
    """Return the stretches of each page in reading order."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    pages = []
    for body in objects.values():
        if re.search(rb"/Type\s*/Page\b", body):
            contents = re.search(rb"/Contents (\d+) 0 R", body)
            resources = re.search(rb"/Resources (\d+) 0 R", body)
            fonts = dict(fonts_of(objects, objects[int(resources[1])]))
            pages.append(list(shown_in(stream_of(objects[int(contents[1])]), fonts)))
    return pages


def lines_of(page: list[Shown]) -> list[str]:
    """Return the lines of a page from top to bottom, stretches of one height joined."""
    ordered = sorted(page, key=lambda each: (-round(each.y), each.x))
    return [
        "".join(each.text for each in line).strip()
        for _, line in groupby(ordered, key=lambda each: round(each.y))
    ]


def fonts_of(objects: dict[int, bytes], body: bytes) -> Iterator[tuple[str, tuple[str, dict]]]:
    for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", FONT_NAMES.search(body)[1]):
        font = objects[int(number)]
        face = re.search(rb"/BaseFont/\w+\+([\w-]+)", font)[1].decode()
        mapping = stream_of(objects[int(re.search(rb"/ToUnicode (\d+) 0 R", font)[1])])
        signs = {
            int(code, 16): bytes.fromhex(sign.decode()).decode("utf-16-be")
            for code, sign in MAPPED.findall(mapping.split(b"endcodespacerange")[1])
        }
        yield name.decode(), (face, signs)


def stream_of(body: bytes) -> bytes:
    return zlib.decompressobj().decompress(STREAM.search(body)[1])


def shown_in(stream: bytes, fonts: dict[str, tuple[str, dict]]) -> Iterator[Shown]:
    for x, y, name, size, parts in SHOWN.findall(stream):
        face, signs = fonts[name.decode()]
        codes = b"".join(strings_in(parts))
        pairs = zip(codes[::2], codes[1::2], strict=True)
        text = "".join(signs[high * 256 + low] for high, low in pairs)
        yield Shown(float(x), float(y), face, float(size), text)


def strings_in(parts: bytes) -> Iterator[bytes]:
    """Give what stands in parentheses, which may hold pairs of their own."""
    depth = 0
    for sign in SIGN.findall(parts):
        if depth and (depth, sign) != (1, b")"):
            yield ESCAPE.sub(unescaped, sign)
        depth += (sign == b"(") - (sign == b")")


def unescaped(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    return bytes([int(sign, 8)]) if sign.isdigit() else LETTERS.get(sign, sign)
