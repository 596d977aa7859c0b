"""Say on the pages of other areas what signed drafts wait for."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.base.days import format_day
from dangbo.desk.queries.drafted import drafts_waiting
from dangbo.desk.tables.hanging import draft_lines
from dangbo.ui.panels import Panel


def waiting_panel(*, actor: Actor, subject: Any, on: date, known: date | None) -> Panel | None:
    """Return the signed drafts that take effect by a day and are not in its tree yet, or None."""
    waiting = drafts_waiting(actor=actor, by=on) if known is None else []
    if not waiting:
        return None
    title = _("Đã ký, chờ có hiệu lực đến ngày %(day)s, chưa tính vào cây này")
    return Panel(
        title % {"day": format_day(on)},
        "desk/waiting_panel.html",
        {"lines": draft_lines(waiting)},
        "waiting",
    )
