"""Record where an organisation has its office from a day on, and take such a record back."""

from datetime import date

from django.db import transaction
from django.shortcuts import get_object_or_404

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.base.vietnamese import nfc
from dangbo.orgs.access import ask_over, every
from dangbo.orgs.models import OrgPath, Place
from dangbo.orgs.replay import BELIEVED
from dangbo.rules.org_places import Coordinates, verdict_on_place
from dangbo.rules.rights import ORG_CHANGE
from dangbo.rules.verdicts import RuleError, Verdict, finding

RECORDED, VOIDED = "places.recorded", "places.voided"


@transaction.atomic
def record_place(
    *,
    actor: Actor,
    org: int,
    on: date,
    at: Coordinates | None,
    address: str = "",
    paper: str = "",
    reason: str = "",
    recorded: date | None = None,
    invented: bool = False,
) -> Act:
    """Record the place of an organisation from a day on; what was said of that day is replaced."""
    ask_over(actor, ORG_CHANGE, [org], on=on)
    hold_journal()
    cited = bool(paper or reason.strip())
    clean = nfc(address.strip())
    foresee_place(actor=actor, org=org, on=on, at=at, address=clean, cited=cited).require()
    latitude, longitude = (str(each) for each in at) if at else ("", "")
    params = {"org": org, "latitude": latitude, "longitude": longitude, "address": clean}
    act = record(
        actor=actor,
        code=RECORDED,
        on=on,
        paper=paper,
        reason=reason.strip(),
        params=params,
        recorded=recorded,
        invented=invented,
    )
    every(Place).filter(BELIEVED, org=org, on=on).update(voided_by=act)
    every(Place).create(
        org_id=org,
        act=act,
        on=on,
        latitude=at.latitude if at else None,
        longitude=at.longitude if at else None,
        address=clean,
        opened_by=act,
    )
    return act


def foresee_place(
    *, actor: Actor, org: int, on: date, at: Coordinates | None, address: str, cited: bool
) -> Verdict:
    """Return every reason and warning about a place, writing nothing."""
    ask_over(actor, ORG_CHANGE, [org], on=on)
    spans = every(OrgPath).filter(BELIEVED, org=org, start__lte=on)
    stands = spans.exclude(end__lte=on).exists()
    return verdict_on_place(
        org=org, on=on, stands=stands, at=at, address=address.strip(), cited=cited
    )


@transaction.atomic
def take_place_back(*, actor: Actor, org: int, on: date, reason: str) -> Act:
    """Take back what was recorded of a day: what was said of the days before holds on."""
    ask_over(actor, ORG_CHANGE, [org])
    if not reason.strip():
        raise RuleError(Verdict(against=(finding("PLACE_NO_REASON"),)))
    hold_journal()
    row = get_object_or_404(every(Place), BELIEVED, org=org, on=on)
    act = record(actor=actor, code=VOIDED, on=on, reason=reason.strip(), params={"org": org})
    every(Place).filter(pk=row.pk).update(voided_by=act)
    return act
