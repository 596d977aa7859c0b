"""Find the names of the persons and organisations that findings speak of."""

from collections.abc import Iterable

from dangbo.accounts.middleware import ActorRequest
from dangbo.members.phrases import Called
from dangbo.members.phrases.findings import spoken_of
from dangbo.members.queries.meanwhile import names_of_persons, recorded_since
from dangbo.members.tables.acting import orgs_in, recent_told
from dangbo.orgs.queries import names_on
from dangbo.rules.verdicts import Finding


def called_in(request: ActorRequest, findings: Iterable[Finding]) -> Called:
    """Return what those are called of whom findings speak."""
    persons, orgs = spoken_of(findings)
    named = names_on(actor=request.actor, orgs=orgs, on=request.as_of.today) if orgs else {}
    return Called(
        names_of_persons(actor=request.actor, persons=persons) if persons else {},
        {org: each.name for org, each in named.items()},
    )


def recent_in(request: ActorRequest, *, uid: str, since: int) -> list[str]:
    """Return what others recorded of a person since a page was made, in sentences."""
    newer = recorded_since(actor=request.actor, uid=uid, since=since)
    orgs = orgs_in(newer)
    named = names_on(actor=request.actor, orgs=orgs, on=request.as_of.today) if orgs else {}
    return recent_told(newer, {org: each.name for org, each in named.items()})
