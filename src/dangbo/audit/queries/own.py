"""Answer a person who looked at his or her own record: when, who, and what was done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import readable_accesses

PAGE: Final = 50
KIND: Final = "member"


@dataclass(frozen=True)
class Seen:
    """One time that somebody looked at a record; from where, and what was asked, is not told."""

    seq: int
    at: datetime
    code: str
    name: str
    role: str
    behalf: str


def readings_of(*, person: str, before: int | None = None, limit: int = PAGE) -> list[Seen]:
    """List who looked at the record of a person, by key, the newest first.

    Whoever asks has proved that the record is his or her own: what the log says of others, and of
    confidential records, is not here.
    """
    rows = readable_accesses(OPERATOR).filter(subject=person, kind=KIND).order_by("-seq")
    if before is not None:
        rows = rows.filter(seq__lt=before)
    return [
        Seen(row.seq, row.at, row.code, row.actor, row.role, row.behalf) for row in rows[:limit]
    ]


# Of the number of a person, the key; "" where there is none.
Key = Callable[[int], str]
_key: list[Key] = []


def register_person_key(key: Key) -> None:
    """Have pages about the own record ask `key` which it is; call it in `ready()`."""
    _key[:] = [key]


def person_key(person: int | None) -> str:
    """Return the key of the own record of somebody, "" where there is none."""
    return next((key(person) for key in _key), "") if person else ""
