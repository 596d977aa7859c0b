"""Add to a record: dated notes and documents, resolutions, replies, with their files."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Final

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.base.secrets import OpenKey
from dangbo.base.vietnamese import nfc
from dangbo.papers.files.storage import Received, discard, receive, size_limit
from dangbo.rules.paper_files import may_attach
from dangbo.rules.sealed_records import may_add_entry
from dangbo.rules.verdicts import Findings
from dangbo.sealed.access import lock_record, record_by_uid
from dangbo.sealed.commands.writing import write
from dangbo.sealed.files.contents import CONTENTS
from dangbo.sealed.models import Attachment
from dangbo.sealed.queries.deeds import deeds_of, standing_after

MOST_BYTES: Final = 20 * 1024 * 1024


@dataclass(frozen=True)
class Brought:
    """A file as it was brought."""

    name: str
    content: BinaryIO


def file_limit() -> int:
    """Return the greatest size of one file: it is sealed in one piece, in memory."""
    return min(size_limit(), MOST_BYTES)


def add_entry(
    *, actor: Actor, uid: str, what: str, on: date, text: str, files: Sequence[Brought] = ()
) -> None:
    """Add an entry, or raise RuleError; whoever is no reader gets 404 before a byte is read."""
    record_by_uid(actor, uid)
    with ExitStack() as aside:
        received = []
        for each in files:
            one = receive(name=each.name, content=each.content, limit=file_limit())
            aside.callback(discard, one)
            received.append(one)
        _add(actor, uid, what=what, on=on, text=nfc(text.strip()), received=received)


@transaction.atomic
def _add(
    actor: Actor, uid: str, *, what: str, on: date, text: str, received: Sequence[Received]
) -> None:
    hold_journal()
    record = lock_record(actor, uid)
    today = timezone.localdate()
    closed = standing_after(deeds_of(record)).closed_on is not None
    judged = may_add_entry(
        closed=closed, what=what, text=text, files=len(received), on=on, today=today
    )
    verdicts = [
        may_attach(secrecy="", facts=each.facts, limit=file_limit(), on=today) for each in received
    ]
    Findings().verdict([judged, *verdicts]).require()
    key = OpenKey.opened(record.key)
    # Before the row: an act that breaks off leaves content that no row names, never the reverse.
    kept = [(_keep(key, each), each) for each in received]
    described = [
        {
            "digest": digest,
            "name": each.facts.name,
            "size": each.facts.size,
            "type": each.facts.media_type,
        }
        for digest, each in kept
    ]
    said = {"what": what, "on": on.isoformat(), "text": text, "files": described}
    entry = write(actor=actor, record=record, way="entered", said=said)
    for digest, _each in kept:
        Attachment(entry=entry, digest=digest).save(force_insert=True)


def _keep(key: OpenKey, received: Received) -> str:
    return CONTENTS.keep(key.seal_bytes(received.path.read_bytes()))
