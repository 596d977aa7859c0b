"""Say of which organisation figures are shown until one is chosen."""

from datetime import date

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.history.queries.committees import committees
from dangbo.orgs.access import paths_on, standing_within
from dangbo.orgs.queries.names import OrgName, names_on
from dangbo.rules.rights import MEMBER_READ


def first_org(*, actor: Actor, on: date, known: date | None = None) -> OrgName | None:
    """Return the first committee with a story that stands on a day, else the highest in sight.

    Of those where the actor may read members.
    """
    act = act_known_on(known)
    mine = standing_within(actor, act=MEMBER_READ, on=on, known=act)
    places = paths_on(actor, on=on, known=act).filter(mine)
    told = [each.org.id for each in committees(actor=actor, on=on, known=known)]
    standing = set(places.filter(org__in=told).values_list("org", flat=True))
    found = next((each for each in told if each in standing), None)
    if found is None:
        found = places.order_by("depth", "path").values_list("org", flat=True).first()
    return names_on(actor=actor, orgs=[found], on=on, known=known).get(found) if found else None
