"""Lay the answer of a question out as rows and columns, with sums, each figure with its list."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import product
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.reports.phrases import amount_words, code_name, dimension_name, name_of, parts_words
from dangbo.reports.phrases.periods import period_name
from dangbo.rules.indicator_values import Value
from dangbo.rules.indicators import Indicator
from dangbo.rules.question_answers import Answer, Difference, Place, Spot, together
from dangbo.rules.questions import Axis, Layout, Moment, Question, cell_of, layout_of
from dangbo.rules.reporting_periods import step_named

Link = Callable[[Question], str]
At = dict[Axis, int | str | None]

ALL: Final = None
SIGNS: Final = {True: "+", False: "\N{MINUS SIGN}"}


class Shown(NamedTuple):
    """One figure in words: with what it is a part of, its list, and how it moved."""

    value: Value | None
    words: str
    parts: str
    url: str
    change: str


class Head(NamedTuple):
    """One column of figures."""

    title: str
    indicator: Indicator
    at: At


@dataclass(frozen=True)
class Row:
    """One row: what it is about, an axis each, and its figures."""

    labels: Sequence[str]
    figures: Sequence[Shown]
    at: At = field(default_factory=dict)
    invented: bool = False
    is_sum: bool = False


@dataclass(frozen=True)
class Grid:
    """An answer laid out."""

    label_heads: Sequence[str]
    heads: Sequence[Head]
    rows: Sequence[Row]
    layout: Layout


@dataclass(frozen=True)
class Laying:
    """What an answer is laid out from; `moved` are the cells that are not what they were.

    `second_codes` are the codes of the second dimension in their order.
    """

    question: Question
    answer: Answer
    asked: Sequence[Indicator]
    link: Link | None = None
    moved: Mapping[Spot, Difference] = field(default_factory=dict)
    second_codes: Sequence[str] = ()

    @property
    def layout(self) -> Layout:
        """Return what goes down and what across."""
        return layout_of(
            indicators=len(self.asked),
            moments=len(self.answer.moments),
            places=self.question.scope != "one",
            ways=len(self.question.by),
        )

    @property
    def keys(self) -> list[tuple[str, ...]]:
        """Return the parts there are, those of organisations without figures left out."""
        return [each for each in self.answer.keys if len(each) == len(self.question.by)]

    def grid(self) -> Grid:
        """Return the rows and columns."""
        heads = list(self._heads())
        titles = [self._axis_title(axis) for axis in self.layout.rows]
        rows = [self._row(at, heads) for at in self._down()]
        return Grid(titles, heads, rows, self.layout)

    def _down(self) -> Iterator[At]:
        axes = self.layout.rows
        if axes == ("moment",):
            for at in range(len(self.answer.moments)):
                yield {"moment": at}
            return
        for place in range(len(self.answer.places)) if "org" in axes else (0,):
            if "first" not in axes:
                yield {"org": place}
                continue
            for keys in self._parts_down(axes):
                yield {"org": place, **keys}
            yield {"org": place, "first": ALL, **({"second": ALL} if "second" in axes else {})}

    def _parts_down(self, axes: Sequence[Axis]) -> Iterator[At]:
        if "second" in axes:
            for first, second in self.keys:
                yield {"first": first, "second": second}
        else:
            for first in dict.fromkeys(keys[0] for keys in self.keys):
                yield {"first": first}

    def _heads(self) -> Iterator[Head]:
        axes = self.layout.columns
        if axes == ("second",):
            way = self.question.by[1]
            on = self.answer.moments[-1].end
            for code in sorted({keys[1] for keys in self.keys}, key=self._place_of_second):
                yield Head(code_name(way, code, on), self.asked[0], {"second": code})
            yield Head(_("Tổng"), self.asked[0], {"second": ALL})
            return
        moments = range(len(self.answer.moments)) if "moment" in axes else (ALL,)
        for moment, indicator in product(moments, self.asked):
            at: At = {} if moment is None else {"moment": moment}
            yield Head(self._head_title(moment, indicator), indicator, at)

    def _place_of_second(self, code: str) -> tuple[bool, int, str]:
        known = code in self.second_codes
        return (not code, self.second_codes.index(code) if known else len(self.second_codes), code)

    def _head_title(self, moment: int | None, indicator: Indicator) -> str:
        if moment is None:
            return name_of(indicator)
        told = {"day": moment_name(self.answer.moments[moment], self.question)}
        if len(self.asked) == 1:
            return told["day"]
        return _("%(name)s, %(day)s") % {**told, "name": name_of(indicator)}

    def _axis_title(self, axis: Axis) -> str:
        if axis == "org":
            return _("Tổ chức")
        if axis == "moment":
            return _("Thời gian")
        return dimension_name(self.question.by[0 if axis == "first" else 1])

    def _row(self, at: At, heads: Sequence[Head]) -> Row:
        labels = [self._label(axis, at[axis]) for axis in self.layout.rows]
        place = self.answer.places[int(at.get("org") or 0)]
        figures = [self._figure({**at, **head.at}, head.indicator) for head in heads]
        is_sum = at.get("first", "") is ALL or (
            place.side == "whole" and len(self.answer.places) > 1
        )
        told = place.invented and "org" in self.layout.rows
        return Row(labels, figures, at, told, is_sum)

    def _label(self, axis: Axis, at: int | str | None) -> str:
        if axis == "org":
            return place_name(self.answer.places[int(at or 0)])
        if axis == "moment":
            return moment_name(self.answer.moments[int(at or 0)], self.question)
        if at is ALL:
            return _("Tổng")
        way = self.question.by[0 if axis == "first" else 1]
        return code_name(way, str(at), self.answer.moments[-1].end)

    def _figure(self, at: At, indicator: Indicator) -> Shown:
        moment, place = int(at.get("moment") or 0), int(at.get("org") or 0)
        parts = self._parts(at)
        spots = [
            Spot(moment, place, keys, indicator.code)
            for keys in self.keys or [()]
            if all(keys[self.question.by.index(way)] == code for way, code in parts.items())
        ]
        spots = spots or [Spot(moment, place, tuple(parts.values()), indicator.code)]
        given = [self.answer.value(spot, indicator.measure) for spot in spots]
        value = together(indicator.measure, given) if len(given) != 1 else given[0]
        return Shown(
            value,
            amount_words(indicator, value),
            parts_words(indicator, value),
            self._url(moment, place, parts, indicator) if value and value.part else "",
            self._change(spots),
        )

    def _parts(self, at: At) -> dict[str, str]:
        pairs = zip(self.question.by, (at.get("first"), at.get("second")), strict=False)
        return {way: str(code) for way, code in pairs if code is not ALL}

    def _url(self, moment: int, place: int, parts: Mapping[str, str], indicator: Indicator) -> str:
        if self.link is None:
            return ""
        where = self.answer.places[place]
        return self.link(
            cell_of(
                self.question,
                indicator=indicator.code,
                org=where.uid,
                parts=parts,
                moment=self.answer.moments[moment],
                own=where.side == "own",
            )
        )

    def _change(self, spots: Sequence[Spot]) -> str:
        """Return how a figure moved; of sums nothing is said."""
        [spot, *more] = spots
        found = self.moved.get(spot)
        if more or found is None:
            return ""
        return "" if found.change is None else signed(found.change)


def signed(change: Decimal) -> str:
    """Return a change with its sign; nothing for none."""
    return SIGNS[change > 0] + format_number(abs(change)) if change else ""


def moment_name(moment: Moment, question: Question) -> str:
    """Return a day, or a period by its first and last day, as a head shows it."""
    step = step_named(question.pace)
    if step is not None:
        return period_name(moment.end, step)
    if question.pace == "whole":
        told = {"start": format_day(moment.start), "end": format_day(moment.end)}
        return _("%(start)s đến %(end)s") % told
    return format_day(moment.end)


def place_name(place: Place) -> str:
    """Return an organisation; whether it is itself alone, or with all below it."""
    if place.side == "own":
        return _("Ngay tại %(org)s") % {"org": place.name}
    if place.side == "whole":
        return _("Cả %(org)s") % {"org": place.name}
    return place.name
