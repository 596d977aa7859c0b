"""List published figures beside what the register counts on their days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.history.access import readable
from dangbo.history.files.catalogue import Indicator, catalogue
from dangbo.history.models import Figure
from dangbo.history.queries.member_figures import ADMITTED, MemberFigures
from dangbo.history.queries.sources import SourceRow, Sources, named, sources_of, when_of
from dangbo.history.queries.times import When
from dangbo.orgs.queries import Counts, counts_over_time
from dangbo.rules.published import Operator, satisfies

KIND: Final = "kind:"


@dataclass(frozen=True)
class FigureRow:
    """A published figure, with the register's count on its day where there is one.

    `computed` is None where the register does not count this, or holds nothing below on that day;
    `invented` is how many of those counted are demonstration data.
    """

    key: str
    indicator: str
    name: str
    unit: str
    when: When
    operator: Operator
    value: Decimal
    as_printed: str
    reading: str
    flags: tuple[str, ...]
    rounding: Decimal | None
    calibrate: bool
    sources: Sequence[SourceRow]
    note: str
    computed_by: str = ""
    members_by: str = ""
    counted_as: str = ""
    computed: int | Decimal | None = None
    invented: int = 0

    @property
    def agrees(self) -> bool | None:
        """Say whether the register's count is one that the figure allows; None without a count."""
        if self.computed is None:
            return None
        return satisfies(self.operator, self.value, Decimal(self.computed))


@dataclass(frozen=True)
class Figures:
    """The figures of one organisation in order of their days."""

    org: int
    rows: tuple[FigureRow, ...]

    def of(self, indicator: str) -> tuple[FigureRow, ...]:
        """Return those of one indicator."""
        return tuple(each for each in self.rows if each.indicator == indicator)


def figures_of(
    *, actor: Actor, org: int, on: date | None = None, known: date | None = None
) -> Figures:
    """Return the published figures of an organisation up to a day, beside the register's counts."""
    act = act_known_on(known)
    found = readable(actor, Figure, org=org, known=act)
    stated = list(found if on is None else found.filter(start__lte=on))
    sources = sources_of(stated, actor=actor, known=act)
    rows = [row for each in stated if (row := figure_row(each, sources)) is not None]
    return Figures(org, _beside(rows, actor=actor, org=org, known=known))


def figure_row(figure: Figure, sources: Sources) -> FigureRow | None:
    """Return a figure as stated, before anything is counted; None where it has no time."""
    indicator, when = _indicator(figure.indicator), when_of(figure)
    if when is None:
        return None
    return FigureRow(
        key=figure.key,
        indicator=figure.indicator,
        name=indicator.name,
        unit=indicator.unit.name,
        when=when,
        operator=Operator(figure.operator),
        value=figure.value.normalize(),
        as_printed=figure.as_printed,
        reading=figure.reading,
        flags=tuple(figure.flags),
        rounding=None if figure.rounding is None else figure.rounding.normalize(),
        calibrate=figure.calibrate,
        sources=named(figure, sources),
        note=figure.note,
        computed_by="" if when.over else indicator.computed_by,
        members_by=_members_by(indicator, when),
        counted_as=indicator.counted_as,
    )


def _members_by(indicator: Indicator, when: When) -> str:
    """Return how members are counted: who came in only over a time, all else only on a day."""
    return indicator.members_by if when.over == (indicator.members_by == ADMITTED) else ""


def _indicator(code: str) -> Indicator:
    return catalogue().indicators[code]


def _beside(
    rows: Sequence[FigureRow], *, actor: Actor, org: int, known: date | None
) -> tuple[FigureRow, ...]:
    days = {each.when.start for each in rows if each.computed_by}
    every = counts_over_time(actor=actor, org=org, days=days, known=known)
    real = counts_over_time(actor=actor, org=org, days=days, known=known, invented=False)
    people = MemberFigures(actor=actor, org=org, known=known)
    return tuple(
        _of_members(each, people) if each.members_by else _counted(each, every, real)
        for each in rows
    )


def _of_members(row: FigureRow, people: MemberFigures) -> FigureRow:
    unit = _indicator(row.indicator).unit.code
    if row.members_by == ADMITTED:
        found = people.admitted(start=row.when.start, last=row.when.last)
    else:
        on = row.when.start
        found = people.counted(by=row.members_by, unit=unit, rounding=row.rounding, on=on)
    return replace(row, computed=found.computed, invented=found.invented) if found else row


def _counted(
    row: FigureRow, every: Mapping[date, Counts], real: Mapping[date, Counts]
) -> FigureRow:
    day = row.when.start
    if not row.computed_by or not every[day].total:
        return row
    computed = count_of(row.computed_by, every[day])
    return replace(row, computed=computed, invented=computed - count_of(row.computed_by, real[day]))


def count_of(computed_by: str, counts: Counts) -> int:
    """Return the count that an indicator is computed by."""
    if computed_by.startswith(KIND):
        return counts.by_kind.get(computed_by.removeprefix(KIND), 0)
    return {"grassroots": counts.grassroots, "cells": counts.cells}[computed_by]
