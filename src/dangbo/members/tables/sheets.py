"""Lay out the groups of a member's record."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse

from dangbo.base.days import format_day
from dangbo.members.phrases.names import record_name
from dangbo.rules.record_groups import SOURCE, STATED, RecordGroup, entries_in, record_groups


@dataclass(frozen=True)
class SheetTold:
    """A group as a page shows it: its entries in words, where they come from, and its page."""

    code: str
    title: str
    url: str
    sensitive: bool
    rows: bool
    heads: list[str]
    entries: list[list[tuple[str, str]]]
    stated: str
    source: str
    hidden: bool = False

    @property
    def filled(self) -> bool:
        """Say whether there is anything in it."""
        return bool(self.entries)


def sheets_told(
    uid: str, bodies: Mapping[str, Any], hidden: Collection[str] = ()
) -> list[SheetTold]:
    """Return every group in its order, filled or not; those that may not be seen say only that."""
    told = [sheet_told(uid, code, bodies.get(code) or {}) for code in record_groups()]
    return [replace(each, hidden=each.code in hidden) for each in told]


def sheet_told(uid: str, code: str, body: Mapping[str, Any]) -> SheetTold:
    """Return one group as a page shows it."""
    group = record_groups()[code]
    entries = entries_in(group=code, body=body)
    return SheetTold(
        code,
        record_name(group),
        reverse("members:sheet", args=[uid, code]),
        group.sensitive,
        group.rows,
        [record_name(field) for field in group.fields],
        [_told(group, entry) for entry in entries],
        _day(str(body.get(STATED, ""))),
        str(body.get(SOURCE, "")),
    )


def _told(group: RecordGroup, entry: Mapping[str, str]) -> list[tuple[str, str]]:
    found = [(record_name(field), entry.get(field.code, "")) for field in group.fields]
    return found if group.rows else [pair for pair in found if pair[1]]


def _day(text: str) -> str:
    try:
        return format_day(date.fromisoformat(text)) if text else ""
    except ValueError:
        return text
