"""Say what the organisations of a draft are called, those that it is to begin included."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.orgs.queries import org_ids
from dangbo.orgs.queries.states import OrgBrief, children_counts, states_near
from dangbo.rules.draft_slots import entries_of

Content = Mapping[str, Any]


@dataclass(frozen=True)
class Called:
    """An organisation as pages of a draft show it; `kind` and `above_kind` are codes.

    `new` says that the draft itself begins it, `known` that anybody does.
    """

    key: str
    name: str
    kind: str = ""
    superior: str = ""
    above_kind: str = ""
    code: str = ""
    below: int = 0
    stands: bool = False
    new: bool = False
    known: bool = True
    invented: bool = False


def begun_by(content: Content) -> dict[str, Mapping[str, Any]]:
    """Return the organisations that a draft describes as new and that have a key, by key."""
    return {
        str(entry["org"]): entry
        for change in content.get("changes", ())
        for _, entry in entries_of(change)
        if entry.get("org")
    }


def called(*, actor: Actor, content: Content, keys: Iterable[str], on: date) -> dict[str, Called]:
    """Return each organisation by key as it is on a day; a key that nobody bears is so marked."""
    begun = begun_by(content)
    wanted = {key for key in keys if key}
    above = {str(begun[key].get("superior") or "") for key in wanted & begun.keys()} - {""}
    ids = org_ids(uids=wanted | above)
    briefs = states_near(actor=actor, orgs=ids.values(), on=on)
    higher = states_near(
        actor=actor,
        orgs={each.superior for each in briefs.values() if each.superior is not None},
        on=on,
    )
    below = children_counts(actor=actor, orgs=[each.id for each in briefs.values()], on=on)
    by_key = {brief.uid: _standing(brief, higher, below) for brief in briefs.values()}
    for key in wanted | above:
        if key in begun and key not in by_key:
            by_key[key] = _beginning(key, begun, by_key)
    return {key: by_key.get(key) or Called(key, key, known=False) for key in wanted}


def _standing(brief: OrgBrief, higher: Mapping[int, OrgBrief], below: Mapping[int, int]) -> Called:
    superior = higher.get(brief.superior or 0)
    return Called(
        key=brief.uid,
        name=brief.name,
        kind=brief.kind,
        superior=superior.name if superior else "",
        above_kind=superior.kind if superior else "",
        code=brief.code,
        below=below.get(brief.id, 0),
        stands=brief.stands,
        invented=brief.invented,
    )


def _beginning(
    key: str, begun: Mapping[str, Mapping[str, Any]], others: Mapping[str, Called]
) -> Called:
    entry = begun[key]
    superior = str(entry.get("superior") or "")
    if superior in others:
        name, kind = others[superior].name, others[superior].kind
    else:
        above = begun.get(superior, {})
        name, kind = str(above.get("name") or superior), str(above.get("kind") or "")
    return Called(
        key=key,
        name=str(entry.get("name") or key),
        kind=str(entry.get("kind") or ""),
        superior=name,
        above_kind=kind,
        code=str(entry.get("code") or ""),
        new=True,
    )
