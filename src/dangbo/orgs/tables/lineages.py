"""List where an organisation came from and what it went into."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.orgs.queries import DecisionRow, Lineage, LineageLink
from dangbo.orgs.tables.parts import cited, day_short, decision_url, org_url, paper_words
from dangbo.ui.tables import Column


@dataclass(frozen=True)
class LinkRow:
    """One succession of a lineage in words."""

    link: LineageLink
    source: str
    source_uid: str
    result: str
    result_uid: str
    decision: DecisionRow | None


def link_rows(found: Lineage, decisions: Mapping[int, DecisionRow]) -> list[LinkRow]:
    """Return the successions of a lineage, newest first."""
    rows = []
    for link in sorted(found.links, key=lambda each: each.moment, reverse=True):
        source = found.names.get((link.source, link.on))
        result = found.names.get((link.result or 0, link.on))
        rows.append(
            LinkRow(
                link,
                source.name if source else _("(không rõ tên)"),
                source.uid if source else "",
                result.name if result else _("không nêu rõ nơi nhận"),
                result.uid if result else "",
                decisions.get(link.act),
            )
        )
    return rows


def link_columns() -> list[Column]:
    """Return the columns of a lineage."""
    return [
        Column(
            "source",
            lazy("Từ tổ chức"),
            main=True,
            url=lambda row: org_url(row.source_uid) if row.source_uid else "",
        ),
        Column("part", lazy("Phần"), value=lambda row: part_words(whole=row.link.whole)),
        Column(
            "result",
            lazy("Vào tổ chức"),
            url=lambda row: org_url(row.result_uid) if row.result_uid else "",
        ),
        Column("day", lazy("Ngày"), value=_day, url=_decision_url),
        Column("paper", lazy("Văn bản"), value=_paper, url=_paper_url, whole=True),
    ]


def part_words(*, whole: bool) -> str:
    """Say whether all of a source was handed on, or a part."""
    return _("toàn bộ") if whole else _("một phần")


def _day(row: LinkRow) -> str:
    return day_short(row.decision) if row.decision else format_day(row.link.on)


def _decision_url(row: LinkRow) -> str:
    return decision_url(row.decision) if row.decision else ""


def _paper(row: LinkRow) -> str:
    return paper_words(row.decision)


def _paper_url(row: LinkRow) -> str:
    return cited(row.decision).url
