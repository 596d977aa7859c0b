"""Seal what events keep of one person anew under the key of another."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dangbo.base.secrets import OpenKey
from dangbo.members.access import every
from dangbo.members.files.photos import PHOTOS
from dangbo.members.models import Event, Person, Sheet
from dangbo.members.queries.journal import Journal
from dangbo.rules.record_groups import PHOTO


def resealed(moved: Iterable[Event], gone: Person, kept: Person) -> dict[str, dict[str, str]]:
    """Return by the place of events what comes over: numbers, and groups that `kept` has not.

    Who the person is does not: that is chosen field by field.
    """
    old, new, journal = OpenKey.opened(gone.key), OpenKey.opened(kept.key), Journal()
    believed = every(Sheet).filter(person=kept, voided_by=None)
    has = set(believed.values_list("group", flat=True))
    found: dict[str, dict[str, str]] = {}
    for row in moved:
        told = journal.told(gone.pk, row.act_id, row.position, row.opened_by_id)
        if told is None:
            continue
        again: dict[str, str] = {}
        if "number" in told:
            again["number"] = new.seal(old.unseal(told["number"]))
        if row.change == "sheet" and row.facts["group"] not in has:
            again["body"] = _body(row.facts["group"], told, old, new)
        if again:
            found[f"{row.act_id}.{row.position}"] = again
    return found


def _body(group: str, told: Mapping[str, str], old: OpenKey, new: OpenKey) -> str:
    """Return a field group sealed anew; the file of a photo is sealed anew too."""
    text = told.get("body", "")
    if not text:
        return ""
    body: dict[str, Any] = json.loads(old.unseal(text))
    if group == PHOTO and body.get("file"):
        body["file"] = PHOTOS.keep(new.seal(old.unseal(PHOTOS.read(body["file"]))))
    return new.seal(json.dumps(body, ensure_ascii=False))
