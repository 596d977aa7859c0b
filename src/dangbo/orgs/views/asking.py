"""Read from a request who asks, about which day, and about which organisation."""

from datetime import date
from typing import TypedDict

from dangbo.accounts.access import Actor
from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.access import org_by_uid
from dangbo.orgs.queries.names import OrgName


class OnDay(TypedDict):
    """Who asks, and the two clocks of the question."""

    actor: Actor
    on: date
    known: date | None


class AllTime(TypedDict):
    """Who asks a question about all time, as known on a day."""

    actor: Actor
    known: date | None


def on_day(request: ActorRequest) -> OnDay:
    """Return the keywords of a question about the day of this request."""
    return OnDay(actor=request.actor, on=request.as_of.on, known=request.as_of.known)


def all_time(request: ActorRequest) -> AllTime:
    """Return the keywords of a question about all time."""
    return AllTime(actor=request.actor, known=request.as_of.known)


def org_of(request: ActorRequest, uid: str) -> OrgName:
    """Return the organisation of an address; 404 where there is none that may be read."""
    org = org_by_uid(request.actor, uid)
    return OrgName(org.pk, org.uid, "", org.invented)
