"""Open a confidential record; whoever does so is its first reader."""

from dataclasses import asdict, dataclass, field
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.base.secrets import new_key
from dangbo.base.vietnamese import nfc
from dangbo.rules.sealed_records import may_open
from dangbo.rules.verdicts import Verdict
from dangbo.sealed.access import ask_to_open
from dangbo.sealed.commands.writing import write
from dangbo.sealed.models import Reader, Record


@dataclass(frozen=True)
class About:
    """Whom a record concerns: keys of the register where there are some, and words."""

    person: str = ""
    person_name: str = ""
    org: str = ""
    org_name: str = ""
    others: str = ""


@dataclass(frozen=True)
class Wanted:
    """A record that is to be opened."""

    kind: str
    title: str
    on: date
    about: About = field(default_factory=About)
    note: str = ""


def foresee_opening(*, actor: Actor, wanted: Wanted) -> Verdict:
    """Say whether a record may be opened, and write nothing."""
    ask_to_open(actor)
    today = timezone.localdate()
    return may_open(kind=wanted.kind, title=wanted.title, on=wanted.on, today=today)


@transaction.atomic
def open_record(*, actor: Actor, wanted: Wanted) -> str:
    """Open a record under a key of its own; return its key of address, or raise RuleError."""
    account = ask_to_open(actor)
    foresee_opening(actor=actor, wanted=wanted).require()
    hold_journal()
    record = Record(uid=uuid4().hex, key=new_key())
    record.save(force_insert=True)
    said = {
        "kind": wanted.kind,
        "title": nfc(wanted.title.strip()),
        "on": wanted.on.isoformat(),
        "about": asdict(wanted.about),
        "note": nfc(wanted.note.strip()),
        "account": account,
        "reason": "",
    }
    entry = write(actor=actor, record=record, way="opened", said=said)
    Reader(record=record, user_id=account, opened_by=entry.act).save(force_insert=True)
    return record.uid
