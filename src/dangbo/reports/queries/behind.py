"""Name the persons and organisations behind a value, one line for each that was counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dangbo.audit.access import act_known_on
from dangbo.base.vietnamese import sort_key
from dangbo.members.access import chunks, readable_identities, readable_persons
from dangbo.members.queries import MemberRow
from dangbo.members.queries.rows import rows_of
from dangbo.members.queries.scopes import Scope
from dangbo.orgs.access import readable_orgs
from dangbo.orgs.queries.indicators import Asked, Item
from dangbo.orgs.queries.names import OrgName, names_at
from dangbo.rules.indicators import Subject


@dataclass(frozen=True)
class PersonBehind:
    """A person who was counted, as he or she is on the day; `item` says why and when."""

    item: Item
    on: date
    row: MemberRow | None


@dataclass(frozen=True)
class OrgBehind:
    """An organisation that was counted."""

    item: Item
    on: date
    name: OrgName | None


def in_order(asked: Asked, items: Sequence[Item], subject: Subject) -> list[Item]:
    """Return items by day, then by name, for a list that is shown a page at a time."""
    if subject == "org":
        days = {(each.id, each.on or asked.on) for each in items}
        orgs = names_at(actor=asked.actor, wanted=days, known=asked.known)
        names = {org: sort_key(name.name) for (org, _on), name in orgs.items()}
    else:
        names = _sort_keys(asked, {each.id for each in items})
    return sorted(items, key=lambda each: (each.on or asked.on, names.get(each.id, ""), each.id))


def _sort_keys(asked: Asked, persons: Iterable[int]) -> dict[int, str]:
    act = act_known_on(asked.known)
    found: dict[int, str] = {}
    for ids in chunks(persons):
        rows = readable_identities(asked.actor, known=act).filter(person__in=ids)
        found |= dict(rows.values_list("person", "name_sort"))
    return found


def persons_behind(asked: Asked, items: Sequence[Item]) -> list[PersonBehind]:
    """Return the persons behind some items, in the order given, as they are on the last day."""
    scope = Scope(asked.actor, asked.on, asked.known, act_known_on(asked.known))
    persons = list(dict.fromkeys(each.id for each in items))
    rows = {row.id: row for row in rows_of(persons, scope)}
    return [PersonBehind(each, asked.on, rows.get(each.id)) for each in items]


def orgs_behind(asked: Asked, items: Sequence[Item]) -> list[OrgBehind]:
    """Return the organisations behind some items, in the order given, as named on their day."""
    days: set[tuple[int, date]] = {(each.id, each.on or asked.on) for each in items}
    names = names_at(actor=asked.actor, wanted=days, known=asked.known)
    return [OrgBehind(each, asked.on, names.get((each.id, each.on or asked.on))) for each in items]


def keys_of(asked: Asked, items: Sequence[Item], subject: Subject) -> list[str]:
    """Return the key of what stands behind each item, by day and name."""
    ordered = in_order(asked, items, subject)
    if subject == "org":
        return [each.name.uid for each in orgs_behind(asked, ordered) if each.name]
    act = act_known_on(asked.known)
    uids: dict[int, str] = {}
    for ids in chunks(each.id for each in ordered):
        rows = readable_identities(asked.actor, known=act).filter(person__in=ids)
        uids |= dict(rows.values_list("person", "person__uid"))
    return [uids[each.id] for each in ordered if each.id in uids]


def invented_among(asked: Asked, items: Iterable[Item], subject: Subject) -> int:
    """Count the items behind which stands who or what the demonstration made up."""
    given = [each.id for each in items]
    made_up: set[int] = set()
    for ids in chunks(given):
        if subject == "org":
            rows = readable_orgs(asked.actor).filter(pk__in=ids, invented=True)
            made_up.update(rows.values_list("pk", flat=True))
        else:
            persons = readable_persons(asked.actor).filter(pk__in=ids, invented=True)
            made_up.update(persons.values_list("pk", flat=True))
    return sum(each in made_up for each in given)
