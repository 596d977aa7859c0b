"""Say on a decision's page what it rests on, what was corrected in it, and what it leaves out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dangbo.accounts.access import OPERATOR
from dangbo.base.days import format_day
from dangbo.orgs.queries import DecisionRow
from dangbo.orgs.queries.deciding import DecisionPage
from dangbo.orgs.queries.telling import Correction, ToldChange
from dangbo.orgs.tables.parts import cited, day_short, decision_url, paper_url, paper_words
from dangbo.papers.queries import PaperRow
from dangbo.ui.parts import Cited, Fact

DAY: Final = timedelta(days=1)


def title_of(row: DecisionRow) -> str:
    """Return what a decision goes by when it has no title: its paper, or its day."""
    if row.paper_number:
        return row.paper_number
    return _("Quyết định có hiệu lực %(day)s") % {"day": day_short(row)}


def facts_of_decision(page: DecisionPage) -> list[Fact]:
    """Return the paper of a decision, its day as exactly as it is known, and its entry."""
    row = page.row
    paper = cited(row)
    facts = [Fact(_("Văn bản"), paper_words(row), paper.url if row.paper_uid else "")]
    if row.paper_issuer:
        facts.append(Fact(_("Cơ quan ban hành"), row.paper_issuer))
    facts.append(Fact(_("Có hiệu lực"), day_short(row)))
    if row.on_text:
        facts.append(Fact(_("Ngày theo lời nguồn"), row.on_text))
    if page.reason:
        facts.append(Fact(_("Lý do, căn cứ khác"), page.reason))
    facts.append(Fact(_("Ghi vào sổ"), format_day(page.recorded)))
    facts.append(Fact(_("Người ghi"), _who(page.actor)))
    return facts


def _who(actor: str) -> str:
    return _("người vận hành máy chủ") if actor == OPERATOR.name else actor


@dataclass(frozen=True)
class CorrectionTold:
    """A correction in words, with its paper, and where to see what was known before it."""

    day: str
    text: str
    reason: str
    paper: Cited | None = None
    known_url: str = ""


def corrections_told(
    rows: Iterable[Correction], page: DecisionPage, papers: Mapping[str, PaperRow]
) -> list[CorrectionTold]:
    """Tell the acts that corrected a decision; `papers` are those they rest on, by uid."""
    return [_told(row, page, papers.get(row.paper)) for row in rows]


def _told(row: Correction, page: DecisionPage, paper: PaperRow | None) -> CorrectionTold:
    text = _sentence(row) % {
        "actor": _who(row.actor),
        "on": format_day(row.on) if row.on else "",
        "was": format_day(row.was) if row.was else "",
    }
    if row.others:
        text += " " + ngettext(
            "Cùng lúc đính chính %(others)s quyết định khác.",
            "Cùng lúc đính chính %(others)s quyết định khác.",
            row.others,
        ) % {"others": row.others}
    eve = row.recorded - DAY
    known = f"{decision_url(page.row)}?{urlencode({'known': eve.isoformat()})}"
    return CorrectionTold(
        day=format_day(row.recorded),
        text=text,
        reason=row.reason,
        paper=Cited(paper.citation, paper_url(paper.uid)) if paper else None,
        known_url=known if page.recorded <= eve else "",
    )


def _sentence(row: Correction) -> str:
    if row.on is None:
        return _("Hủy bỏ quyết định này trong sổ (người ghi: %(actor)s).")
    if row.was is None:
        return _("Khôi phục quyết định này, có hiệu lực từ %(on)s (người ghi: %(actor)s).")
    return _("Sửa ngày có hiệu lực từ %(was)s thành %(on)s (người ghi: %(actor)s).")


def unlisted_count(told: Iterable[ToldChange]) -> str:
    """Return how many organisations the decision speaks of that nobody listed, or nothing."""
    stated = [each.raw.get("unlisted") or each.raw for each in told if _is_unlisted(each)]
    return ", ".join(str(each.get("count") or _("một số")) for each in stated)


def _is_unlisted(told: ToldChange) -> bool:
    return told.raw["change"] == "unlisted" or bool(told.raw.get("unlisted"))
