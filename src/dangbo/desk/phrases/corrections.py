"""Write a correction as the address of its page says it, and read it from there."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from dangbo.rules.corrections import Correction

VOID: Final = "huy"
DATE: Final = "ngay"
ALONG: Final = re.compile(r"([0-9]{1,18}):(huy|[0-9]{4}-[0-9]{2}-[0-9]{2})")


def along_text(correction: Correction) -> str:
    """Return how the address names a decision that is corrected along with another."""
    return f"{correction.act}:{correction.on.isoformat() if correction.on else VOID}"


def read_along(texts: Iterable[str]) -> Iterator[Correction]:
    """Yield the decisions that are corrected along; raise ValueError where one cannot be read."""
    for text in texts:
        match = ALONG.fullmatch(text)
        if match is None:
            raise ValueError(text)
        try:
            day = None if match[2] == VOID else date.fromisoformat(match[2])
        except ValueError as error:
            raise ValueError(text) from error
        yield Correction(int(match[1]), day)
