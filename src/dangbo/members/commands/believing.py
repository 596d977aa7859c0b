"""Write what is believed of who persons are: the newest statement in force, each kept for ever."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from dangbo.audit.models import Act
from dangbo.base.bulk import insert_rows, update_rows
from dangbo.base.vietnamese import fold, nfc, person_sort_key
from dangbo.members.access import chunks, every
from dangbo.members.commands.keeping import KeptEvent
from dangbo.members.models import Event, Identity, Sheet
from dangbo.rules.member_changes import Given, day_in

COLUMNS: Final = ("sex", "birth_precision", "ethnicity", "religion", "home_town")
IDENTITY: Final = (
    *("person", "name", "name_sort", "name_folded", "birth", *COLUMNS, "facts", "opened_by"),
)
SHEET: Final = ("person", "group", "body", "opened_by")
ALL: Final = {"name", "birth", *COLUMNS}


def believe(kept: Sequence[KeptEvent], act: Act, new: set[int]) -> None:
    """Believe what the events of an act say of who persons are; what was believed stays known."""
    stated = {each.person: each for each in kept if each.identity}
    before = _believed(stated.keys() - new)
    rows = [
        identity_row(person, {**before.get(person, (0, {}))[1], **(event.identity or {})}, act)
        for person, event in stated.items()
    ]
    update_rows(Identity, ("voided_by",), ((act.seq, row) for row, _ in before.values()))
    insert_rows(Identity, IDENTITY, rows)
    _believe_sheets(kept, act, new)


def identity_row(person: int, given: Given, act: Act) -> tuple[Any, ...]:
    """Return the row that holds what is stated of a person."""
    name = nfc(str(given["name"])).strip()
    others = {key: value for key, value in given.items() if key not in ALL and value}
    birth = day_in(given["birth"]) if given.get("birth") else None
    return (
        *(person, name, person_sort_key(name), fold(name), birth, given.get("sex", "")),
        *(given.get("birth_precision", "day"), given.get("ethnicity", "")),
        *(given.get("religion", ""), given.get("home_town", "")),
        *(json.dumps(others, ensure_ascii=False), act.seq),
    )


def _believed(persons: Iterable[int]) -> dict[int, tuple[int, dict[str, Any]]]:
    found: dict[int, tuple[int, dict[str, Any]]] = {}
    for ids in chunks(persons):
        for row in every(Identity).filter(person__in=ids, voided_by=None):
            given = {"name": row.name, "birth": row.birth, **row.facts}
            given |= {name: getattr(row, name) for name in COLUMNS}
            found[row.person_id] = (row.pk, given)
    return found


def _believe_sheets(kept: Sequence[KeptEvent], act: Act, new: set[int]) -> None:
    stated = {(each.person, each.group): each for each in kept if each.change == "sheet"}
    void = []
    for ids in chunks({person for person, _ in stated} - new):
        rows = every(Sheet).filter(person__in=ids, voided_by=None)
        void += [
            pk
            for pk, person, group in rows.values_list("pk", "person", "group")
            if (person, group) in stated
        ]
    update_rows(Sheet, ("voided_by",), ((act.seq, row) for row in void))
    rows_ = ((*key, each.sealed.get("body", ""), act.seq) for key, each in stated.items())
    insert_rows(Sheet, SHEET, rows_)


def believe_again(events: Iterable[Event], by: Act) -> None:
    """Take back what voided events stated of persons, and believe what was stated before."""
    persons = {each.person_id for each in events}
    acts = {each.act_id for each in events}
    for ids in chunks(persons):
        for row in every(Identity).filter(person__in=ids, voided_by=None, opened_by__in=acts):
            _reopen(row, every(Identity).filter(person=row.person_id), acts, by)
        for sheet in every(Sheet).filter(person__in=ids, voided_by=None, opened_by__in=acts):
            others = every(Sheet).filter(person=sheet.person_id, group=sheet.group)
            _reopen(sheet, others, acts, by)


def _reopen(row: Any, others: Any, acts: set[int], by: Act) -> None:
    before = others.filter(opened_by__lt=row.opened_by_id).exclude(opened_by__in=acts)
    last = before.order_by("-opened_by").first()
    row.voided_by = by
    row.save(update_fields=["voided_by"])
    if last is not None:
        last.pk, last.opened_by, last.voided_by = None, by, None
        last.save(force_insert=True)
