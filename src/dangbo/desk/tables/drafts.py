"""List drafts, and tell what happened to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dangbo.accounts.access import Actor
from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.desk.enums import News, State
from dangbo.desk.phrases import sentence_of
from dangbo.desk.queries.directory import called
from dangbo.desk.queries.listing import DraftRow, NoticeRow
from dangbo.desk.queries.verdicts import told_findings
from dangbo.ui.parts import Act, Badge, Tone
from dangbo.ui.tables import Column

TONES: Mapping[str, Tone] = {
    State.OPEN: "note",
    State.SCHEDULED: "gold",
    State.SIGNED: "good",
    State.FAILED: "bad",
    State.DISCARDED: "plain",
}
NEWS_TONES: Mapping[str, str] = {
    News.SHARED: "note",
    News.CHANGED: "warn",
    News.APPLIED: "good",
    News.FAILED: "bad",
}


@dataclass(frozen=True)
class Notified:
    """What a person is told, as a box shows it."""

    tone: str
    title: str
    text: str
    rows: Sequence[str]
    acts: Sequence[Act]


def state_badge(state: str) -> Badge:
    """Return the mark of how far a draft has come."""
    return Badge(State(state).label, TONES[state])


def draft_title(row: DraftRow | NoticeRow) -> str:
    """Return what a draft is called, also before it has a title."""
    number = row.id if isinstance(row, DraftRow) else row.draft
    return row.title or _("Bản soạn số %(number)s") % {"number": number}


def moment_words(at: datetime) -> str:
    """Return a moment as officers write it."""
    return timezone.localtime(at).strftime("%H:%M %d/%m/%Y")


def draft_columns() -> list[Column]:
    """Return the columns of the list of drafts."""
    return [
        Column(
            "title",
            _("Bản soạn"),
            value=draft_title,
            url=lambda row: reverse("desk:draft", args=[row.id]),
            main=True,
            sortable=True,
        ),
        Column("state", _("Trạng thái"), value=lambda _row: "", badges=_badges),
        Column(
            "on",
            _("Ngày hiệu lực"),
            value=lambda row: format_day(row.on) if row.on else "–",
            sortable=True,
            whole=True,
        ),
        Column(
            "changes",
            _("Số thay đổi"),
            value=lambda row: format_number(row.changes),
            numeric=True,
            phone=False,
        ),
        Column("owner", _("Người soạn"), phone=False),
        Column(
            "changed",
            _("Sửa lần cuối"),
            value=lambda row: f"{moment_words(row.changed_at)} · {row.changed_by}",
            sortable=True,
        ),
    ]


def _badges(row: DraftRow) -> list[Badge]:
    return [state_badge(row.state)]


def notified(*, actor: Actor, row: NoticeRow, today: date) -> Notified:
    """Put into words what a person is told of a draft, with the way to it."""
    return Notified(
        tone=NEWS_TONES[row.news],
        title=f"{draft_title(row)}: {_news(row.news, row.facts)}",
        text=moment_words(row.at),
        rows=_details(actor, row, today),
        acts=_acts(row),
    )


def _news(news: str, facts: Mapping[str, Any]) -> str:
    if news == News.SHARED:
        by = {"by": facts.get("by", "")}
        if facts.get("may_write"):
            return _("%(by)s mời cùng soạn") % by
        return _("%(by)s mời xem") % by
    if news == News.CHANGED:
        count = int(facts.get("count", 0))
        return ngettext(
            "%(count)s tổ chức trong bản soạn vừa thay đổi, cần kiểm tra lại",
            "%(count)s tổ chức trong bản soạn vừa thay đổi, cần kiểm tra lại",
            count,
        ) % {"count": count}
    if news == News.APPLIED:
        return _("đã có hiệu lực và đã áp dụng")
    return _("đến ngày có hiệu lực thì không áp dụng được")


def _details(actor: Actor, row: NoticeRow, today: date) -> list[str]:
    if row.news == News.FAILED:
        told = told_findings(row.facts.get("findings", ()))
        return [sentence_of(found, names) for found, names in told]
    if row.news != News.CHANGED:
        return []
    keys = list(row.facts.get("orgs", ()))
    found = called(actor=actor, content={}, keys=keys, on=today)
    return [found[key].name for key in keys]


def _acts(row: NoticeRow) -> list[Act]:
    acts = [Act(_("Mở bản soạn"), reverse("desk:draft", args=[row.draft]))]
    decided = row.facts.get("act") if row.news == News.APPLIED else None
    if decided:
        acts.append(Act(_("Xem quyết định"), reverse("orgs:decision", args=[decided])))
    seen = f"{reverse('desk:seen')}?draft={row.draft}"
    return [*acts, Act(_("Đã xem"), seen, "check", post=True)]
