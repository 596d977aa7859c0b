"""Add to the page of an organisation what sources state about it."""

from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.history.phrases import CONGRESS_KINDS, NOTES
from dangbo.history.queries import FigureRow, congresses_of, figures_of, leaders_of, notes_of
from dangbo.history.queries.handovers import handovers
from dangbo.history.tables.charts import CELLS, MEMBERS, ORGS
from dangbo.history.tables.handovers import moment_of
from dangbo.history.tables.parts import (
    cited_sources,
    computed_words,
    flag_badges,
    value_words,
    when_words,
)
from dangbo.orgs.queries import Standing
from dangbo.orgs.tables.parts import marks
from dangbo.ui.panels import Panel
from dangbo.ui.parts import Moment

MAIN: Final = {*ORGS, *CELLS, *MEMBERS}
MOST: Final = 12
MOST_NOTES: Final = 4
NOT_KNOWN: Final = frozenset({"end_not_known", "gap_not_known"})


def figures_panel(*, actor: Actor, subject: Standing, on: date, known: date | None) -> Panel | None:
    """Show the main published figures up to the day, newest first, with their sources."""
    rows = figures_of(actor=actor, org=subject.id, on=on, known=known).rows
    if not rows:
        return None
    main = [row for row in rows if row.indicator in MAIN] or list(rows)
    context = {
        "lines": [_line(row, subject.uid) for row in reversed(main[-MOST:])],
        "count": len(rows),
        "uid": subject.uid,
    }
    return Panel(_("Số liệu đã công bố"), "history/figures_panel.html", context, "figures")


def _line(row: FigureRow, uid: str) -> dict[str, Any]:
    return {
        "name": row.name,
        "when": when_words(row.when),
        "value": value_words(row),
        "computed": computed_words(row),
        "badges": flag_badges(row),
        "sources": cited_sources(uid, row.sources),
    }


def congresses_panel(
    *, actor: Actor, subject: Standing, on: date, known: date | None
) -> Panel | None:
    """Show the congresses up to the day, newest first, with what was counted there."""
    rows = congresses_of(actor=actor, org=subject.id, on=on, known=known)
    if not rows:
        return None
    moments = [
        Moment(
            day=when_words(row.when),
            title=f"{CONGRESS_KINDS[row.kind]} {row.ordinal}",
            text=_("Nhiệm kỳ %(term)s.") % {"term": row.term} if row.term else "",
            details=[f"{name}: {count}" for name, count in row.results.items()],
            papers=cited_sources(subject.uid, row.sources),
            icon="vote",
            tone="gold",
            badges=marks(invented=row.invented),
        )
        for row in reversed(rows)
    ]
    return Panel(_("Đại hội"), "history/moments_panel.html", {"moments": moments}, "congresses")


def leaders_panel(*, actor: Actor, subject: Standing, on: date, known: date | None) -> Panel | None:
    """Show who is named in which post up to the day, newest first."""
    rows = leaders_of(actor=actor, org=subject.id, on=on, known=known)
    if not rows:
        return None
    moments = [
        Moment(
            day=when_words(row.when),
            title=row.person,
            text=row.post,
            papers=cited_sources(subject.uid, row.sources),
            icon="circle-user",
            badges=marks(invented=row.invented),
        )
        for row in reversed(rows)
    ]
    title = _("Cán bộ được các nguồn nêu tên")
    return Panel(title, "history/moments_panel.html", {"moments": moments}, "leaders")


def notes_panel(*, actor: Actor, subject: Standing, on: date, known: date | None) -> Panel | None:
    """Show a few of the remarks up to the day, what is not known first; the story has them all."""
    rows = notes_of(actor=actor, org=subject.id, on=on, known=known)
    if not rows:
        return None
    moments = [
        Moment(
            day=when_words(row.when),
            title=NOTES.get(row.code, "") or row.text,
            text=row.text if NOTES.get(row.code) else "",
            papers=cited_sources(subject.uid, row.sources),
            icon="quote",
            tone="warn" if row.code in NOT_KNOWN else "plain",
            badges=marks(invented=row.invented),
        )
        for row in sorted(rows, key=lambda row: row.code not in NOT_KNOWN)[:MOST_NOTES]
    ]
    context = {"moments": moments, "left": len(rows) - len(moments), "uid": subject.uid}
    return Panel(_("Ghi chú của các nguồn"), "history/moments_panel.html", context, "notes")


def handovers_panel(
    *, actor: Actor, subject: Standing, on: date, known: date | None
) -> Panel | None:
    """Show where the organisation was handed over to or came from, on whatever day one looks."""
    rows = handovers(actor=actor, org=subject.id, known=known)
    if not rows:
        return None
    context = {"moments": [moment_of(row) for row in rows]}
    return Panel(_("Bàn giao, tiếp nhận"), "history/moments_panel.html", context, "handovers")
