"""Open the sealed groups of a member's record, and the photo."""

import json
from base64 import b64decode
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.base.secrets import Forgotten, SecretsError, unseal
from dangbo.members.access import person_by_uid, readable_sheets
from dangbo.members.files.photos import PHOTOS
from dangbo.members.models import Person, Sheet
from dangbo.members.queries.records import hidden_groups, seen_acts
from dangbo.rules.record_groups import PHOTO


class SheetRow(NamedTuple):
    """A group of the record as it is believed, and the act that stated it; forgotten: no key."""

    group: str
    body: Mapping[str, Any]
    act: int
    recorded: date
    paper: str
    forgotten: bool


class Photo(NamedTuple):
    """A photo as it is sent."""

    media_type: str
    content: bytes


def sheets_of(*, actor: Actor, uid: str, known: date | None = None) -> dict[str, SheetRow]:
    """Return the groups of a member's record that are filled in, by code; the photo is not one."""
    person = person_by_uid(actor, uid)
    rows = readable_sheets(actor, known=act_known_on(known)).filter(person=person)
    rows = rows.exclude(body="").exclude(group=PHOTO).select_related("opened_by")
    shut = hidden_groups(seen_acts(actor, person.pk))
    return {row.group: _opened(person, row) for row in rows if row.group not in shut}


def has_photo(*, actor: Actor, uid: str, known: date | None = None) -> int | None:
    """Return the act that a member's photo is of; None where there is none."""
    row = _photo_row(actor, person_by_uid(actor, uid), known)
    return row.opened_by_id if row else None


def photo_of(*, actor: Actor, uid: str, known: date | None = None) -> Photo | None:
    """Return a member's photo; None where there is none, or its key was thrown away."""
    person = person_by_uid(actor, uid)
    row = _photo_row(actor, person, known)
    if row is None:
        return None
    try:
        body = json.loads(unseal(person.key, row.body))
        content = b64decode(unseal(person.key, PHOTOS.read(str(body["file"]))))
    except (SecretsError, FileNotFoundError):
        return None
    return Photo(str(body["type"]), content)


def _photo_row(actor: Actor, person: Person, known: date | None) -> Sheet | None:
    rows = readable_sheets(actor, known=act_known_on(known)).filter(person=person, group=PHOTO)
    return rows.exclude(body="").first()


def _opened(person: Person, row: Sheet) -> SheetRow:
    body: dict[str, Any] = {}
    forgotten = False
    try:
        body = json.loads(unseal(person.key, row.body))
    except Forgotten:
        forgotten = True
    act = row.opened_by
    return SheetRow(row.group, body, act.seq, act.recorded, act.paper, forgotten)
