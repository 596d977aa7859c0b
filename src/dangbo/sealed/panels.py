"""Say on the page of a member which confidential records about him or her one reads oneself."""

from datetime import date
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.base.days import format_day
from dangbo.sealed.phrases.names import AREA, kind_name
from dangbo.sealed.queries.records import records_about
from dangbo.sealed.tables import record_url, state_badge
from dangbo.ui.panels import Panel
from dangbo.ui.parts import Moment


def member_panel(*, actor: Actor, subject: Any, on: date, known: date | None) -> Panel | None:
    """Show the records of a person that the actor reads; None for everybody else."""
    rows = records_about(actor=actor, person=subject.id, uid=subject.uid)
    if not rows:
        return None
    moments = [
        Moment(
            format_day(row.standing.opened_on),
            row.standing.title,
            kind_name(row.standing.kind),
            record_url(row.uid),
            icon="lock",
            badges=[state_badge(row.standing)],
        )
        for row in rows
    ]
    return Panel(AREA, "sealed/panel.html", {"moments": moments}, "sealed")
