"""Read the form that brings a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from dangbo.base.days import DayError, parse_day
from dangbo.base.lists import CODINGS
from dangbo.rules.verdicts import Verdict, finding

LARGEST: Final = 64 * 1024 * 1024
LONGEST: Final = 200


@dataclass(frozen=True)
class Brought:
    """A file, and how it is to be read."""

    content: bytes
    name: str
    on: date
    tab: str
    coding: str


def brought_in(post: QueryDict, files: MultiValueDict[str, Any], *, today: date) -> Brought:
    """Return the file that was sent, or raise RuleError."""
    given = files.get("tep")
    if given is None:
        Verdict((finding("NO_FILE"),)).require()
        raise AssertionError
    if (given.size or 0) > LARGEST:
        Verdict((finding("FILE_TOO_LARGE", limit=LARGEST >> 20),)).require()
    coding = post.get("ma", "")
    return Brought(
        given.read(),
        str(given.name or "")[:LONGEST],
        day_in(post, today=today),
        post.get("trang", "").strip()[:LONGEST],
        coding if coding in CODINGS else "",
    )


def day_in(post: QueryDict, *, today: date) -> date:
    """Return the day of the list, not after today, or raise RuleError."""
    text = post.get("ngay", "").strip()
    if not text:
        return today
    try:
        day = parse_day(text)
    except DayError:
        Verdict(
            (finding("DAY_UNREADABLE", "day_of_list", field="day_of_list", text=text[:40]),)
        ).require()
        raise
    if day > today:
        Verdict((finding("DAY_OF_LIST_AHEAD"),)).require()
    return day


def columns_in(post: QueryDict) -> Mapping[str, int]:
    """Return which column was said to hold each field: the page asks of each column its field."""
    found: dict[str, int] = {}
    doubled: list[str] = []
    for name, field in post.items():
        at = name.removeprefix("cot.")
        if name.startswith("cot.") and at.isdecimal() and len(at) < len("1000") and field != "-":
            if field in found:
                doubled.append(str(field))
            found.setdefault(str(field), int(at))
    told = (
        finding("COLUMN_DOUBLED", field, field=field, count=2) for field in dict.fromkeys(doubled)
    )
    Verdict(tuple(told)).require()
    return found
