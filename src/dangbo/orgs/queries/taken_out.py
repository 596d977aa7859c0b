"""Tell of an organisation that a correction has taken out of the register altogether."""

from datetime import date, timedelta
from typing import NamedTuple

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.orgs.access import last_believed_versions, readable_versions

DAY = timedelta(days=1)


class TakenOut(NamedTuple):
    """Its last name, the decision it rested on, and the last day on which it was believed in.

    There is no such day where it was recorded and taken out on the same one.
    """

    name: str
    basis: int
    corrected: date
    known: date | None


def taken_out(*, actor: Actor, org: int) -> TakenOut | None:
    """Return what was believed of an organisation in which nothing is believed any more."""
    rows = last_believed_versions(actor, known=None).filter(org=org)
    last = rows.select_related("voided_by").order_by("start").first()
    if last is None or last.voided_by is None:
        return None
    corrected = last.voided_by.recorded
    known = corrected - DAY
    believed = readable_versions(actor, known=act_known_on(known)).filter(org=org).exists()
    return TakenOut(last.name, last.basis_id, corrected, known if believed else None)
