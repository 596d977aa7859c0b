"""Tell a committee's story as moments, and list where it was read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.history.phrases import NOTES
from dangbo.history.queries import SourceRow, TimelineItem
from dangbo.history.queries.committees import CommitteeRow
from dangbo.history.tables.parts import cited_sources, story_url, when_words, words_of_day
from dangbo.orgs.phrases import kind_name
from dangbo.orgs.queries.telling import ToldChange
from dangbo.orgs.tables.moments import moment
from dangbo.orgs.tables.parts import marks
from dangbo.ui.parts import Badge, Moment, Tone
from dangbo.ui.tables import Column

KINDS: Final = {
    "decision": lazy("Quyết định"),
    "congress": lazy("Đại hội"),
    "leader": lazy("Cán bộ"),
    "note": lazy("Ghi chú"),
}
ICONS: Final = {"congress": "vote", "leader": "circle-user", "note": "quote"}
TONES: Final[dict[str, Tone]] = {"congress": "gold", "leader": "note"}


def story_moments(
    items: Iterable[TimelineItem], told: Mapping[int, Sequence[ToldChange]], uid: str, on: date
) -> list[Moment]:
    """Tell what is known to have happened, in the order given, each with its sources."""
    return [_moment(item, told, uid, on) for item in items]


def _moment(
    item: TimelineItem, told: Mapping[int, Sequence[ToldChange]], uid: str, on: date
) -> Moment:
    sources = cited_sources(uid, item.sources)
    if item.decision is not None:
        found = moment(item.decision, told.get(item.decision.act, ()), on)
        return replace(found, papers=[*found.papers, *sources])
    title, text = _words(item)
    return Moment(
        day=when_words(item.when),
        title=title,
        text=" ".join(filter(None, (text, words_of_day(item.when)))),
        papers=sources,
        icon=ICONS[item.kind],
        tone=TONES.get(item.kind, "plain"),
        badges=marks(invented=item.invented),
    )


def _words(item: TimelineItem) -> tuple[str, str]:
    """Return the title and the text; a note of no known kind is its own title."""
    if item.title:
        return item.title, item.detail
    return item.detail or str(NOTES.get(item.key, _("Ghi chú"))), ""


def sources_named(items: Iterable[Iterable[SourceRow]]) -> list[SourceRow]:
    """Return the sources that statements name, each once, in the order of their keys."""
    found = {source.key: source for sources in items for source in sources}
    return [found[key] for key in sorted(found)]


def committee_columns(on: date) -> list[Column]:
    """Return the columns of the committees that have a story."""

    def count(section: str) -> Column:
        titles = {
            "decisions": lazy("Quyết định"),
            "congresses": lazy("Đại hội"),
            "figures": lazy("Số liệu"),
            "sources": lazy("Nguồn"),
        }
        return Column(
            section,
            titles[section],
            numeric=True,
            value=lambda row: row.entries.get(section, 0),
        )

    return [
        Column("name", lazy("Cấp ủy"), main=True, value=_name, url=_url, badges=_badges),
        Column("kind", lazy("Loại hình"), value=lambda row: kind_name(row.org.kind, on)),
        count("decisions"),
        count("congresses"),
        count("figures"),
        count("sources"),
    ]


def _name(row: CommitteeRow) -> str:
    return row.org.name


def _url(row: CommitteeRow) -> str:
    return story_url(row.org.uid)


def _badges(row: CommitteeRow) -> list[Badge]:
    return marks(invented=row.org.invented)
