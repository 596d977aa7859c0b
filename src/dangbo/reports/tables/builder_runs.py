"""Lay out what a question answered from time to time."""

from collections.abc import Sequence
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.reports.phrases import amount_words, name_of, unit_name
from dangbo.reports.queries import UnknownIndicatorError, indicator
from dangbo.reports.queries.questions_kept import KeptRun
from dangbo.reports.tables.overview import plain
from dangbo.reports.tables.parts import GRID
from dangbo.rules.indicator_values import Value
from dangbo.rules.question_answers import Answer, moved, together
from dangbo.ui.parts import Badge, Chart
from dangbo.ui.tables import Column

FEWEST = 2


class RunRow(NamedTuple):
    """One time that a question was asked, with how much of it moved since the time before."""

    run: KeptRun
    url: str
    changed: int | None


def run_rows(found: Sequence[KeptRun], question: int) -> list[RunRow]:
    """Return each time with what moved, the last first."""
    rows = []
    for at, run in enumerate(found):
        before = next((each.answer for each in found[at + 1 :] if each.answer), None)
        changed = len(moved(before, run.answer)) if before and run.answer else None
        url = reverse("reports:question_run", args=[question, run.id])
        rows.append(RunRow(run, url, changed))
    return rows


def run_columns() -> list[Column]:
    """Return the columns of the results."""
    return [
        Column(
            "on",
            lazy("Ngày"),
            value=lambda row: format_day(row.run.on),
            url=lambda row: row.url,
            badges=_badges,
            main=True,
        ),
        Column("figures", lazy("Kết quả"), value=_figures),
        Column("changed", lazy("Số ô đổi so với lần trước"), value=_changed, numeric=True),
        Column("at", lazy("Chạy lúc"), value=_at, whole=True),
    ]


def _badges(row: RunRow) -> list[Badge]:
    found = [Badge(_("Không có kết quả"), "bad")] if row.run.failure else []
    return found if row.run.seen else [*found, Badge(_("Mới"), "note")]


def _figures(row: RunRow) -> str:
    if row.run.answer is None:
        return " ".join(filter(None, [row.run.reason + ".", row.run.detail]))
    told = (_figure(row.run.answer, code) for code in row.run.answer.versions)
    return "; ".join(filter(None, told))


def _figure(found: Answer, code: str) -> str:
    try:
        definition = indicator(code)
    except UnknownIndicatorError:
        return ""
    words = amount_words(definition, whole_of(found, code))
    return _("%(name)s: %(value)s") % {"name": name_of(definition), "value": words}


def whole_of(found: Answer, code: str) -> Value | None:
    """Return the figure of the last moment of an answer: of the organisation that is above all."""
    places = range(len(found.places))
    whole = [at for at in places if found.places[at].side == "whole"] or list(places)[:1]
    cells = [
        value
        for spot, value in found.cells.items()
        if (spot.moment, spot.indicator) == (len(found.moments) - 1, code) and spot.place in whole
    ]
    return cells[0] if len(cells) == 1 else together(indicator(code).measure, cells)


def _changed(row: RunRow) -> str:
    return "" if row.changed is None else format_number(row.changed)


def _at(row: RunRow) -> str:
    at = timezone.localtime(row.run.at)
    return f"{at:%H:%M} {format_day(at.date())}"


def course_of(found: Sequence[KeptRun]) -> Chart | None:
    """Return the first figure of each time as a line with its table."""
    told = [each for each in reversed(found) if each.answer and each.answer.told]
    codes = {next(iter(each.answer.versions)) for each in told if each.answer}
    if len(told) < FEWEST or len(codes) != 1:
        return None
    try:
        definition = indicator(codes.pop())
    except UnknownIndicatorError:
        return None
    days = [format_day(each.on) for each in told]
    values = [whole_of(each.answer, definition.code) for each in told if each.answer]
    words = [amount_words(definition, value) for value in values]
    points = [
        {"name": f"{day}: {said}", "value": plain(value)}
        for day, said, value in zip(days, words, values, strict=True)
    ]
    return Chart(
        key="runs",
        title=name_of(definition),
        option={
            "tooltip": {"trigger": "item", "formatter": "{b}"},
            "grid": {**GRID, "left": 24, "right": 32, "top": 28},
            "xAxis": {"type": "category", "data": days},
            "yAxis": {"type": "value", "axisLabel": {"show": False}},
            "series": [{"type": "line", "data": points}],
        },
        heads=[_("Ngày"), unit_name(definition.unit).capitalize()],
        rows=[[day, said] for day, said in zip(days, words, strict=True)][::-1],
    )
