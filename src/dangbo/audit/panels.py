"""Say on the page of a record who looked at it."""

from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.audit.queries.own import readings_of
from dangbo.audit.queries.search import may_read, seen_by
from dangbo.audit.tables import seen_moment, viewing
from dangbo.ui.panels import Panel, Provider

SHOWN: Final = 10


def viewers_of(kind: str) -> Provider:
    """Return what says on the pages of a kind of subject who looked at it last."""

    def viewers(*, actor: Actor, subject: object, on: date, known: date | None) -> Panel | None:
        """Return the last to look at the subject; None for whoever may not read the log.

        Whose record it is sees who looked, but not from where or what was asked.
        """
        key = str(getattr(subject, "uid", ""))
        if actor.person is not None and actor.person == getattr(subject, "id", None):
            own = {
                "moments": [seen_moment(each) for each in readings_of(person=key, limit=SHOWN)],
                "all_url": reverse("audit:own"),
            }
            return Panel(_("Ai đã xem hồ sơ này"), "audit/viewers_panel.html", own, "viewers")
        if not may_read(actor):
            return None
        rows = seen_by(actor=actor, kind=kind, subject=key, limit=SHOWN)
        shown = {
            "moments": [viewing(each) for each in rows],
            "all_url": f"{reverse('audit:accesses')}?{urlencode({'doi_tuong': key})}",
        }
        return Panel(_("Ai đã xem hồ sơ này"), "audit/viewers_panel.html", shown, "viewers")

    return viewers
