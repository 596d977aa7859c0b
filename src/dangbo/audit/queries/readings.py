"""Know which pages show what is personal or confidential: higher areas say so when ready."""

from collections.abc import Iterable
from typing import NamedTuple

from dangbo.audit.enums import AccessCode


class Reading(NamedTuple):
    """What a page shows: the code of the log, the kind of subject, and where its key stands."""

    code: str
    kind: str
    key: str


_readings: dict[str, Reading] = {}


def register_readings(
    kind: str, pages: Iterable[str], *, key: str = "", code: str = AccessCode.READ
) -> None:
    """Have each answer of these pages noted in the log; call it in `ready()`.

    `pages` are names of addresses ("members:detail"), `key` the part of the address that names
    the subject. A page that lists many has none, and the code "listed".
    """
    for page in pages:
        _readings[page] = Reading(AccessCode(code).value, kind, key)


def reading_of(page: str) -> Reading | None:
    """Return what a page shows, None where it shows nothing that is noted."""
    return _readings.get(page)
