"""Keep closings outside the database, as files that can be copied, printed and typed again."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.timezone import localtime

FORMAT: Final = 1
HASH_LENGTH: Final = 64
GROUP: Final = 8


class NotAClosing(ValueError):  # noqa: N818 - an answer, not a fault
    """Say that a file holds no closing."""


@dataclass(frozen=True)
class Closed:
    """A closing as it stands in a file: how far each log went, and the seal of its last row."""

    number: int
    day: date
    at: datetime
    acts: int
    act_hash: str
    accesses: int
    access_hash: str
    hash: str


def stated(row: Any) -> Closed:
    """Return what a row of closings states."""
    return Closed(
        row.seq, row.day, row.at, row.acts, row.act_hash, row.accesses, row.access_hash, row.hash
    )


def to_text(closed: Closed) -> str:
    """Return a closing as a file: a line for each value."""
    body = {"dangbo_closing": FORMAT, **asdict(closed)}
    body["day"] = closed.day.isoformat()
    body["at"] = localtime(closed.at).isoformat(timespec="microseconds")
    return json.dumps(body, indent=1) + "\n"


def from_text(text: str) -> Closed:
    """Return the closing that a file holds, or raise NotAClosing."""
    try:
        body = json.loads(text)
        if body.pop("dangbo_closing") != FORMAT:
            raise NotAClosing
        body["day"] = date.fromisoformat(body["day"])
        body["at"] = datetime.fromisoformat(body["at"])
        found = Closed(**body)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotAClosing(str(error)) from error
    if not all(_is_seal(each, count) for each, count in _ends(found)):
        raise NotAClosing("seal")
    return found


def _ends(closed: Closed) -> tuple[tuple[str, int], ...]:
    return (closed.act_hash, closed.acts), (closed.access_hash, closed.accesses), (closed.hash, 1)


def _is_seal(text: object, count: object) -> bool:
    if not isinstance(text, str) or type(count) is not int or count < 0:
        return False
    return len(text) == (HASH_LENGTH if count else 0)


def keep_closing(closed: Closed) -> Path:
    """Write a closing into the directory of closings, whole or not at all; return the file."""
    place = Path(settings.CLOSINGS_ROOT)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = place / f"{closed.day.isoformat()}-{closed.number}.json"
    draft = file.with_suffix(".draft")
    draft.write_text(to_text(closed), encoding="ascii")
    draft.replace(file)
    return file


def kept_closings() -> Iterator[tuple[Path, Closed]]:
    """Yield the closings in the directory of closings."""
    for file in sorted(Path(settings.CLOSINGS_ROOT).glob("*.json")):
        yield file, from_text(file.read_text(encoding="ascii"))


def grouped(seal: str) -> str:
    """Return a seal in groups that can be read aloud and typed."""
    return " ".join(seal[at : at + GROUP] for at in range(0, len(seal), GROUP))
