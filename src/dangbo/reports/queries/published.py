"""Hold what was published about an organisation against what the register counts on the same days.

The published figure and the counted one are never mixed: each stands as it is, with a judgement.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from dangbo.accounts.access import Actor
from dangbo.history.queries import FigureFinding, FigureRow, Figures, stated_figures
from dangbo.history.queries.conflicts import findings_about
from dangbo.orgs.queries.indicators import Asked
from dangbo.reports.queries.answering import ask, may_read, stands, value_of
from dangbo.reports.queries.registry import indicator
from dangbo.rules.indicator_values import HUNDRED, TENTH, Value
from dangbo.rules.indicators import Indicator
from dangbo.rules.published_verdicts import (
    UNEXPLAINED,
    Blank,
    Outcome,
    as_rounded,
    beside,
    outcome,
)

LEFT_OVER: Final = "LEFT_OVER"


@dataclass(frozen=True)
class Beside:
    """A published figure with the register's count on its day, and what becomes of both.

    `computed` is the count as exact as it is; `blank` says why there is none, or that a nought
    means nothing. `findings` are what this figure and others say against or about each other.
    """

    row: FigureRow
    outcome: Outcome
    findings: Sequence[FigureFinding] = ()
    indicator: Indicator | None = None
    asked: Asked | None = None
    value: Value | None = None
    computed: Decimal | None = None
    step: Decimal | None = None
    blank: Blank | None = None
    counted: Outcome = Outcome.UNKNOWN

    @property
    def printed(self) -> Decimal | None:
        """Return the count as the source would print it."""
        return None if self.computed is None else as_rounded(self.computed, step=self.step)


def published_beside(
    *, actor: Actor, org: int, on: date, known: date | None = None
) -> list[Beside]:
    """Return all that was published about an organisation up to a day, judged by the register."""
    figures = stated_figures(actor=actor, org=org, on=on, known=known)
    return list(_judged(figures, Days(actor, org, on, known)))


def published_of(code: str, asked: Asked) -> list[Beside]:
    """Return what was published of what an indicator counts, up to the day of a question."""
    actor, org, on, known = asked.actor, asked.org, asked.on, asked.known
    figures = stated_figures(actor=actor, org=org, on=on, known=known)
    return list(_judged(figures, Days(actor, org, on, known), only=code))


def _judged(figures: Figures, days: "Days", only: str = "") -> Iterator[Beside]:
    said = _said_of(figures)
    for row in figures.rows:
        if only in {"", row.counted_as}:
            found = _counted(row, days)
            findings = said.get(row.key, ())
            codes = {UNEXPLAINED if each.unexplained else each.code for each in findings}
            judged = outcome(counted=found.counted, said=codes | _stated_conflict(row))
            yield replace(found, outcome=judged, findings=findings)


def _stated_conflict(row: FigureRow) -> set[str]:
    return {"CONFLICT"} if "conflict" in row.flags else set()


def _said_of(figures: Figures) -> Mapping[str, Sequence[FigureFinding]]:
    """Return findings by figure: what is left over is said of every figure of that number."""
    found: dict[str, list[FigureFinding]] = {}
    rows = {each.key: each for each in figures.rows}
    for each in findings_about(figures):
        for key in dict.fromkeys(_spoken_of(each, rows)):
            found.setdefault(key, []).append(each)
    return found


def _spoken_of(finding: FigureFinding, rows: Mapping[str, FigureRow]) -> Iterable[str]:
    first = rows[finding.keys[0]]
    if finding.code == LEFT_OVER:
        return [
            each.key
            for each in rows.values()
            if (each.indicator, each.value) == (first.indicator, first.value)
            and each.when.start >= first.when.start
        ]
    return finding.keys if finding.code == "CONFLICT" else (first.key,)


class Days:
    """Asks one organisation of many days, each day once."""

    def __init__(self, actor: Actor, org: int, on: date, known: date | None) -> None:
        self.actor, self.org, self.on, self.known = actor, org, on, known
        self._asked: dict[tuple[date, date], Asked] = {}

    def question(self, start: date, on: date) -> Asked:
        """Return the question of a day or a period."""
        made = ask(actor=self.actor, org=self.org, on=on, start=start, known=self.known)
        return self._asked.setdefault((start, on), made)

    def of(self, row: FigureRow, definition: Indicator) -> list[Asked]:
        """Return the questions that a figure may be the answer to; a month means some day of it."""
        when = row.when
        if definition.time == "period":
            return [self.question(when.start, when.last)] if when.last <= self.on else []
        days = dict.fromkeys((when.start, when.last))
        return [self.question(each, each) for each in days if each <= self.on]


def _counted(row: FigureRow, days: Days) -> Beside:
    """Count what a figure tells of on its day, on the one that agrees where it has several."""
    bare = Beside(row, Outcome.UNKNOWN)
    if not row.counted_as:
        return replace(bare, blank=Blank.NOT_COUNTED)
    definition = indicator(row.counted_as)
    bare = replace(bare, indicator=definition)
    if row.when.over and definition.time == "day":
        return replace(bare, blank=Blank.OTHER_TIME)
    found = [_answered(bare, definition, asked) for asked in days.of(row, definition)]
    if not found:
        return replace(bare, blank=Blank.NOT_OVER)
    agreeing = (each for each in found if each.counted in {Outcome.AGREES, Outcome.ROUNDED})
    return next(agreeing, found[0])


def _answered(bare: Beside, definition: Indicator, asked: Asked) -> Beside:
    if not stands(definition, asked):
        return replace(bare, blank=Blank.NOT_STANDING)
    if not may_read(definition, asked):
        return replace(bare, blank=Blank.NOT_ALLOWED)
    value = value_of(definition.code, asked)
    if value is None or value.amount is None:
        return replace(bare, asked=asked, value=value, blank=Blank.NONE_RECORDED)
    row, computed = bare.row, _exact(definition, value)
    step = (row.rounding or TENTH) if definition.measure == "share" else row.rounding
    counted = beside(row.operator, row.value, computed, step=step)
    blank = Blank.NONE_RECORDED if counted is Outcome.UNKNOWN else None
    return replace(
        bare,
        asked=asked,
        value=value,
        computed=computed,
        step=step,
        counted=counted,
        blank=blank,
    )


def _exact(definition: Indicator, value: Value) -> Decimal:
    if definition.measure == "share" and value.whole:
        return Decimal(HUNDRED * value.part) / value.whole
    return Decimal(value.part) if value.amount is None else value.amount
