"""Begin a draft with what an earlier draft or decision changed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.http import Http404

from dangbo.accounts.access import Actor
from dangbo.desk.access import draft_row
from dangbo.orgs.queries import decision, names_on, org_ids
from dangbo.rules.changes import named_in, normal
from dangbo.rules.draft_slots import BEGINNING, SLOTS, Shape, entries_of
from dangbo.rules.keyed_changes import MEMBERS, renamed
from dangbo.rules.org_keys import new_key

# What a copy leaves to be told anew: each decision has a paper and a day of its own.
OWN_TO_EACH: Final = ("paper", "number_raw", "day", "on")

Change = Mapping[str, Any]


def copy_of_draft(*, actor: Actor, draft: int) -> dict[str, Any]:
    """Return the content of a new draft like another one, without its paper and its day."""
    row = draft_row(actor, draft)
    head = {name: value for name, value in row.content["head"].items() if name not in OWN_TO_EACH}
    return {"head": head, "changes": with_free_keys(row.content["changes"])}


def copy_of_decision(*, actor: Actor, act: int) -> dict[str, Any]:
    """Return the content of a new draft that would decide again what a decision did."""
    page = decision(actor=actor, act=act)
    if page is None:
        raise Http404
    # Who goes where was said of the members of that day.
    raws = [{name: told for name, told in each.items() if name != MEMBERS} for each in page.changes]
    orgs = {org for raw in raws for org in named_in(normal(raw))}
    names = names_on(actor=actor, orgs=orgs, on=page.row.on)
    keyed = [renamed(raw, lambda org: names[org].uid if org in names else "") for raw in raws]
    drafted = [_drafted(raw) for raw in keyed]
    return {"head": {"title": page.row.title}, "changes": with_free_keys(drafted)}


def copy_of_change(*, changes: Sequence[Change], change: Change) -> dict[str, Any]:
    """Return a change once more, for the same draft: what it begins gets keys of its own."""
    own = {name: value for name, value in change.items() if name != "id"}
    return with_free_keys([own], besides=_begun(changes))[0]


def with_free_keys(
    changes: Sequence[Change], *, besides: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """Give the organisations that changes begin keys that neither register nor draft has yet."""
    begun, others = _begun(changes), set(besides)
    wished = {new_key(name, taken=()) for name in begun.values()}
    numbered = {f"{key}-{number}" for key in wished for number in range(2, 30)}
    taken = {*begun, *others, *org_ids(uids=wished | numbered)}
    there = {*others, *org_ids(uids=begun)}
    keys: dict[str, str] = {}
    for key, name in begun.items():
        if key in there:
            keys[key] = new_key(name, taken=taken)
            taken.add(keys[key])
    return [renamed(change, lambda key: keys.get(key, key)) for change in changes]


def _begun(changes: Iterable[Change]) -> dict[str, str]:
    """Return the names of the organisations that changes describe as new, by key."""
    return {
        str(entry["org"]): str(entry.get("name") or entry["org"])
        for change in changes
        for _, entry in entries_of(change)
        if entry.get("org")
    }


def _drafted(raw: Change) -> dict[str, Any]:
    """Return a change as drafts keep it: whoever may also stand is marked as new or not."""
    shapes = {slot.name: slot.shape for slot in SLOTS[raw["change"]]}
    known = {"change", *shapes, *(("org",) if raw["change"] in BEGINNING else ())}
    found = {name: value for name, value in raw.items() if name in known}
    for name, shape in shapes.items():
        if shape is Shape.EITHER and name in found:
            found[name] = _either(found[name])
        elif shape is Shape.RESULTS:
            found[name] = [_either(each) for each in found.get(name, ())]
    return found


def _either(entry: Any) -> dict[str, Any]:
    if not isinstance(entry, Mapping):
        return {"org": entry, "new": False}
    return {**entry, "new": "name" in entry}
