"""Say on the pages of other areas what is drafted, and what signed drafts wait for."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.base.days import format_day
from dangbo.desk.queries.drafted import drafts_waiting
from dangbo.desk.queries.listing import drafts_naming
from dangbo.desk.tables.drafts import draft_title, moment_words, state_badge
from dangbo.desk.tables.hanging import draft_lines
from dangbo.ui.panels import Panel
from dangbo.ui.parts import Moment


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


def drafts_panel(*, actor: Actor, subject: Any, on: date, known: date | None) -> Panel | None:
    """Return the actor's drafts under way that name an organisation, or None."""
    rows = drafts_naming(actor=actor, org=subject.uid) if actor.user_id else []
    if not rows:
        return None
    moments = [
        Moment(
            format_day(row.on) if row.on else "–",
            draft_title(row),
            text=_("sửa lần cuối %(moment)s · %(name)s")
            % {"moment": moment_words(row.changed_at), "name": row.changed_by},
            url=reverse("desk:draft", args=[row.id]),
            icon="square-pen",
            badges=[state_badge(row.state)],
        )
        for row in rows
    ]
    return Panel(
        _("Bản soạn có tổ chức này"), "desk/org_panel.html", {"moments": moments}, "drafts"
    )
