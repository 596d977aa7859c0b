"""Turn published figures into rows, and what they say against each other into findings."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.history.phrases import FLAGS
from dangbo.history.queries import FigureFinding, FigureRow, Figures
from dangbo.history.tables.parts import (
    computed_words,
    flag_badges,
    source_short,
    source_url,
    value_words,
    when_words,
)
from dangbo.ui.parts import Finding
from dangbo.ui.tables import Column

TO_MIND: Final = frozenset({"LEFT_OVER"})


def figure_columns(uid: str) -> list[Column]:
    """Return the columns of the published figures of a committee."""
    return [
        Column("name", lazy("Chỉ tiêu"), main=True, sortable=True, badges=flag_badges),
        Column("when", lazy("Thời điểm"), sortable=True, value=lambda row: when_words(row.when)),
        Column(
            "value",
            lazy("Số công bố"),
            numeric=True,
            sortable=True,
            value=value_words,
        ),
        Column("unit", lazy("Đơn vị")),
        Column("printed", lazy("Như in"), value=lambda row: row.as_printed),
        Column("computed", lazy("Sổ đếm"), value=computed_words, whole=True),
        Column(
            "source",
            lazy("Nguồn"),
            value=lambda row: "; ".join(source_short(each) for each in row.sources),
            url=lambda row: source_url(uid, row.sources[0]) if row.sources else "",
        ),
        Column("reading", lazy("Cách hiểu"), shown=False),
        Column("flags", lazy("Đánh dấu"), shown=False, value=_flags),
        Column("note", lazy("Ghi chú"), shown=False),
    ]


def _flags(row: FigureRow) -> str:
    return ", ".join(str(FLAGS.get(flag, flag)) for flag in row.flags)


def sorted_figures(rows: Iterable[FigureRow], key: str, *, descending: bool) -> list[FigureRow]:
    """Put figures in the order asked for; equals stay in the order of time."""
    found = sorted(rows, key=lambda row: (row.when.start, row.key))
    if key == "name":
        found.sort(key=lambda row: row.name)
    elif key == "value":
        found.sort(key=lambda row: row.value)
    return found[::-1] if descending else found


def findings_of(found: Iterable[FigureFinding], figures: Figures) -> list[Finding]:
    """Return what figures say of each other: what is wrong first, what agrees last."""
    rows = {row.key: row for row in figures.rows}
    told = [_finding(each, rows) for each in found]
    spoken_of = {key for each in found if each.against for key in each.keys}
    told += [
        _stated_conflict(row)
        for row in figures.rows
        if "conflict" in row.flags and row.key not in spoken_of
    ]
    return sorted(told, key=lambda each: each.level != "warning")


def _finding(each: FigureFinding, rows: dict[str, FigureRow]) -> Finding:
    row = rows[each.keys[0]]
    to_mind = each.against or each.code in TO_MIND
    printed = _("Nguồn in “%(printed)s”.") % {"printed": row.as_printed} if row.as_printed else ""
    reason = " ".join(filter(None, (printed, _sentence(row.reading))))
    level: Literal["warning", "note"] = "warning" if to_mind else "note"
    return Finding(level, each.text, remedy=reason if each.against else "")


def _stated_conflict(row: FigureRow) -> Finding:
    values = {"name": row.name, "when": row.when.words, "printed": row.as_printed}
    text = _("%(name)s (%(when)s): nguồn in “%(printed)s”, trái với chỗ khác.") % values
    return Finding("warning", text, remedy=_sentence(row.reading or row.note))


def _sentence(text: str) -> str:
    """Return a remark as a sentence."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text else ""


def plain(value: Decimal) -> int | float:
    """Return a value as charts and files take it."""
    return int(value) if value == value.to_integral_value() else float(value)
