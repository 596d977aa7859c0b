"""Gather what the boxes of a change have to know, in a few questions."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.desk.phrases import sentence_of
from dangbo.desk.queries.below import sources_placed, those_under
from dangbo.desk.queries.directory import begun_by, called
from dangbo.desk.queries.meaning import meanings
from dangbo.desk.queries.naming import keys_in
from dangbo.desk.queries.people import members_at
from dangbo.desk.tables.changes import MOST_OPEN, Known
from dangbo.desk.tables.kinds import label_of
from dangbo.rules.drafts import faults
from dangbo.rules.member_places import sources_in, tells_of_members
from dangbo.rules.verdicts import Finding

MISSING: Final = "FIELD_MISSING"
# An open line says by itself that it is open, and whom it may mean.
TOLD_BY_BOX: Final = frozenset({MISSING, "UNRESOLVED"})


def known_of(
    *, actor: Actor, content: Mapping[str, Any], change: Mapping[str, Any], on: date
) -> Known:
    """Return the names, the meanings and those below that the page of one change shows."""
    under = those_under(actor=actor, sources=sources_placed(change), on=on)
    # The change may hold what was typed and not kept, so it stands for itself in the draft.
    others = [each for each in content["changes"] if each["id"] != change["id"]]
    whole = {**content, "changes": [*others, change]}
    begun = list(begun_by(whole)) if tells_of_members(change) else []
    keys = keys_in({"changes": [change]}) | under.keys() | set(begun)
    names = called(actor=actor, content=whole, keys=keys, on=on)
    texts = set(typed_texts(change))
    return Known(
        on=on,
        names=names,
        meanings=meanings(actor=actor, content=whole, texts=texts, on=on),
        children=[(names[key], source) for key, source in under.items()],
        lacks=_lacks(change),
        members=members_at(actor=actor, keys=sources_in(change), on=on),
        begun=begun,
    )


def typed_texts(value: Any) -> Iterator[str]:
    """Yield what was typed for organisations and is still open, of each field the first lines."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            if name == "typed":
                for typed in each.values():
                    yield from [typed] if isinstance(typed, str) else typed[:MOST_OPEN]
            else:
                yield from typed_texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from typed_texts(each)


def missing(change: Mapping[str, Any]) -> list[str]:
    """Return the names of the fields of a change that still have to be filled in, once each."""
    found = (str(each.fact("field")) for each in faults([change]) if each.code == MISSING)
    kind = str(change["change"])
    return list(dict.fromkeys(label_of(kind, field) for field in found))


def unclear(change: Mapping[str, Any]) -> int:
    """Count what was typed in a change for organisations and is still open."""
    return sum(each.code == "UNRESOLVED" for each in faults([change]))


def _lacks(change: Mapping[str, Any]) -> dict[str, list[str]]:
    lacks: dict[str, list[str]] = {}
    for each in faults([change]):
        if each.code not in TOLD_BY_BOX:
            lacks.setdefault(_field(each), []).append(sentence_of(each, {}))
    return lacks


def _field(found: Finding) -> str:
    """Return the field of the change that a finding speaks of."""
    return found.where.partition(".")[2].partition(".")[0].partition("[")[0]
