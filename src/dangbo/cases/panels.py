"""Say on the pages of members and organisations which cases there are."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.accounts.access import Actor
from dangbo.base.days import format_day
from dangbo.cases.phrases.names import kind_name
from dangbo.cases.queries.boards import open_cases_in
from dangbo.cases.queries.rows import CaseRow, cases_of_person
from dangbo.cases.tables.boards import case_url, left_badges, stage_words
from dangbo.desk.queries.hanging import Hanging, HangingLine
from dangbo.orgs.queries import Standing
from dangbo.rules.rights import CASE_PREPARE
from dangbo.ui.panels import Panel
from dangbo.ui.parts import Act, Moment

SHOWN = 20


def member_panel(*, actor: Actor, subject: Any, on: date, known: date | None) -> Panel | None:
    """Show the cases of a person by the day, the latest first."""
    rows = cases_of_person(actor=actor, person=subject.id, on=on, known=known)
    return _panel(rows, on, _("Hồ sơ"), people=False) if rows else None


def org_panel(*, actor: Actor, subject: Standing, on: date, known: date | None) -> Panel | None:
    """Show the cases that run in an organisation and below it on the day."""
    rows = open_cases_in(actor=actor, orgs=[subject.id], on=on, known=known)
    if not rows:
        return None
    title = _("Hồ sơ đảng viên đang giải quyết (%(count)s)") % {"count": len(rows)}
    url = f"{reverse('cases:home')}?to_chuc={subject.uid}"
    return _panel(rows, on, title, people=True, url=url)


def _panel(rows: Sequence[CaseRow], on: date, title: str, *, people: bool, url: str = "") -> Panel:
    moments = [
        Moment(
            format_day(row.due.due if row.due else row.opened_on),
            f"{row.person.name}: {kind_name(row.kind)}" if people else kind_name(row.kind),
            text=stage_words(row),
            url=case_url(row.id),
            icon="workflow",
            tone="warn" if row.is_overdue(on) else "plain",
            badges=left_badges(row, on),
        )
        for row in rows[:SHOWN]
    ]
    context = {"moments": moments, "left": max(len(rows) - SHOWN, 0), "url": url}
    return Panel(title, "cases/panel.html", context, "cases")


def offer_case(*, actor: Actor, subject: Any) -> Act | None:
    """Offer to open a case of a member."""
    if not actor.may(CASE_PREPARE):
        return None
    return Act(lazy("Mở hồ sơ"), f"{reverse('cases:choose')}?nguoi={subject.uid}", "workflow")


def cases_hanging(*, actor: Actor, orgs: Collection[int], on: date) -> Hanging | None:
    """Say which running cases are in organisations that a decision touches; they go along."""
    rows = open_cases_in(actor=actor, orgs=orgs, on=on)
    if not rows:
        return None
    lines = [
        HangingLine(f"{row.person.name}: {kind_name(row.kind)}", case_url(row.id))
        for row in rows[:SHOWN]
    ]
    title = _("Hồ sơ đảng viên đang giải quyết; hồ sơ đi theo đảng viên và chi bộ")
    return Hanging(title, len(rows), reverse("cases:home"), lines)
