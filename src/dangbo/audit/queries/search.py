"""Search the journal and the log of accesses, newest first, a page at a time."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final

from django.db import connection
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from dangbo.accounts.access import Actor
from dangbo.audit.access import readable_closings
from dangbo.audit.files.closings import Closed, stated
from dangbo.audit.models import Access, Act
from dangbo.audit.queries.hiding import shown_accesses, shown_acts
from dangbo.audit.queries.places import acts_in, branch_of, places_of
from dangbo.rules.rights import AUDIT_READ

PAGE: Final = 50


@dataclass(frozen=True)
class LogFilter:
    """What a log is narrowed to; empty fields narrow nothing."""

    since: date | None = None
    until: date | None = None
    actor: str = ""
    code: str = ""
    subject: str = ""
    text: str = ""
    org: str = ""


@dataclass(frozen=True)
class LogRow:
    """A row of either log as a list shows it.

    `place` is the organisation that it concerns, the first of `places` where there are several.
    """

    seq: int
    at: datetime
    day: date
    code: str
    actor: str
    role: str
    behalf: str
    origin: str
    kind: str = ""
    subject: str = ""
    place: str = ""
    places: tuple[str, ...] = ()
    reason: str = ""
    on: date | None = None
    corrects: int | None = None
    invented: bool = False
    payload: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    hash: str = ""


NO_FILTER: Final = LogFilter()

# Higher areas say which acts are about a subject: by its key, the numbers of the acts.
About = Callable[[str], Iterable[Any]]
_about: list[About] = []


def register_about(about: About) -> None:
    """Have the search for a subject ask `about` which acts concern it; call it in `ready()`."""
    if about not in _about:
        _about.append(about)


def acts(
    *,
    actor: Actor,
    narrowed: LogFilter = NO_FILTER,
    before: int | None = None,
    limit: int | None = PAGE,
) -> list[LogRow]:
    """List acts, the newest first, from below the number `before` on."""
    found = shown_acts(actor)
    if narrowed.since:
        found = found.filter(recorded__gte=narrowed.since)
    if narrowed.until:
        found = found.filter(recorded__lte=narrowed.until)
    if narrowed.subject:
        concerned = Q(paper=narrowed.subject)
        for about in _about:
            concerned |= Q(pk__in=about(narrowed.subject))
        found = found.filter(concerned)
    if narrowed.org:
        placed = Q(pk__in=[])
        for numbers in acts_in(narrowed.org):
            placed |= Q(pk__in=numbers)
        found = found.filter(placed)
    rows = _narrowed(found, narrowed, ("reason", "paper"), "params")
    return placed_rows([act_row(each) for each in _part(rows, before, limit)])


def accesses(
    *,
    actor: Actor,
    narrowed: LogFilter = NO_FILTER,
    before: int | None = None,
    limit: int | None = PAGE,
) -> list[LogRow]:
    """List accesses, the newest first, from below the number `before` on."""
    found = shown_accesses(actor)
    if narrowed.since:
        found = found.filter(day__gte=narrowed.since)
    if narrowed.until:
        found = found.filter(day__lte=narrowed.until)
    if narrowed.subject:
        found = found.filter(subject=narrowed.subject)
    if narrowed.org:
        found = found.filter(place__in=branch_of(narrowed.org))
    rows = _narrowed(found, narrowed, ("subject", "origin"), "facts")
    return [access_row(each) for each in _part(rows, before, limit)]


def may_read(actor: Actor) -> bool:
    """Say whether somebody may read the logs at all."""
    return actor.may(AUDIT_READ)


def seen_by(*, actor: Actor, kind: str, subject: str, limit: int = 10) -> list[LogRow]:
    """List who looked at a record last, the newest first."""
    rows = shown_accesses(actor).filter(subject=subject, kind=kind).order_by("-seq")
    return [access_row(each) for each in rows[:limit]]


def closings(*, actor: Actor, limit: int = 400) -> list[Closed]:
    """List the closings, the newest first."""
    return [stated(each) for each in readable_closings(actor).order_by("-seq")[:limit]]


def _part(rows: QuerySet[Any], before: int | None, limit: int | None) -> Iterable[Any]:
    if before is not None:
        rows = rows.filter(seq__lt=before)
    ordered = rows.order_by("-seq")
    return ordered.iterator(chunk_size=2_000) if limit is None else ordered[:limit]


def _narrowed(
    rows: QuerySet[Any], narrowed: LogFilter, texts: Iterable[str], held: str
) -> QuerySet[Any]:
    if narrowed.actor:
        rows = rows.filter(actor=narrowed.actor)
    if narrowed.code:
        rows = rows.filter(code=narrowed.code)
    if not narrowed.text:
        return rows
    text = narrowed.text
    # SQLite keeps JSON with its accents written as codes.
    kept = json.dumps(text)[1:-1] if connection.vendor == "sqlite" else text
    wanted = Q(held_text__icontains=kept)
    for name in texts:
        wanted |= Q(**{f"{name}__icontains": text})
    found: QuerySet[Any] = rows.annotate(held_text=Cast(held, TextField())).filter(wanted)
    return found


def act_row(act: Act) -> LogRow:
    """Return an act as a row of the log."""
    return LogRow(
        seq=act.seq,
        at=act.at,
        day=act.recorded,
        code=act.code,
        actor=act.actor,
        role=act.role,
        behalf=act.behalf,
        origin=act.origin,
        kind="paper" if act.paper else "",
        subject=act.paper,
        reason=act.reason,
        on=act.on,
        corrects=act.corrects_id,
        invented=act.invented,
        payload=act.payload,
        facts=act.params,
        hash=act.hash,
    )


def placed_rows(rows: Sequence[LogRow]) -> list[LogRow]:
    """Return acts with the organisations that they are on."""
    found = places_of(row.seq for row in rows)
    return [
        replace(row, place=found[row.seq][0], places=tuple(found[row.seq]))
        if row.seq in found
        else row
        for row in rows
    ]


def access_row(row: Access) -> LogRow:
    """Return an access as a row of the log."""
    return LogRow(
        seq=row.seq,
        at=row.at,
        day=row.day,
        code=row.code,
        actor=row.actor,
        role=row.role,
        behalf=row.behalf,
        origin=row.origin,
        kind=row.kind,
        subject=row.subject,
        place=row.place,
        facts=row.facts,
        hash=row.hash,
    )
