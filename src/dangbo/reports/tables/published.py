"""Lay out published figures beside counted ones: a table, a file, and marks on a course."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.history.queries import FigureRow
from dangbo.history.queries.times import When
from dangbo.history.tables.charts import MARKS
from dangbo.history.tables.figures import plain
from dangbo.history.tables.parts import source_short, source_url, when_words
from dangbo.reports.phrases import name_of
from dangbo.reports.phrases.periods import period_name
from dangbo.reports.phrases.published import outcome_name
from dangbo.reports.queries import Moment
from dangbo.reports.queries.published import Beside
from dangbo.reports.tables.addresses import cell_url, page_url
from dangbo.reports.tables.overview import has_list
from dangbo.reports.tables.published_words import (
    computed_words,
    precision_words,
    reasons,
    stated_words,
)
from dangbo.rules.published import Operator
from dangbo.rules.published_verdicts import Outcome
from dangbo.rules.reporting_periods import Period, Step
from dangbo.ui.parts import Badge, Chart, Tone
from dangbo.ui.tables import Column

TONES: Final[Mapping[Outcome, Tone]] = {
    Outcome.IMPOSSIBLE: "bad",
    Outcome.CONFLICTS: "warn",
    Outcome.ROUNDED: "good",
    Outcome.AGREES: "good",
    Outcome.UNKNOWN: "plain",
}
ORDER: Final = list(Outcome)


@dataclass(frozen=True)
class Told:
    """A published figure with its judgement in words; `org` is the key of the organisation."""

    beside: Beside
    org: str
    why: Sequence[str]

    @property
    def row(self) -> FigureRow:
        """Return the figure as published."""
        return self.beside.row

    @property
    def list_url(self) -> str:
        """Return the list of those counted, on the day of the figure."""
        each = self.beside
        if each.indicator is None or each.asked is None or not has_list(each.value):
            return ""
        return cell_url(each.indicator.code, self.org, each.asked)


def told(found: Sequence[Beside], org: str) -> list[Told]:
    """Put the judgement of each figure into words."""
    rows = {each.row.key: each.row for each in found}
    return [Told(each, org, reasons(each, rows)) for each in found]


def sorted_told(rows: Iterable[Told], key: str, *, descending: bool) -> list[Told]:
    """Put figures in the order asked for; equals stay in the order of time."""
    found = sorted(rows, key=lambda each: (each.row.when.start, each.row.key))
    if key == "name":
        found.sort(key=lambda each: each.row.name)
    elif key == "value":
        found.sort(key=lambda each: each.row.value)
    elif key == "outcome":
        found.sort(key=lambda each: ORDER.index(each.beside.outcome))
    return found[::-1] if descending else found


def shown_columns() -> list[Column]:
    """Return the columns of the page."""
    return [
        Column(
            "name", lazy("Chỉ tiêu"), lambda each: each.row.name, _page, sortable=True, main=True
        ),
        *_stated_columns(),
        Column("computed", lazy("Sổ đếm"), value=_linked, numeric=True, whole=True),
        Column(
            "outcome",
            lazy("Kết luận"),
            value=lambda _each: "",
            badges=lambda each: [outcome_badge(each.beside.outcome)],
            sortable=True,
        ),
        Column("why", lazy("Vì sao"), value=lambda each: " ".join(each.why)),
        _source_column(),
        *_more_columns(shown=False),
    ]


def brief_columns() -> list[Column]:
    """Return the columns on the page of one indicator."""
    wanted = {"when", "value", "computed", "outcome", "why", "source"}
    found = [each for each in shown_columns() if each.key in wanted]
    return [replace(each, main=each.key == "when", sortable=False) for each in found]


def kept_columns() -> list[Column]:
    """Return the columns of the file: numbers as numbers, and every word."""
    return [
        Column("name", lazy("Chỉ tiêu"), value=lambda each: each.row.name, main=True),
        *_stated_columns(),
        Column("number", lazy("Số"), value=lambda each: plain(each.row.value)),
        Column("computed", lazy("Sổ đếm"), value=_plain_count),
        Column("outcome", lazy("Kết luận"), value=lambda each: outcome_name(each.beside.outcome)),
        Column("why", lazy("Vì sao"), value=lambda each: " ".join(each.why)),
        _source_column(),
        *_more_columns(shown=True),
    ]


def _stated_columns() -> list[Column]:
    return [
        Column("when", lazy("Thời điểm"), lambda each: when_words(each.row.when), sortable=True),
        Column(
            "value",
            lazy("Công bố"),
            value=lambda each: stated_words(each.row),
            sortable=True,
            numeric=True,
            whole=True,
        ),
    ]


def _source_column() -> Column:
    def url(each: Told) -> str:
        return source_url(each.org, each.row.sources[0]) if each.row.sources else ""

    return Column(
        "source",
        lazy("Nguồn"),
        value=lambda each: "; ".join(source_short(source) for source in each.row.sources),
        url=url,
    )


def _more_columns(*, shown: bool) -> list[Column]:
    return [
        Column("unit", lazy("Đơn vị"), value=lambda each: each.row.unit, shown=shown),
        Column(
            "precise",
            lazy("Độ chính xác"),
            value=lambda each: precision_words(each.row),
            shown=shown,
        ),
        Column("printed", lazy("Như in"), value=lambda each: each.row.as_printed, shown=shown),
        Column(
            "counted",
            lazy("Sổ đếm theo chỉ tiêu"),
            value=lambda each: name_of(each.beside.indicator) if each.beside.indicator else "",
            shown=shown,
        ),
        Column("reading", lazy("Cách hiểu"), value=lambda each: each.row.reading, shown=shown),
        Column("note", lazy("Ghi chú"), value=lambda each: each.row.note, shown=shown),
    ]


def outcome_badge(outcome: Outcome) -> Badge:
    """Return the mark of an outcome."""
    return Badge(outcome_name(outcome), TONES[outcome])


def _page(each: Told) -> str:
    found = each.beside.indicator
    return page_url("reports:indicator", found.code, each.org) if found else ""


def _linked(each: Told) -> SafeString | str:
    """Return the count as the way to its list, on its own day whatever day the page is about."""
    words = computed_words(each.beside)
    if not each.list_url:
        return words
    return format_html('<a href="{}">{}</a>', each.list_url, words)


def _plain_count(each: Told) -> int | float | None:
    return None if each.beside.printed is None else plain(each.beside.printed)


def with_published(
    chart: Chart, found: Sequence[Beside], moments: Sequence[Moment], step: Step
) -> Chart:
    """Return a course with what was published as marks: each in the period of its day."""
    placed = [
        (period_name(moment.period.end, step), each)
        for each in sorted(found, key=_vaguer)
        for moment in moments
        if _falls_in(each.row.when, moment.period)
    ]
    labelled = dict(reversed(placed))
    marks = [_mark(each, at, labelled=labelled[at] is each) for at, each in placed]
    if not marks:
        return chart
    unlined = {"type": "line", "lineStyle": {"width": 0}, "showAllSymbol": True, "z": 3}
    series = {**unlined, "data": marks}
    option = {**chart.option, "series": [*chart.option["series"], series]}
    note = _("Dấu: số đã công bố (◆ đúng bằng, ▲ trên, ▼ gần, ● khoảng), cùng bảng ở dưới.")
    return replace(chart, option=option, note=f"{chart.note} {note}".strip())


def _falls_in(when: When, period: Period) -> bool:
    """Say whether a figure is one of a period: what speaks of a longer time is of none."""
    return when.last in period and (not when.over or when.start in period)


def _vaguer(each: Beside) -> bool:
    """Put exact figures first: where several are in one period only the first bears its number."""
    return each.row.operator is not Operator.EXACT


def _mark(each: Beside, category: str, *, labelled: bool) -> dict[str, Any]:
    stated = stated_words(each.row)
    words = {"value": stated, "when": when_words(each.row.when)}
    return {
        "name": _("Công bố %(value)s, %(when)s") % words,
        "value": [category, plain(each.row.value)],
        "label": {"show": labelled, "position": "bottom", "formatter": stated},
        **MARKS[each.row.operator],
    }
