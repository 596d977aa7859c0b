"""Write what is believed of who persons are: what acts in force state, the newest on top."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from dangbo.audit.models import Act
from dangbo.base.bulk import insert_rows, update_rows
from dangbo.base.secrets import unseal_many
from dangbo.members.access import chunks, every
from dangbo.members.commands.keeping import KeptEvent
from dangbo.members.files.sealed_events import COLUMNS, identity_columns
from dangbo.members.models import Event, Identity, Merge, Person, Sheet
from dangbo.members.queries.journal import Journal
from dangbo.rules.member_changes import Given

IDENTITY: Final = (
    *("person", "name", "name_sort", "name_folded", "birth", *COLUMNS, "facts", "opened_by"),
)
SHEET: Final = ("person", "group", "body", "opened_by")


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
    return (person, *identity_columns(given), act.seq)


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
    """Take back what voided events stated of persons: what the others state is believed."""
    journal = Journal()
    own = list(events)
    told = {
        event.pk: journal.told(event.person_id, event.act_id, event.position, event.opened_by_id)
        for event in own
    }
    stating = (each.person_id for each in own if "identity" in (told[each.pk] or {}))
    for person in dict.fromkeys(stating):
        _identify_again(person, by, journal)
    sheets = [each for each in own if each.change == "sheet"]
    for person, group in dict.fromkeys((each.person_id, each.facts["group"]) for each in sheets):
        _sheet_again(person, group, by, journal)


def believe_anew(persons: Iterable[int], by: Act) -> None:
    """Believe of persons what is stated of them now that they were merged, or parted again."""
    for person in persons:
        journal = Journal()
        _identify_again(person, by, journal)
        groups = {group for _, group in _in_force(person, "body", journal)}
        believed = every(Sheet).filter(person=person, voided_by=None)
        groups.update(believed.values_list("group", flat=True))
        for group in sorted(groups):
            _sheet_again(person, group, by, journal)


def _identify_again(person: int, by: Act, journal: Journal) -> None:
    key = every(Person).get(pk=person).key
    if not key:
        return
    stated = _in_force(person, "identity", journal) | _chosen(person, journal)
    texts = unseal_many(key, [text for _, text in sorted(stated.items())])
    wanted: dict[str, Any] = {}
    for text in texts:
        wanted |= json.loads(text)
    believed = every(Identity).filter(person=person, voided_by=None)
    now = believed.values_list(*IDENTITY[:-1]).first()
    row = identity_row(person, wanted, by) if wanted else None
    if row is not None and now == (*row[:-2], json.loads(row[-2])):
        return
    believed.update(voided_by=by)
    if row is not None:
        insert_rows(Identity, IDENTITY, [row])


def _chosen(person: int, journal: Journal) -> dict[tuple[int, str], str]:
    """Return what merges in force took over of who the persons are that count for this one."""
    rows = every(Merge).filter(kept=person, voided_by=None)
    standing = set(rows.values_list("opened_by", flat=True))
    return {
        (seq, ""): params["identity"]
        for seq, params in journal.merges_into(person)
        if seq in standing and params["identity"]
    }


def _sheet_again(person: int, group: str, by: Act, journal: Journal) -> None:
    stated = _in_force(person, "body", journal)
    body = next((text for (_, of), text in reversed(stated.items()) if of == group), None)
    believed = every(Sheet).filter(person=person, group=group, voided_by=None)
    if body is not None and believed.filter(body=body).exists():
        return
    believed.update(voided_by=by)
    if body is not None:
        insert_rows(Sheet, SHEET, [(person, group, body, by.seq)])


def _in_force(person: int, name: str, journal: Journal) -> dict[tuple[int, str], str]:
    """Return what acts in force state of a person, sealed: the last that each of them says.

    A field group may be stated to be empty; who a person is may not.
    """
    found: dict[tuple[int, str], str] = {}
    rows = every(Event).filter(person=person, voided_by=None).order_by("act", "position")
    if name == "body":
        rows = rows.filter(change="sheet")
    for act, position, facts, by in rows.values_list("act", "position", "facts", "opened_by"):
        told = journal.told(person, act, position, by)
        if told is not None and (name == "body" or told.get(name)):
            found[act, facts.get("group", "")] = told.get(name, "")
    return found
