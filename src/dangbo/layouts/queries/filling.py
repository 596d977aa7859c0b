"""Fill forms: ask each question of a form once, and say what stands behind its cells."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from dangbo.orgs.queries import children
from dangbo.orgs.queries.indicators import Asked, Item
from dangbo.reports import queries as reports
from dangbo.reports.queries import Part
from dangbo.reports.queries.dimensions import DIMENSIONS
from dangbo.rules.days import DAY
from dangbo.rules.form_faults import MOST_WAYS
from dangbo.rules.form_filling import CheckOutcome, checked, evaluate, unit_of
from dangbo.rules.form_followings import Placed, follows_orgs, laid_out
from dangbo.rules.form_formulas import CellKey, Outcome, Reason
from dangbo.rules.form_layouts import Figure, Formula, Layout, Typed, contents
from dangbo.rules.form_loops import named
from dangbo.rules.indicator_values import HUNDRED, Value
from dangbo.rules.indicators import Indicator

NOTHING: Final = Value(0)
Given = Mapping[CellKey, Fraction | int]


@dataclass(frozen=True)
class FilledCell:
    """What a cell comes to, exactly; `reason` says why to nothing, beside a value it is a remark.

    `at` is the cell for want of which there is no value; `told` the value of an indicator as
    `reports` gives it: of a share its part and its whole.
    """

    value: Fraction | None
    unit: str
    reason: Reason = ""
    at: CellKey | None = None
    told: Value | None = None


@dataclass(frozen=True)
class Filled:
    """A form filled for an organisation and a day or period; cells row by row."""

    layout: Layout
    cells: Mapping[CellKey, FilledCell]
    checks: tuple[CheckOutcome, ...]

    @property
    def holds(self) -> bool:
        """Say whether no check sum fails; one that wants a value neither holds nor fails."""
        return all(each.verdict != "fails" for each in self.checks)


def laid(layout: Layout, asked: Asked) -> Layout:
    """Return a form with a row for each organisation directly below, in the order of the day."""
    if not follows_orgs(layout):
        return layout

    def look() -> list[Placed]:
        rows = children(actor=asked.actor, org=asked.org, on=asked.on, known=asked.known)
        return [Placed(row.id, row.name) for row in rows]

    return laid_out(layout, asked.kept("below", look))


def filled(layout: Layout, asked: Asked, typed: Given | None = None) -> Filled:
    """Fill a form; `typed` are the values of the cells that are filled in by hand."""
    layout = laid(layout, asked)
    given: dict[CellKey, Outcome] = {}
    told: dict[CellKey, Value] = {}
    for key, content in contents(layout).items():
        if isinstance(content, Figure):
            value, reason = _asked_for(layout, content, _of_org(layout, key, asked))
            given[key] = _outcome(content, value, reason)
            if value is not None:
                told[key] = value
        elif isinstance(content, Typed) and typed is not None and key in typed:
            given[key] = Outcome(Fraction(typed[key]))
    outcomes = evaluate(layout, given)
    known = known_indicators()
    cells = {
        key: FilledCell(
            each.value, unit_of(layout, key, known), each.reason, each.at, told.get(key)
        )
        for key, each in outcomes.items()
    }
    return Filled(layout, cells, tuple(checked(layout, outcomes)))


def known_indicators() -> dict[str, Indicator]:
    """Return the indicators that forms may ask for, by code."""
    return {each.code: each for each in reports.indicators()}


def items_of_cell(layout: Layout, key: CellKey, asked: Asked) -> tuple[Item, ...]:
    """Return what stands behind a cell that asks for an indicator: of a share, behind its part."""
    layout = laid(layout, asked)
    content = contents(layout).get(key)
    if not isinstance(content, Figure):
        return ()
    asked = _of_org(layout, key, asked)
    value, reason = _asked_for(layout, content, asked)
    if value is None or reason:
        return ()
    question = _question(content, asked)
    if not content.parts:
        return tuple(reports.items_of(content.indicator, question))
    part = _parts(content, question).get(_codes(content))
    return tuple(part.items) if part else ()


def cells_behind(layout: Layout, key: CellKey) -> tuple[CellKey, ...]:
    """Return the cells that a formula is reckoned from."""
    content = contents(layout).get(key)
    return tuple(named(layout, content.text, key)) if isinstance(content, Formula) else ()


def question_of(layout: Layout, key: CellKey, asked: Asked) -> tuple[Figure, Asked] | None:
    """Return which indicator a cell asks for, and of which day or period; None: it asks none."""
    layout = laid(layout, asked)
    content = contents(layout).get(key)
    if not isinstance(content, Figure):
        return None
    return content, _question(content, _of_org(layout, key, asked))


def _of_org(layout: Layout, key: CellKey, asked: Asked) -> Asked:
    """Return the question as it is asked for a cell: of an organisation below, or as it is."""
    org = layout.org_of(key)
    if org is None:
        return asked
    return asked.kept(("org", org), lambda: replace(asked, org=org, _kept={}))


def _outcome(figure: Figure, value: Value | None, reason: Reason) -> Outcome:
    if value is None:
        return Outcome(None, reason)
    if value.whole is None:
        return Outcome(Fraction(value.part), reason)
    if not value.whole:
        return Outcome(None, "nothing_counted")
    share = reports.indicator(figure.indicator).measure == "share"
    return Outcome(Fraction((HUNDRED if share else 1) * value.part, value.whole), reason)


def _asked_for(layout: Layout, figure: Figure, asked: Asked) -> tuple[Value | None, Reason]:
    """Return the value that a figure asks for, or why there is none."""
    try:
        definition = reports.indicator(figure.indicator)
    except reports.UnknownIndicatorError:
        return None, "faulty"
    question = _question(figure, asked)
    if not reports.stands(definition, question):
        return _while_not_standing(layout, definition, figure, asked)
    if not reports.may_read(definition, question):
        return None, "may_not_read"
    if not figure.parts:
        return reports.value_of(figure.indicator, question), ""
    try:
        return _part_of(figure, question)
    except reports.WrongWayError as error:
        ways = {way for way, _code in figure.parts}
        hidden = ways <= set(error.allowed) and len(figure.parts) == len(ways) <= MOST_WAYS
        return None, "may_not_read" if hidden else "faulty"


def _while_not_standing(
    layout: Layout, definition: Indicator, figure: Figure, asked: Asked
) -> tuple[Value | None, Reason]:
    """Return nought at the end of a period in which the organisation came or went, else nothing."""
    in_period = replace(definition, time="period")
    counts = definition.time == "day" and definition.measure == "count"
    if layout.period == "day" or not counts or not reports.stands(in_period, asked):
        return None, "not_standing"
    if not reports.may_read(in_period, asked):
        return None, "may_not_read"
    return NOTHING, "not_yet_standing" if figure.time == "opening" else "no_longer_standing"


def _part_of(figure: Figure, question: Asked) -> tuple[Value | None, Reason]:
    part = _parts(figure, question).get(_codes(figure))
    for way, code in figure.parts:
        listed = DIMENSIONS[way].order(question.on)
        if code and listed and code not in listed:
            return None, "no_part"
    if part is not None:
        return part.value, ""
    is_count = reports.indicator(figure.indicator).measure == "count"
    return NOTHING if is_count else Value(0, 0), ""


def _parts(figure: Figure, question: Asked) -> Mapping[tuple[str, ...], Part]:
    """Return the parts of an indicator by the ways that a figure names, asked for once."""
    ways = tuple(way for way, _code in figure.parts)

    def look() -> dict[tuple[str, ...], Part]:
        return {each.keys: each for each in reports.broken_down(figure.indicator, ways, question)}

    return question.kept(("parts", figure.indicator, ways), look)


def _codes(figure: Figure) -> tuple[str, ...]:
    return tuple(code for _way, code in figure.parts)


def _question(figure: Figure, asked: Asked) -> Asked:
    """Return the question as it is asked for a figure: of the eve of the period, or as it is."""
    if figure.time != "opening":
        return asked
    return asked.kept(
        "opening",
        lambda: reports.ask(
            actor=asked.actor, org=asked.org, on=asked.start - DAY, known=asked.known
        ),
    )
