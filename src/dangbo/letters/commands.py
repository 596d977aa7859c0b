"""Change templates: the version before is closed, never edited."""

from datetime import date
from unicodedata import category

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.base.vietnamese.fold import nfc
from dangbo.letters.access import CHANGED, last_change, latest_version, open_templates
from dangbo.letters.models import Template
from dangbo.letters.queries.composing import verdict_on_text
from dangbo.rules.letter_texts import may_change


def change_template(
    *, actor: Actor, key: str, name: str, body: str, on: date, seen: int, reason: str = ""
) -> Act:
    """Put a text in force as the template of a letter from a day on, or raise RuleError.

    Without a `name` the letter keeps its own.
    `seen` is the act by which the text came that was changed (0: none yet), so that nobody
    overwrites what somebody else changed meanwhile.
    """
    text = tidied(body)
    verdict_on_text(key, text).require()
    return _put(actor=actor, key=key, name=name, body=text, on=on, seen=seen, reason=reason)


def reset_template(*, actor: Actor, key: str, on: date, seen: int, reason: str = "") -> Act:
    """Go back to the template that comes with the program, from a day on."""
    return _put(actor=actor, key=key, name="", body="", on=on, seen=seen, reason=reason)


def tidied(body: str) -> str:
    """Return a text in NFC, without control signs and without spaces at the ends of lines."""
    lines = (
        "".join(" " if category(sign) == "Cc" else sign for sign in line)
        for line in body.split("\n")
    )
    return nfc("\n".join(line.strip() for line in lines).strip())


@transaction.atomic
def _put(*, actor: Actor, key: str, name: str, body: str, on: date, seen: int, reason: str) -> Act:
    open_templates(actor)
    before = latest_version(key)
    standing = before if before and before.end is None else None
    latest = (before.end or before.start) if before else None
    may_change(
        on=on,
        latest=latest,
        before=f"{standing.name}\n{standing.body}" if standing else "",
        after=f"{nfc(name)}\n{body}" if body else "",
        seen=seen,
        stands=last_change(key),
    ).require()
    told = {"key": key, "name": nfc(name) if body else "", "body": body}
    act = record(actor=actor, code=CHANGED, on=on, reason=nfc(reason), params=told)
    if standing:
        _end(standing, on, act)
    if body:
        version = Template(**told, start=on, opened_by=act)
        version.save(force_insert=True)
    return act


def _end(standing: Template, on: date, act: Act) -> None:
    """Close a version on a day; one of the same day never was in force, and is voided."""
    if standing.start == on:
        standing.voided_by = act
        standing.save(update_fields=["voided_by"])
    else:
        standing.end, standing.closed_by = on, act
        standing.save(update_fields=["end", "closed_by"])
