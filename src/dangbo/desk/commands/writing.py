"""Write drafts: each part is kept as it is typed, with who changed what."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.base.days import DayError, parse_day
from dangbo.desk.access import edits_of, lock_draft, new_draft
from dangbo.desk.enums import State
from dangbo.desk.models import Draft, Edit
from dangbo.orgs.queries import org_ids
from dangbo.rules.draft_slots import SLOTS, entries_of
from dangbo.rules.drafts import with_keys
from dangbo.rules.verdicts import Verdict, finding

HEAD: Final = "head"
CHANGES: Final = "changes"
# Within so long, what one person types into one part is one change of the draft.
ONE_EDIT: Final = timedelta(minutes=5)
MOST_CHANGES: Final = 5_000
NUMBER: Final = re.compile("-[0-9]+$")

Values = Mapping[str, Any]


@dataclass
class Conflict(Exception):  # noqa: N818 - an answer, not a fault
    """The same part was changed since, by another person or on another page: both are shown."""

    part: str
    theirs: Any
    mine: Any
    edit: Edit


@transaction.atomic
def start_draft(*, actor: Actor, content: Values | None = None) -> Draft:
    """Begin a draft, empty or with what a template or a file gives it."""
    draft = new_draft(actor, changed_at=timezone.now())
    draft.content = {"head": {}, "changes": [], "next": 1}
    given = content or {}
    draft.content["head"] = dict(given.get("head", {}))
    _add(draft, given.get("changes", ()))
    _derive(draft)
    draft.save()
    return draft


@transaction.atomic
def write_head(*, actor: Actor, draft: int, values: Values, seen: int) -> Draft:
    """Keep what is typed of the paper, the day and the reason of a draft."""
    row = _open(actor, draft)
    before = dict(row.content["head"])
    return _keep(actor, row, HEAD, before, {**before, **values}, seen=seen)


@transaction.atomic
def write_change(*, actor: Actor, draft: int, change: int, values: Values, seen: int) -> Draft:
    """Keep what is typed of one change of a draft."""
    row = _open(actor, draft)
    before = _change(row, change)
    after = {**before, **values, "id": change, "change": before["change"]}
    return _keep(actor, row, f"change:{change}", before, after, seen=seen)


@transaction.atomic
def add_changes(*, actor: Actor, draft: int, changes: Sequence[Values]) -> list[int]:
    """Add changes to the end of a draft and return their numbers in it."""
    row = _open(actor, draft)
    before = list(row.content["changes"])
    added = _add(row, changes)
    _save(actor, row, CHANGES, [], row.content["changes"][len(before) :])
    return added


@transaction.atomic
def drop_changes(*, actor: Actor, draft: int, changes: Iterable[int]) -> Draft:
    """Take changes out of a draft; the record of edits keeps them."""
    row, gone = _open(actor, draft), set(changes)
    dropped = [each for each in row.content["changes"] if each["id"] in gone]
    row.content["changes"] = [each for each in row.content["changes"] if each["id"] not in gone]
    return _save(actor, row, CHANGES, dropped, [])


@transaction.atomic
def order_changes(*, actor: Actor, draft: int, order: Sequence[int]) -> Draft:
    """Put the changes of a draft into an order; those it leaves out keep theirs, at the end."""
    row = _open(actor, draft)
    places = {change: place for place, change in enumerate(order)}
    before = [each["id"] for each in row.content["changes"]]
    row.content["changes"].sort(key=lambda each: places.get(each["id"], len(places)))
    after = [each["id"] for each in row.content["changes"]]
    return row if after == before else _save(actor, row, "order", before, after)


@transaction.atomic
def undo_edit(*, actor: Actor, draft: int, revision: int) -> Draft:
    """Give the parts of a draft back what they had before one edit."""
    row = _open(actor, draft)
    edit = get_object_or_404(edits_of(row).exclude(part="state"), revision=revision)
    if edit.part == HEAD:
        row.content["head"] = edit.before
    elif edit.part == "order":
        places = {change: place for place, change in enumerate(edit.before or ())}
        row.content["changes"].sort(key=lambda each: places.get(each["id"], len(places)))
    else:
        _put_back(row, _listed(edit.before), _listed(edit.after))
    return _save(actor, row, edit.part, edit.after, edit.before)


@transaction.atomic
def discard_draft(*, actor: Actor, draft: int) -> Draft:
    """Put a draft away; it can be taken up again."""
    row = _open(actor, draft)
    return _turn(actor, row, State.DISCARDED)


@transaction.atomic
def reopen_draft(*, actor: Actor, draft: int) -> Draft:
    """Take up again a draft that was put away, was signed for a later day, or failed on its day."""
    row = lock_draft(actor, draft)
    if row.state == State.SIGNED:
        Verdict((finding("SIGNED_ALREADY"),)).require()
    row.signed_by = row.signed_at = None
    if row.state == State.FAILED:
        row.checked = 0
    return _turn(actor, row, State.OPEN)


def _open(actor: Actor, pk: int) -> Draft:
    row = lock_draft(actor, pk)
    if row.state != State.OPEN:
        Verdict((finding("NOT_OPEN", state=row.state),)).require()
    return row


def _turn(actor: Actor, row: Draft, state: State) -> Draft:
    before, row.state = row.state, state
    return _save(actor, row, "state", before, str(state))


def _change(row: Draft, change: int) -> dict[str, Any]:
    for each in row.content["changes"]:
        if each["id"] == change:
            return dict(each)
    Verdict((finding("CHANGE_GONE"),)).require()
    raise AssertionError


def _keep(actor: Actor, row: Draft, part: str, before: Any, after: Any, *, seen: int) -> Draft:
    """Write one part, unless it was written after the revision that was seen."""
    if after == before:
        return row
    other = edits_of(row).filter(part=part, revision__gt=seen).first()
    if other is not None:
        raise Conflict(part, before, after, other)
    if part == HEAD:
        row.content["head"] = after
    else:
        kept = row.content["changes"]
        place = next(at for at, each in enumerate(kept) if each["id"] == after["id"])
        kept[place] = _keyed(row, [after])[0]
    return _save(actor, row, part, before, after)


def _add(row: Draft, changes: Sequence[Values]) -> list[int]:
    have = len(row.content["changes"])
    if have + len(changes) > MOST_CHANGES:
        Verdict((finding("TOO_MANY_CHANGES", limit=MOST_CHANGES),)).require()
    unknown = {str(each.get("change")) for each in changes} - SLOTS.keys()
    Verdict(tuple(finding("UNKNOWN_CHANGE", text=text) for text in sorted(unknown))).require()
    first = row.content["next"]
    numbered = [{**each, "id": first + at} for at, each in enumerate(changes)]
    row.content["changes"] += _keyed(row, numbered)
    row.content["next"] = first + len(numbered)
    return [each["id"] for each in numbered]


def _keyed(row: Draft, changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give keys to new organisations, other than those of the register and of this draft."""
    here = {each["id"] for each in changes}
    taken = {
        str(entry.get("org") or "")
        for each in row.content["changes"]
        if each["id"] not in here
        for _, entry in entries_of(each)
    }
    known = [str(entry.get("org") or "") for each in changes for _, entry in entries_of(each)]
    while True:
        keyed = with_keys(changes, taken=taken)
        made = {str(entry.get("org") or "") for each in keyed for _, entry in entries_of(each)}
        clashing = set(org_ids(uids=made.difference(known))) - taken
        if not clashing:
            return keyed
        taken |= clashing | _numbered_alike(clashing)


