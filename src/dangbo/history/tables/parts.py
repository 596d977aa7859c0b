"""Put the times, sources and values of statements into words and links."""

from collections.abc import Sequence
from typing import Final

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from dangbo.base.days import format_partial
from dangbo.base.numbers import format_number, format_published
from dangbo.history.phrases import FLAGS
from dangbo.history.queries import FigureRow, SourceRow
from dangbo.history.queries.times import When
from dangbo.orgs.tables.parts import short_day
from dangbo.ui.parts import Badge, Cited

TITLE_WORDS, PUBLISHER_WORDS = 14, 7
PERCENT: Final = "%"
AT_FAULT: Final = frozenset({"malformed", "conflict"})


def story_url(uid: str) -> str:
    """Return the address of a committee's story."""
    return reverse("history:committee", args=[uid])


def source_anchor(source: SourceRow) -> str:
    """Return the name of a source's place in the list of sources."""
    return f"nguon-{source.key}"


def source_url(uid: str, source: SourceRow) -> str:
    """Return the address of a source in the story of a committee."""
    return f"{story_url(uid)}#{source_anchor(source)}"


def source_name(source: SourceRow) -> str:
    """Return what a source is called in running text."""
    return Truncator(source.title).words(TITLE_WORDS, truncate="…")


def source_short(source: SourceRow) -> str:
    """Return who says so, for a narrow column."""
    return Truncator(source.publisher or source.title).words(PUBLISHER_WORDS, truncate="…")


def cited_sources(uid: str, sources: Sequence[SourceRow]) -> list[Cited]:
    """Cite the sources of a statement, each leading to its place in the list."""
    return [
        Cited(source_name(each), source_url(uid, each), published_words(each)) for each in sources
    ]


def published_words(source: SourceRow) -> str:
    """Return when a source came out, as exactly as it says."""
    day = source.published
    return short_day(day.first, day.precision, day.text) if day else ""


def published_in_full(source: SourceRow) -> str:
    """Return when a source came out, in its own words where the day was inferred."""
    return format_partial(source.published) if source.published else ""


def when_words(when: When | None) -> str:
    """Return the time of a statement for a narrow column."""
    if when is None:
        return _("không rõ ngày")
    return when.words if when.over else short_day(when.start, when.precision, when.text)


def words_of_day(when: When | None) -> str:
    """Return the words that a day was read from, where the day itself does not say them."""
    if when is None or not when.text or when.text in when_words(when):
        return ""
    return _("Ngày theo lời nguồn: %(words)s.") % {"words": when.text}


def value_words(row: FigureRow) -> str:
    """Return a published value with the word it was published with."""
    value = format_published(row.operator, row.value)
    return f"{value} %" if row.unit == PERCENT else value


def computed_words(row: FigureRow) -> str:
    """Return what the register counts and whether the figure allows it, or nothing."""
    if row.computed is None:
        return ""
    values = {"count": format_number(row.computed)}
    return (_("%(count)s, khớp") if row.agrees else _("%(count)s, khác")) % values


def flag_badges(row: FigureRow) -> list[Badge]:
    """Return the marks of a figure: misprinted, rounded, read in some way, contradicted."""
    badges = [
        Badge(FLAGS.get(flag, flag), "warn" if flag in AT_FAULT else "plain", row.reading)
        for flag in row.flags
    ]
    if row.agrees is False:
        badges.append(Badge(_("khác số sổ đếm"), "warn"))
    return badges
