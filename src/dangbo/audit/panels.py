"""Say on the page of a record who looked at it."""

from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.audit.queries.search import may_read, seen_by
from dangbo.audit.tables import viewing
from dangbo.ui.panels import Panel, Provider

SHOWN: Final = 10


def viewers_of(kind: str) -> Provider:
    """Return what says on the pages of a kind of subject who looked at it last."""

    def viewers(*, actor: Actor, subject: object, on: date, known: date | None) -> Panel | None:
        """Return the last to look at the subject; None for whoever may not read the log."""
        if not may_read(actor):
            return None
        key = str(getattr(subject, "uid", ""))
        rows = seen_by(actor=actor, kind=kind, subject=key, limit=SHOWN)
        shown = {
            "moments": [viewing(each) for each in rows],
            "all_url": f"{reverse('audit:accesses')}?{urlencode({'doi_tuong': key})}",
        }
        return Panel(_("Ai đã xem hồ sơ này"), "audit/viewers_panel.html", shown, "viewers")

    return viewers
