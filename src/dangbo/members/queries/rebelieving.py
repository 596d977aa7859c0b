"""Tell again, from the journal, what was believed of who persons are, and what of it differs."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from dangbo.base.secrets import OpenKey, SecretsError
from dangbo.base.vietnamese import fold, nfc, person_sort_key
from dangbo.members.access import every
from dangbo.members.models import Identity, Person, Sheet
from dangbo.members.queries.journal import Journal
from dangbo.members.queries.refolding import Said
from dangbo.rules.member_changes import day_in

COLUMNS: Final = ("sex", "birth_precision", "ethnicity", "religion", "home_town")
NAMED: Final = {"name", "birth", *COLUMNS}
IDENTITY: Final = ("name", "name_sort", "name_folded", "birth", *COLUMNS, "facts")
STATING: Final = {
    "identity": frozenset({"enter", "admit", "move_in", "identify"}),
    "body": frozenset({"sheet"}),
}
SHEET: Final = ("group", "body", "opened_by", "voided_by")


@dataclass(frozen=True)
class Belief:
    """A row of what was believed, with the acts that opened and voided it."""

    what: Any
    opened_by: int
    voided_by: int | None = None


def unlike_beliefs(
    journal: Journal, persons: Sequence[int], said: Mapping[int, Sequence[Said]]
) -> Iterator[str]:
    """Yield where identities and field groups differ from what the journal keeps sealed."""
    voids = journal.voids()
    keys = dict(every(Person).filter(pk__in=persons).values_list("pk", "key"))
    identities, sheets = _held_identities(persons), _held_sheets(persons)
    for person in persons:
        own = said.get(person, ())
        groups = {name for name, *_ in sheets[person]} | {
            each.fact.facts.get("group") for each in own if each.fact.change == "sheet"
        }
        for group in sorted(filter(None, groups)):
            rows = _believed(_stated(journal, own, "body", group), voids, _replaced)
            told = [(group, row.what, row.opened_by, row.voided_by) for row in rows]
            if _texts(told) != _texts(row for row in sheets[person] if row[0] == group):
                yield f"members_sheet: person={person}, group={group} is not as the journal has it"
        if keys[person]:
            sealed = _stated(journal, own, "identity")
            held = identities[person]
            yield from _identity_unlike(person, keys[person], sealed, held, voids)


def _identity_unlike(
    person: int,
    key: str,
    sealed: Mapping[int, str],
    held: Sequence[tuple[Any, ...]],
    voids: Mapping[int, int],
) -> Iterator[str]:
    try:
        opened = OpenKey.opened(key)
        stated = {act: json.loads(opened.unseal(text)) for act, text in sealed.items()}
    except SecretsError:
        yield f"members_identity: what the journal keeps of person={person} cannot be opened"
        return
    rows = _believed(stated, voids, _merged)
    told = [(*_columns(row.what), row.opened_by, row.voided_by) for row in rows]
    if _texts(told) != _texts(held):
        yield f"members_identity: person={person} is not as the journal has it"


def _stated(journal: Journal, own: Iterable[Said], name: str, group: str = "") -> dict[int, str]:
    """Return by act the last thing an act says of a person, sealed."""
    found: dict[int, str] = {}
    facts = [each.fact for each in own if each.fact.change in STATING[name]]
    events = {(each.seq, each.position): each for each in facts}
    for (act, position), event in sorted(events.items(), key=lambda each: each[0]):
        text = journal.sealed_of(act, position).get(name)
        if text and (not group or event.facts.get("group") == group):
            found[act] = text
    return found


def _believed(stated: Mapping[int, Any], voids: Mapping[int, int], join: Any) -> list[Belief]:
    """Return every row in the order of acts: a statement opens one, a void what the others say."""
    rows: list[Belief] = []
    force: dict[int, Any] = {}
    for act in sorted({*stated, *(by for by, seq in voids.items() if seq in stated)}):
        now = next((at for at, row in enumerate(rows) if row.voided_by is None), None)
        if act in stated:
            force[act] = stated[act]
        elif force.pop(voids[act], None) is None:
            continue
        what = None
        for each in force.values():
            what = join(what, each)
        if act not in stated and now is not None and rows[now].what == what:
            continue
        _void(rows, now, act)
        if what is not None:
            rows.append(Belief(what, act))
    return rows


def _void(rows: list[Belief], at: int | None, act: int) -> None:
    if at is not None:
        rows[at] = replace(rows[at], voided_by=act)


def _replaced(_before: Any, after: Any) -> Any:
    return after


def _merged(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**(before or {}), **after}
    return {key: value for key, value in merged.items() if key in NAMED or value}


def _columns(given: Mapping[str, Any]) -> tuple[Any, ...]:
    name = nfc(str(given["name"])).strip()
    birth = day_in(given["birth"]) if given.get("birth") else None
    usual = {"birth_precision": "day"}
    columns = (given.get(each, usual.get(each, "")) for each in COLUMNS)
    others = {key: value for key, value in given.items() if key not in NAMED and value}
    return name, person_sort_key(name), fold(name), birth, *columns, others


def _held_identities(persons: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    rows = every(Identity).filter(person__in=persons)
    for person, *row in rows.values_list("person", *IDENTITY, "opened_by", "voided_by"):
        found[person].append(tuple(row))
    return found


def _held_sheets(persons: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for person, *row in every(Sheet).filter(person__in=persons).values_list("person", *SHEET):
        found[person].append(tuple(row))
    return found


def _texts(rows: Iterable[tuple[Any, ...]]) -> list[str]:
    """Return rows in a form that can be sorted and compared, whatever the order of facts."""
    return sorted(json.dumps(row, sort_keys=True, default=str) for row in rows)
