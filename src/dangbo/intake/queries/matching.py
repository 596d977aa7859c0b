"""Look up whom the rows of a list may mean, and what is believed of them, set by set."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db.models import Q

from dangbo.accounts.access import Actor
from dangbo.base.secrets import OpenKey, SecretsError, lookup, lookups_of
from dangbo.base.spans import valid_on
from dangbo.base.vietnamese import fold
from dangbo.intake.access import (
    Attribute,
    Identity,
    Number,
    Person,
    Posting,
    Sheet,
    Standing,
    chunks,
    every,
    strangers,
)
from dangbo.intake.files.fields import GROUP, IDENTITY, RESIDENCE, STATED
from dangbo.rules.days import PartialDay, Precision, last_day
from dangbo.rules.rights import MEMBER_READ
from dangbo.rules.row_states import NUMBERS, Known, Matches, ReadRow
from dangbo.rules.typed_days import day_told, told_day

BELIEVED: Final = Q(voided_by__isnull=True)


def matches_of(rows: Sequence[ReadRow]) -> tuple[dict[int, Matches], dict[str, int]]:
    """Return whom rows may mean, by number of the row, and the ids of all those persons.

    Rows that mean nobody who is known are left out.
    """
    uids: dict[int, str] = {}
    by_key = _by_key({row.values["key"] for row in rows if "key" in row.values}, uids)
    bearers = _bearers(rows, uids)
    by_number = {row.number: told for row in rows if bearers and (told := _numbers(row, bearers))}
    nameless = [row for row in rows if row.number not in by_number and not row.values.get("key")]
    by_name = _by_names(nameless, uids)
    keyed = {row.number: key for row in rows if (key := by_key.get(row.values.get("key", "")))}
    found = {
        number: Matches(by_number.get(number, {}), by_name.get(number, ()), keyed.get(number, ""))
        for number in (*by_number, *by_name, *keyed)
    }
    return found, {uid: person for person, uid in uids.items()}


def in_sight_of(
    actor: Actor, found: Mapping[int, Matches], persons: Mapping[str, int]
) -> tuple[dict[int, Matches], dict[str, int]]:
    """Return the same without those of whom the actor may not know that they are there."""
    unseen = strangers(actor, persons.values(), act=MEMBER_READ)
    if not unseen:
        return dict(found), dict(persons)
    hidden = {uid for uid, person in persons.items() if person in unseen}
    seen = {uid: person for uid, person in persons.items() if uid not in hidden}
    return {number: each.without(hidden) for number, each in found.items()}, seen


def _by_key(keys: Collection[str], uids: dict[int, str]) -> dict[str, str]:
    found = {}
    for part in chunks(keys):
        for person, uid in every(Person).filter(uid__among=part).values_list("pk", "uid"):
            uids[person] = uid
            found[uid] = uid
    return found


def _lookup(kind: str, value: str) -> str:
    return lookup(value) if kind == "citizen" else value


def _bearers(rows: Sequence[ReadRow], uids: dict[int, str]) -> dict[tuple[str, str], str]:
    """Return who bears the numbers that rows give, now, by kind and number."""
    asked: dict[tuple[str, str], str] = {}
    citizens = lookups_of(row.values["citizen"] for row in rows if row.values.get("citizen"))
    for row in rows:
        for kind in NUMBERS:
            if value := row.values.get(kind):
                for each in citizens[value] if kind == "citizen" else (value,):
                    asked[kind, each] = value
    found = {}
    for part in chunks({each for _, each in asked}):
        bearing = every(Number).filter(BELIEVED, lookup__among=part, end__isnull=True)
        for kind, each, person, uid in bearing.values_list(
            "kind", "lookup", "person", "person__uid"
        ):
            if (kind, each) in asked:
                uids[person] = uid
                found[kind, asked[kind, each]] = uid
    return found


def _numbers(row: ReadRow, bearers: Mapping[tuple[str, str], str]) -> dict[str, str]:
    return {
        kind: bearers[kind, row.values[kind]]
        for kind in NUMBERS
        if kind in row.values and (kind, row.values[kind]) in bearers
    }


def _by_names(rows: Sequence[ReadRow], uids: dict[int, str]) -> dict[int, tuple[str, ...]]:
    """Return who has the name of a row, blind to accents, and a birth that does not contradict."""
    wanted: defaultdict[str, list[ReadRow]] = defaultdict(list)
    for row in rows:
        if row.values.get("name") and row.values.get("birth"):
            wanted[fold(row.values["name"])].append(row)
    if not wanted:
        return {}
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for person, uid, name, birth, precision in _born(rows):
        for row in wanted.get(name, ()):
            if _may_be(row.values["birth"], told_day(PartialDay(birth, Precision(precision)))):
                uids[person] = uid
                found[row.number][uid] = None
    return {number: tuple(each) for number, each in found.items()}


def _may_be(new: str, old: str) -> bool:
    return new.startswith(old) or old.startswith(new)


def _born(rows: Iterable[ReadRow]) -> Iterator[tuple[Any, ...]]:
    """Yield the identities believed whose birth is a day, month or year that rows state."""
    fields = ("person", "person__uid", "name_folded", "birth", "birth_precision")
    days: set[date] = set()
    vague: set[tuple[date, date]] = set()
    for row in rows:
        if not row.values.get("birth"):
            continue
        told = day_told(row.values["birth"])
        days |= {told.first, told.first.replace(day=1), told.first.replace(month=1, day=1)}
        if told.precision is not Precision.DAY:
            vague.add((told.first, last_day(told)))
    yield from every(Identity).filter(BELIEVED, birth__among=sorted(days)).values_list(*fields)
    for since, until in sorted(vague):
        between = every(Identity).filter(BELIEVED, birth__gt=since, birth__lte=until)
        yield from between.values_list(*fields).iterator()


def known_of(
    *, actor: Actor, persons: Mapping[str, int], rows: Iterable[ReadRow], on: date
) -> dict[str, Known]:
    """Return what is believed of persons on a day, in the fields of a row.

    Of somebody whom the actor may read and not change nothing is told but the key.
    `rows` give the citizen numbers to compare: one that is the same is not opened.
    """
    ids = {person: uid for uid, person in persons.items()}
    values: dict[int, dict[str, str]] = {person: {} for person in ids}
    keys = _identities(values)
    _attributes(values, on)
    _numbers_of(
        values, keys, {row.values["citizen"] for row in rows if "citizen" in row.values}, on
    )
    present = _standing(values, on)
    _residence(values, keys, rows)
    for person in strangers(actor, values):
        values[person] = {"key": ids[person]}
    return {
        uid: Known(
            uid, {name: text for name, text in values[person].items() if text}, person in present
        )
        for person, uid in ids.items()
    }


def _identities(values: Mapping[int, dict[str, str]]) -> dict[int, str]:
    keys = {}
    for ids in chunks(values):
        rows = every(Identity).filter(BELIEVED, person__among=ids).select_related("person")
        for row in rows:
            told = values[row.person_id]
            keys[row.person_id] = row.person.key
            told["key"], told["name"] = row.person.uid, row.name
            told |= {name: getattr(row, name) for name in IDENTITY}
            told |= {name: str(row.facts.get(name, "")) for name in STATED}
            if row.birth:
                told["birth"] = told_day(PartialDay(row.birth, Precision(row.birth_precision)))
    return keys


def _attributes(values: Mapping[int, dict[str, str]], on: date) -> None:
    for ids in chunks(values):
        rows = every(Attribute).filter(valid_on(on, None), person__among=ids)
        for person, kind, value in rows.values_list("person", "kind", "value"):
            values[person][kind] = value


def _numbers_of(
    values: Mapping[int, dict[str, str]], keys: Mapping[int, str], asked: Collection[str], on: date
) -> None:
    hidden = lookups_of(asked) if values else {}
    same = {each: value for value, found in hidden.items() for each in found}
    for ids in chunks(values):
        rows = every(Number).filter(valid_on(on, None), person__among=ids)
        for person, kind, value, found, sealed in rows.values_list(
            "person", "kind", "value", "lookup", "sealed"
        ):
            plain = value or same.get(found) or _opened(keys.get(person, ""), sealed)
            values[person][kind] = plain


def _opened(key: str, sealed: str) -> str:
    try:
        return OpenKey.opened(key).unseal(sealed) if sealed else ""
    except SecretsError:
        return ""


def _standing(values: Mapping[int, dict[str, str]], on: date) -> set[int]:
    present = set()
    for ids in chunks(values):
        stands = every(Standing).filter(valid_on(on, None), person__among=ids)
        for person, standing, activity, admitted in stands.values_list(
            "person", "standing", "activity", "admitted"
        ):
            present.add(person)
            values[person] |= {"standing": standing, "activity": activity}
            values[person]["admitted"] = admitted.isoformat() if admitted else ""
        posted = every(Posting).filter(valid_on(on, None), person__among=ids, kind="official")
        for person, org in posted.values_list("person", "org__uid"):
            values[person]["org"] = org
    return present


def _residence(
    values: Mapping[int, dict[str, str]], keys: Mapping[int, str], rows: Iterable[ReadRow]
) -> None:
    """Open where people live only for a list that says it."""
    if not any(name in row.values for row in rows for name in RESIDENCE):
        return
    for person, body in residence_of(values, keys).items():
        values[person] |= {name: str(body.get(code, "")) for name, code in RESIDENCE.items()}


def residence_of(persons: Iterable[int], keys: Mapping[int, str]) -> dict[int, dict[str, Any]]:
    """Return the sealed group of the record that says where persons live."""
    found = {}
    for ids in chunks(persons):
        rows = every(Sheet).filter(BELIEVED, person__among=ids, group=GROUP)
        for person, body in rows.values_list("person", "body"):
            text = _opened(keys.get(person, ""), body)
            found[person] = json.loads(text) if text else {}
    return found


def keys_of(persons: Iterable[int]) -> dict[int, str]:
    """Return the wrapped keys of persons."""
    return {
        person: key
        for ids in chunks(persons)
        for person, key in every(Person).filter(pk__among=ids).values_list("pk", "key")
    }


def person_ids(uids: Iterable[str]) -> dict[str, int]:
    """Return the ids of persons by their keys."""
    return {
        uid: person
        for part in chunks(uids)
        for uid, person in every(Person).filter(uid__among=part).values_list("uid", "pk")
    }
