"""Read what was mended and decided on a page of rows."""

from dataclasses import dataclass, field
from typing import Final

from django.http import QueryDict

TEXT, LEAVE, BACK, ACCEPT, WHO = "o.", "bo.", "lai.", "nhan.", "ai."
MOST_DIGITS: Final = 8


@dataclass
class Mended:
    """What a page said of its rows: texts by row and field, and decisions by row."""

    texts: dict[int, dict[str, str]] = field(default_factory=dict)
    left: list[int] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    accepted: dict[int, frozenset[str]] = field(default_factory=dict)
    persons: dict[int, str] = field(default_factory=dict)


def mended_in(post: QueryDict) -> Mended:
    """Return what was sent; a text that stands as it was shown is none."""
    found = Mended()
    for name in post:
        start, _dot, rest = name.partition(".")
        number, _dot, column = rest.partition(".")
        if not number.isdecimal() or len(number) > MOST_DIGITS:
            continue
        value = str(post[name])
        if f"{start}." == TEXT and value != post.get(f"cu.{rest}"):
            found.texts.setdefault(int(number), {})[column] = value
        else:
            _decision(found, f"{start}.", int(number), value)
    return found


def _decision(found: Mended, start: str, number: int, value: str) -> None:
    if start == LEAVE:
        found.left.append(number)
    elif start == BACK:
        found.back.append(number)
    elif start == ACCEPT:
        found.accepted[number] = frozenset(value.split())
    elif start == WHO and value:
        found.persons[number] = value
