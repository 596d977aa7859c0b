"""Tell again, from the journal, what was believed of who persons are, and what of it differs."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

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


class Stated(NamedTuple):
    """What an act says of a person, with the acts between which that counts for the person."""

    place: tuple[int, int]
    what: Any
    since: int
    until: int | None
    is_event: bool = True


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
    keys = dict(every(Person).filter(pk__in=persons).values_list("pk", "key"))
    identities, sheets = _held_identities(persons), _held_sheets(persons)
    for person in persons:
        own = said.get(person, ())
        groups = {name for name, *_ in sheets[person]} | {
            each.fact.facts.get("group") for each in own if each.fact.change == "sheet"
        }
        for group in sorted(filter(None, groups)):
            rows = _believed(_stated(journal, person, own, "body", group), _replaced)
            told = [(group, row.what, row.opened_by, row.voided_by) for row in rows]
            if _texts(told) != _texts(row for row in sheets[person] if row[0] == group):
                yield f"members_sheet: person={person}, group={group} is not as the journal has it"
        if keys[person]:
            sealed = [*_stated(journal, person, own, "identity"), *_chosen(journal, person)]
            yield from _identity_unlike(person, keys[person], sealed, identities[person])


def _identity_unlike(
    person: int, key: str, sealed: Sequence[Stated], held: Sequence[tuple[Any, ...]]
) -> Iterator[str]:
    try:
        opened = OpenKey.opened(key)
        stated = [each._replace(what=json.loads(opened.unseal(each.what))) for each in sealed]
    except SecretsError:
        yield f"members_identity: what the journal keeps of person={person} cannot be opened"
        return
    rows = _believed(stated, _merged, _columns)
    told = [(*_columns(row.what), row.opened_by, row.voided_by) for row in rows]
    if _texts(told) != _texts(held):
        yield f"members_identity: person={person} is not as the journal has it"


def _stated(
    journal: Journal, person: int, own: Iterable[Said], name: str, group: str = ""
) -> list[Stated]:
    """Return what acts say of a person, sealed, each with the acts between which that counts."""
    found: list[Stated] = []
    for opened_by, voided_by, event in own:
        if event.change not in STATING[name] or event.facts.get("group", "") != group:
            continue
        told = journal.told(person, event.seq, event.position, opened_by)
        if told is None or (name == "identity" and not told.get(name)):
            continue
        text = told.get(name, "")
        found.append(Stated((event.seq, event.position), text, opened_by, voided_by))
    return found


def _chosen(journal: Journal, person: int) -> Iterator[Stated]:
    """Yield what merges took over of who the persons are that count for this one."""
    for seq, params in journal.merges_into(person):
        if params["identity"]:
            undone = journal.merges[seq].undone
            yield Stated((seq, 0), params["identity"], seq, undone, is_event=False)


def _believed(stated: Sequence[Stated], join: Any, key: Any = None) -> list[Belief]:
    """Return every row in the order of acts.

    A new statement opens a row; where one is taken back, or comes from another person, only a
    belief that differs does.
    """
    rows: list[Belief] = []
    acts = {act for each in stated for act in (each.since, each.until) if act is not None}
    for act in sorted(acts):
        now = next((at for at, row in enumerate(rows) if row.voided_by is None), None)
        what = None
        for each in _in_force(stated, act):
            what = join(what, each.what)
        said = any(each.since == each.place[0] == act and each.is_event for each in stated)
        if not said and _alike(what, None if now is None else rows[now].what, key):
            continue
        _void(rows, now, act)
        if what is not None:
            rows.append(Belief(what, act))
    return rows


def _in_force(stated: Iterable[Stated], act: int) -> Iterator[Stated]:
    """Yield what counts after an act in the order of acts: of each the last that it says."""
    last: dict[int, Stated] = {}
    for each in sorted(stated, key=lambda one: one.place):
        if each.since <= act and (each.until is None or each.until > act):
            last[each.place[0]] = each
    yield from last.values()


def _alike(one: Any, other: Any, key: Any) -> bool:
    if one is None or other is None or key is None:
        return bool(one == other)
    return bool(key(one) == key(other))


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
