"""List the records of a reader, and gather what the page of one shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter

from dangbo.accounts.access import Actor
from dangbo.audit.models import Access
from dangbo.base.secrets import OpenKey
from dangbo.members.access import every as every_member_row
from dangbo.members.models import Person
from dangbo.members.queries.merged import absorbed
from dangbo.rules.sealed_records import kept_until
from dangbo.sealed.access import (
    attachment_of,
    entries_of,
    entries_read_by,
    first_entries,
    may_open_records,
    readers_of,
    record_by_uid,
    viewings_of,
)
from dangbo.sealed.files.contents import CONTENTS
from dangbo.sealed.models import Entry, Record
from dangbo.sealed.queries.deeds import Deed, Standing, deeds_of, opened, standing_after

LAST_VIEWINGS = 10


@dataclass(frozen=True)
class RecordRow:
    """A record as a list of its reader shows it."""

    uid: str
    standing: Standing
    last: datetime


@dataclass(frozen=True)
class ReaderRow:
    """Who reads or read a record: since when, until when, by whom and why."""

    account: int
    username: str
    name: str
    active: bool
    since: datetime
    by: str
    reason: str
    until: datetime | None = None
    ended_by: str = ""
    end_reason: str = ""


@dataclass(frozen=True)
class ViewingRow:
    """Who looked at a record, when, from where, and at which page."""

    seq: int
    at: datetime
    actor: str
    origin: str
    code: str
    page: str


@dataclass(frozen=True)
class RecordPage:
    """A record with all that its readers see; `kept_until` once it is closed, with its source.

    `viewings` are the last few; `viewings` of this module has all.
    """

    row: RecordRow
    deeds: tuple[Deed, ...]
    readers: tuple[ReaderRow, ...]
    viewings: tuple[ViewingRow, ...]
    kept_until: date | None = None
    kept_by: str = ""


@dataclass(frozen=True)
class SealedFile:
    """A file of a record, opened."""

    name: str
    media_type: str
    content: bytes


def records_of(*, actor: Actor) -> list[RecordRow]:
    """List the records that an actor reads, those that run first, the last touched on top."""
    parted = groupby(entries_read_by(actor), key=attrgetter("record"))
    rows = [_row(record, list(entries)) for record, entries in parted]
    rows.sort(key=lambda row: row.last, reverse=True)
    return sorted(rows, key=lambda row: row.standing.closed_on is not None)


def may_open(*, actor: Actor) -> bool:
    """Say whether an actor may open records, for pages that offer it."""
    return may_open_records(actor)


def records_about(*, actor: Actor, person: int, uid: str) -> list[RecordRow]:
    """List the records of an actor that are about a person, or who was merged into him or her."""
    first = list(first_entries(actor))
    if not first:
        return []
    same = absorbed([person]).get(person, ())
    persons = every_member_row(Person).filter(pk__in=same)
    wanted = {uid, *persons.values_list("uid", flat=True)}
    found = [each.record for each in first if _person_of(each) in wanted]
    return [_row(record, entries_of(record)) for record in found]


def _person_of(entry: Entry) -> str:
    deed = opened(OpenKey.opened(entry.record.key), entry)
    return str(deed.said["about"].get("person", ""))


def _row(record: Record, entries: Iterable[Entry]) -> RecordRow:
    key = OpenKey.opened(record.key)
    deeds = [opened(key, entry) for entry in entries]
    return RecordRow(record.uid, standing_after(deeds), deeds[-1].at)


def standing(*, actor: Actor, uid: str) -> Standing:
    """Return how a record stands, or answer 404."""
    return standing_after(deeds_of(record_by_uid(actor, uid)))


def record_page(*, actor: Actor, uid: str) -> RecordPage:
    """Return a record with its course, its readers and who looked at it, or answer 404."""
    record = record_by_uid(actor, uid)
    deeds = deeds_of(record)
    found = standing_after(deeds)
    until, source = None, ""
    if found.closed_on is not None:
        until, source = kept_until(kind=found.kind, closed_on=found.closed_on)
    return RecordPage(
        RecordRow(uid, found, deeds[-1].at),
        tuple(deeds),
        tuple(_readers(record, deeds)),
        tuple(_viewings(viewings_of(record)[:LAST_VIEWINGS])),
        until,
        source,
    )


def _readers(record: Record, deeds: Iterable[Deed]) -> Iterator[ReaderRow]:
    reasons = {deed.act: deed.said.get("reason", "") for deed in deeds}
    for row in readers_of(record):
        ended = row.closed_by
        yield ReaderRow(
            row.user_id,
            row.user.username,
            row.user.get_full_name(),
            row.user.is_active,
            row.opened_by.at,
            row.opened_by.actor,
            reasons[row.opened_by_id],
            ended.at if ended else None,
            ended.actor if ended else "",
            reasons[ended.seq] if ended else "",
        )


def viewings(*, actor: Actor, uid: str) -> list[ViewingRow]:
    """Return everybody who looked at a record, the last first, or answer 404."""
    return list(_viewings(viewings_of(record_by_uid(actor, uid))))


def _viewings(rows: Iterable[Access]) -> Iterator[ViewingRow]:
    for row in rows:
        page = str(row.facts.get("page", ""))
        yield ViewingRow(row.seq, row.at, row.actor, row.origin, row.code, page)


def sealed_file(*, actor: Actor, uid: str, digest: str) -> SealedFile:
    """Open a file of a record, or answer 404; FileNotFoundError where its content is gone."""
    record = record_by_uid(actor, uid)
    attachment = attachment_of(record, digest)
    key = OpenKey.opened(record.key)
    said = opened(key, attachment.entry).said
    named = next(each for each in said["files"] if each["digest"] == digest)
    content = key.unseal_bytes(CONTENTS.read(digest))
    return SealedFile(named["name"], named["type"], content)