def _numbered_alike(keys: Iterable[str]) -> set[str]:
    """Return which of the keys numbered after these have an organisation, so as to ask seldom."""
    bases = {NUMBER.sub("", key) for key in keys}
    return set(org_ids(uids=[f"{key}-{number}" for key in bases for number in range(2, 100)]))


def _put_back(row: Draft, before: list[Any], after: list[Any]) -> None:
    made = {each["id"] for each in after}
    held = {each["id"]: each for each in before}
    kept = [
        held.pop(each["id"], each)
        for each in row.content["changes"]
        if each["id"] in held or each["id"] not in made
    ]
    row.content["changes"] = [*kept, *held.values()]


def _listed(value: Any) -> list[Any]:
    return [value] if isinstance(value, dict) else list(value or ())


def _save(actor: Actor, row: Draft, part: str, before: Any, after: Any) -> Draft:
    """Save a draft and note who changed what, joined with what the same person just typed."""
    now = timezone.now()
    last = edits_of(row).first()
    same = last is not None and (last.user_id, last.part) == (actor.user_id, part)
    if same and last and part.startswith(("head", "change:")) and now - last.at < ONE_EDIT:
        before = last.before
        last.delete()
    row.revision += 1
    row.changed_at, row.changed_by_id = now, actor.user_id or row.owner_id
    _derive(row)
    row.save()
    Edit(
        draft=row,
        revision=row.revision,
        at=now,
        user_id=row.changed_by_id,
        part=part,
        before=before,
        after=after,
    ).save(force_insert=True)
    return row


def _derive(row: Draft) -> None:
    """Take title and day out of what is typed, for lists."""
    head = row.content["head"]
    told = (str(head.get(name) or "").strip() for name in ("title", "subject"))
    row.title = next(filter(None, told), "")[:500]
    try:
        row.on = parse_day(str(head.get("on", ""))) if head.get("on") else None
    except DayError:
        row.on = None
