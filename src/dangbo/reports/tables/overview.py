"""Lay out all indicators of an organisation, group by group."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as lazy

from dangbo.reports.phrases import (
    amount_words,
    group_name,
    name_of,
    parts_words,
    question_of,
    time_name,
    unit_name,
)
from dangbo.reports.queries import Asked
from dangbo.reports.tables.addresses import list_url, page_url
from dangbo.rules.indicator_values import Value
from dangbo.rules.indicators import Indicator
from dangbo.ui.tables import Column


@dataclass(frozen=True)
class Row:
    """An indicator with its value; `org` and `start` as its page is asked."""

    indicator: Indicator
    value: Value | None
    org: str
    start: str
    url: str

    @property
    def page(self) -> str:
        """Return the page of the indicator."""
        return page_url("reports:indicator", self.indicator.code, self.org, tu=self.start)


def overview_rows(
    found: Iterable[tuple[Indicator, Value | None]], asked: Asked, org: str, start: str
) -> list[Row]:
    """Return every indicator with its value and the way to its list."""
    return [
        Row(each, value, org, start, list_url(each.code, org, asked) if has_list(value) else "")
        for each, value in found
    ]


def has_list(value: Value | None) -> bool:
    """Say whether anything stands behind a value."""
    return value is not None and value.part > 0


def grouped(rows: Iterable[Row]) -> list[tuple[str, str, list[Row]]]:
    """Return the rows of each group, with its code and name."""
    found: dict[str, list[Row]] = {}
    for each in rows:
        found.setdefault(each.indicator.group, []).append(each)
    return [(code, group_name(code), own) for code, own in found.items()]


def shown_columns() -> list[Column]:
    """Return the columns of the page."""
    return [
        Column(
            "name",
            lazy("Chỉ tiêu"),
            value=lambda row: name_of(row.indicator),
            url=lambda row: row.page,
            main=True,
        ),
        Column("question", lazy("Hỏi gì"), value=lambda row: question_of(row.indicator)),
        Column(
            "value",
            lazy("Giá trị"),
            value=lambda row: amount_words(row.indicator, row.value),
            url=lambda row: row.url,
            numeric=True,
            whole=True,
        ),
        Column(
            "parts",
            lazy("Trong đó"),
            value=lambda row: parts_words(row.indicator, row.value),
            numeric=True,
            whole=True,
        ),
        Column(
            "time",
            lazy("Thời gian"),
            value=lambda row: time_name(row.indicator.time),
            whole=True,
        ),
    ]


def kept_columns() -> list[Column]:
    """Return the columns of the file: numbers as numbers, and the whole definition."""
    return [
        Column("code", lazy("Mã"), value=lambda row: row.indicator.code),
        Column("name", lazy("Chỉ tiêu"), value=lambda row: name_of(row.indicator), main=True),
        Column("amount", lazy("Giá trị"), value=lambda row: plain(row.value)),
        Column("unit", lazy("Đơn vị"), value=lambda row: unit_name(row.indicator.unit)),
        Column("part", lazy("Số được đếm"), value=lambda row: row.value and row.value.part),
        Column("whole", lazy("Trên tổng số"), value=lambda row: row.value and row.value.whole),
        Column("time", lazy("Thời gian"), value=lambda row: time_name(row.indicator.time)),
        Column("question", lazy("Hỏi gì"), value=lambda row: question_of(row.indicator)),
        Column("source", lazy("Căn cứ"), value=lambda row: row.indicator.source),
        Column("version", lazy("Phiên bản"), value=lambda row: row.indicator.version),
    ]


def plain(value: Value | None) -> int | float | None:
    """Return a value as a sheet keeps it."""
    if value is None or value.amount is None:
        return None
    whole = int(value.amount)
    return whole if value.amount == whole else float(value.amount)


def plain_at(key: Hashable) -> Callable[[Any], int | float | None]:
    """Return how a sheet keeps one of the values of a row, by its place or its code."""
    return lambda row: plain(row.values[key])
