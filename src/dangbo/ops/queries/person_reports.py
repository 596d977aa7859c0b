"""Gather everything that is held about one member, from every table that refers to him or her."""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from django.db.models import Field, ForeignKey, Model, TextField
from django.db.models.functions import Cast

from dangbo.accounts.access import Actor
from dangbo.audit.access import acts_by_seq
from dangbo.audit.models import Act
from dangbo.audit.queries.search import seen_by
from dangbo.base.secrets import SecretsError, unseal
from dangbo.desk.models import Draft
from dangbo.intake.queries.looking import origins_of
from dangbo.members.access import person_by_uid
from dangbo.members.models import Carry, Event, Person, Sheet
from dangbo.members.queries.journal import Journal
from dangbo.members.queries.sheets import photo_of
from dangbo.ops.access import every
from dangbo.orgs.models import Org
from dangbo.orgs.queries import names_on

# What refers to a person through these belongs to others, or is told in a section of its own.
BEYOND: Final = frozenset({"accounts", "audit"})
# How rows are found and sorted says nothing that is not beside it.
DERIVED: Final = ("_sort", "_folded", "lookup")
MOST: Final = 100_000
SEALED: Final = frozenset({"sealed"})
Row = dict[str, Any]


def person_report(*, actor: Actor, uid: str, today: date) -> dict[str, Any]:
    """Return all that is held about a person, opened; what cannot be opened says so."""
    person = person_by_uid(actor, uid)
    rows = dict(rows_about(person))
    journal = Journal()
    return {
        "person": {"key": uid, "invented": person.invented, "forgotten": not person.key},
        "made": today.isoformat(),
        "tables": {
            model._meta.label: [_row(each, person) for each in found]
            for model, found in rows.items()
        },
        "photo": _photo(actor, uid),
        "journal": _acts(rows),
        "stated": [
            {"act": event.act_id, "position": event.position, **opened}
            for event in rows.get(Event, ())
            if isinstance(event, Event)
            and (opened := _opened(journal.sealed_of(event.act_id, event.position), person))
        ],
        "lists": [each._asdict() for each in origins_of(actor=actor, person=uid)],
        "carried": _carried(person),
        "drafts": _drafts(uid),
        "readings": [
            asdict(each) for each in seen_by(actor=actor, kind="member", subject=uid, limit=MOST)
        ],
        "organisations": _orgs(actor, rows.values(), today),
    }


def rows_about(person: Person) -> Iterator[tuple[type[Model], list[Model]]]:
    """Yield the rows that refer to a person, then those that refer to them, table by table."""
    ahead: list[tuple[type[Model], list[Any]]] = [(Person, [person.pk])]
    passed: set[type[Model]] = {Person}
    while ahead:
        model, keys = ahead.pop(0)
        for source, field in _referring(model):
            if source in passed:
                continue
            rows = list(every(source).filter(**{f"{field.name}__in": keys}).order_by("pk"))
            if rows:
                passed.add(source)
                ahead.append((source, [row.pk for row in rows]))
                yield source, rows


def _referring(model: type[Model]) -> Iterator[tuple[type[Model], "Field[Any, Any]"]]:
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and relation.one_to_many and not relation.concrete):
            continue
        source = relation.related_model
        if isinstance(source, type) and source._meta.app_label not in BEYOND:
            yield source, relation.remote_field  # type: ignore[misc]  # a field, not its far side


def _row(row: Model, person: Person) -> Row:
    told: Row = {}
    for field in row._meta.local_concrete_fields:
        value = field.value_from_object(row)
        if field.name.endswith(DERIVED):
            continue
        if value and is_sealed(row, field.name):
            value = _open(str(value), person)
        told[field.attname] = value
    return told


def is_sealed(row: Model, name: str) -> bool:
    """Say whether a column of a row is sealed under the key of its person."""
    return name in SEALED or (isinstance(row, Sheet) and name == "body")


def seals_of(row: Model) -> list[str]:
    """Return the names of the columns of a row that hold something sealed."""
    names = [field.name for field in row._meta.local_concrete_fields]
    return [name for name in names if is_sealed(row, name) and getattr(row, name)]


def _open(token: str, person: Person) -> Any:
    try:
        text = unseal(person.key, token)
    except SecretsError:
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text


def _opened(sealed: Any, person: Person) -> Row:
    return {name: _open(str(token), person) for name, token in dict(sealed).items()}


def _photo(actor: Actor, uid: str) -> Row | None:
    photo = photo_of(actor=actor, uid=uid)
    if photo is None:
        return None
    return {"type": photo.media_type, "content": b64encode(photo.content).decode("ascii")}


def _acts(rows: dict[type[Model], list[Model]]) -> list[Row]:
    """Return the acts on which the rows rest, without what they say of others."""
    seqs = {
        value
        for found in rows.values()
        for row in found
        for field in row._meta.local_concrete_fields
        if isinstance(field, ForeignKey)
        and field.related_model is Act
        and (value := field.value_from_object(row))
    }
    names = ("seq", "at", "recorded", "actor", "code", "on", "paper", "reason")
    acts = acts_by_seq(seqs)
    return [{name: getattr(acts[seq], name) for name in names} for seq in sorted(acts)]


def _carried(person: Person) -> list[Row]:
    """Return the decisions that name the person among those who go along with an organisation."""
    rows = every(Carry).exclude(persons=None).order_by("pk")
    return [
        {"act": act, "on": on, "source": source, "result": result}
        for act, on, source, result, persons in rows.values_list(
            "act", "on", "source", "result", "persons"
        ).iterator(chunk_size=500)
        if person.pk in (persons or ())
    ]


def _drafts(uid: str) -> list[Row]:
    """Return the drafts that name the person."""
    rows = every(Draft).annotate(text=Cast("content", TextField()))
    named = rows.filter(text__contains=json.dumps(uid)).order_by("pk")
    return [dict(row) for row in named.values("pk", "title", "state", "changed_at")]


def _orgs(actor: Actor, rows: Iterable[list[Model]], today: date) -> list[Row]:
    """Return what the organisations are called that the rows name by number."""
    ids = {
        value
        for found in rows
        for row in found
        for field in row._meta.local_concrete_fields
        if isinstance(field, ForeignKey)
        and field.related_model is Org
        and (value := field.value_from_object(row))
    }
    names = names_on(actor=actor, orgs=ids, on=today)
    keys = dict(every(Org).filter(pk__in=ids).values_list("pk", "uid"))
    return [
        {"number": pk, "key": keys[pk], "name": names[pk].name if pk in names else ""}
        for pk in sorted(keys)
    ]
