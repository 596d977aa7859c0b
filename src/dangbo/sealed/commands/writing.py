"""Write an act on a record: sealed, and the same in the journal and in the row."""

import json
from collections.abc import Mapping
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.audit.commands import record as record_act
from dangbo.audit.models import Act
from dangbo.base.secrets import seal
from dangbo.sealed.access import CODE
from dangbo.sealed.models import Entry, Record


def write(*, actor: Actor, record: Record, way: str, said: Mapping[str, Any]) -> Entry:
    """Add an act on a record to the journal, with what it says sealed under the record's key."""
    token = seal(record.key, json.dumps({"way": way, **said}, ensure_ascii=False))
    act = note(actor=actor, record=record, sealed=token)
    entry = Entry(record=record, act=act, sealed=token)
    entry.save(force_insert=True)
    return entry


def note(*, actor: Actor, record: Record, **params: Any) -> Act:
    """Add an act on a record to the journal; nothing in clear tells what it is about."""
    return record_act(actor=actor, code=CODE, params={"record": record.uid, **params})
