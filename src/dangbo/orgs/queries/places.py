"""Tell where organisations have their offices, as the office gave it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on, acts_by_seq
from dangbo.orgs.access import chunks, paths_on, readable_places, under
from dangbo.orgs.models import Place
from dangbo.rules.org_places import Coordinates

FIELDS = ("org", "act", "on", "latitude", "longitude", "address")


@dataclass(frozen=True)
class PlaceRow:
    """A place from a day on, with the act that gave it; without degrees and address: none known."""

    org: int
    act: int
    on: date
    at: Coordinates | None
    address: str
    paper: str = ""
    reason: str = ""


def place_of(*, actor: Actor, org: int, on: date, known: date | None = None) -> PlaceRow | None:
    """Return the place of an organisation on a day, or None where none is known."""
    rows = readable_places(actor, known=act_known_on(known)).filter(org=org, on__lte=on)
    found = _told(rows.order_by("-on")[:1])
    return found[0] if found and (found[0].at or found[0].address) else None


def places_of(*, actor: Actor, org: int, known: date | None = None) -> list[PlaceRow]:
    """Return every place that an organisation ever had, the latest first."""
    rows = readable_places(actor, known=act_known_on(known)).filter(org=org)
    return _told(rows.order_by("-on"))


def places_within(
    *, actor: Actor, org: int, on: date, known: date | None = None
) -> dict[int, PlaceRow]:
    """Return the places on a day of an organisation and all below it that have degrees."""
    act = act_known_on(known)
    paths = paths_on(actor, on=on, known=act)
    own = paths.filter(org=org).values_list("path", flat=True).first()
    if own is None:
        return {}
    inside = paths.filter(under((own,))).values("org")
    rows = readable_places(actor, known=act).filter(org__in=inside, on__lte=on)
    last = {row.org: row for row in map(_row, rows.order_by("on").values_list(*FIELDS))}
    return {org: row for org, row in last.items() if row.at is not None}


def _told(rows: QuerySet[Place]) -> list[PlaceRow]:
    found = [_row(values) for values in rows.values_list(*FIELDS)]
    acts = _acts(each.act for each in found)
    return [
        PlaceRow(
            each.org,
            each.act,
            each.on,
            each.at,
            each.address,
            acts[each.act].paper,
            acts[each.act].reason,
        )
        for each in found
    ]


def _acts(seqs: Iterable[int]) -> dict[int, Any]:
    found: dict[int, Any] = {}
    for ids in chunks(seqs):
        found |= acts_by_seq(ids)
    return found


def _row(values: tuple[Any, ...]) -> PlaceRow:
    org, act, on, latitude, longitude, address = values
    at = None if latitude is None else Coordinates(latitude, longitude)
    return PlaceRow(org, act, on, at, address)
