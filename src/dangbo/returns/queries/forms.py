"""Say which forms are sent for a period, which of their cells add up, and what they ask."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Final

from dangbo.layouts.queries import known_indicators, layout_of, layouts_on
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.form_layouts import Blank, Figure, Formula, Layout, Typed, contents
from dangbo.rules.form_loops import named
from dangbo.rules.indicators import Subject
from dangbo.rules.return_periods import HALF, QUARTER, SET, TERM, YEAR, ReturnPeriod
from dangbo.rules.rights import MEMBER_READ
from dangbo.rules.verdicts import Findings, finding

# Forms by how long their time is: those of half a year are sent for the whole year as well.
SPANS_OF: Final[Mapping[str, frozenset[str]]] = {
    HALF: frozenset({"half_year"}),
    YEAR: frozenset({"half_year", "year"}),
    QUARTER: frozenset({"quarter"}),
    TERM: frozenset({"term"}),
}


def forms_due(period: ReturnPeriod) -> list[Layout]:
    """Return the forms that are sent for a period, as in force until they are due."""
    every = layouts_on(period.form_day)
    if period.kind == SET:
        return [each for each in every if each.code in period.forms]
    return [each for each in every if each.period in SPANS_OF[period.kind]]


def spans_on(on: date) -> set[str]:
    """Return how long the times of the forms in force on a day are."""
    return {each.period for each in layouts_on(on)}


def form_of(code: str, period: ReturnPeriod) -> Layout:
    """Return the form by which reports of a period are made, or UnknownLayoutError."""
    return layout_of(code, on=period.form_day)


def cells_of_form(layout: Layout) -> list[CellKey]:
    """Return the places of a form in which something stands, row by row."""
    return [key for key, each in contents(layout).items() if not isinstance(each, Blank)]


def typed_cells(layout: Layout) -> list[CellKey]:
    """Return the places that are filled in by hand."""
    return [key for key, each in contents(layout).items() if isinstance(each, Typed)]


def written(key: CellKey) -> str:
    """Return the name of a cell as addresses and the journal have it."""
    return f"{key.row}.{key.column}"


def cell_called(layout: Layout, text: str) -> CellKey | None:
    """Return the cell of a name, None where the form has none such."""
    row, _dot, column = text.partition(".")
    key = CellKey(row, column)
    return key if key in cells_of_form(layout) else None


def cell_title(layout: Layout, key: CellKey) -> str:
    """Return the titles of the row and the column of a cell."""
    rows = {each.key: each.title for each in layout.rows}
    columns = {each.key: each.title for each in layout.columns}
    return f"{rows[key.row]} / {columns[key.column]}"


def added_up(layout: Layout) -> set[CellKey]:
    """Return the cells whose values below add up to the value above: counts, and what is typed.

    Not those of one organisation below, which the forms of the others do not have.
    """
    said, known = contents(layout), known_indicators()
    found = set()
    for key, content in said.items():
        if layout.org_of(key) is not None:
            continue
        if isinstance(content, Typed) or (
            isinstance(content, Figure)
            and content.indicator in known
            and known[content.indicator].measure == "count"
        ):
            found.add(key)
    return found


def reads_of(layout: Layout, key: CellKey) -> frozenset[str]:
    """Return the acts that whoever reads a cell, and what it is reckoned from, has to hold."""
    said, known = contents(layout), known_indicators()
    found, open_, met = {MEMBER_READ}, [key], set()
    while open_:
        each = open_.pop()
        content = said.get(each)
        if each in met or content is None:
            continue
        met.add(each)
        if isinstance(content, Figure) and content.indicator in known:
            found.update(known[content.indicator].reads)
        elif isinstance(content, Formula):
            open_ += named(layout, content.text, each)
    return frozenset(found)


def definition_of(layout: Layout, key: CellKey) -> str:
    """Return how a cell is defined, as it is kept with the figure."""
    content = contents(layout)[key]
    if isinstance(content, Formula):
        return f"= {content.text}"
    if isinstance(content, Figure):
        known = known_indicators().get(content.indicator)
        parts = ",".join(f"{way}={code}" for way, code in content.parts)
        told = f"{content.indicator}:{known.version if known else 0}"
        org = layout.org_of(key)
        return ";".join(filter(None, (told, parts, content.time, f"org={org}" if org else "")))
    return ""


def filled_in(layout: Layout, typed: Mapping[str, str]) -> dict[str, str]:
    """Return what was typed into cells that are filled in by hand, or raise RuleError.

    Numbers as fractions of texts; a cell that is left empty is left out.
    """
    findings = Findings()
    found = {}
    for key in typed_cells(layout):
        text = typed.get(written(key), "").strip()
        try:
            if text:
                found[written(key)] = str(Fraction(text))
        except (ValueError, ZeroDivisionError):
            findings.refuse(finding("CELL_NOT_NUMBER", written(key), name=cell_title(layout, key)))
    for name in typed.keys() - {written(key) for key in typed_cells(layout)}:
        findings.refuse(finding("CELL_UNKNOWN", name, name=name))
    findings.verdict().require()
    return found


def number_from(text: str) -> Fraction | None:
    """Return the value that is kept as text, None where none is."""
    return Fraction(text) if text else None


def indicator_of(layout: Layout, key: CellKey) -> str:
    """Return the indicator that a cell asks for; empty where it asks none."""
    content = contents(layout).get(key)
    return content.indicator if isinstance(content, Figure) else ""


def subject_of(layout: Layout, key: CellKey) -> Subject:
    """Return whether persons or organisations stand behind a cell."""
    known = known_indicators().get(indicator_of(layout, key))
    return known.subject if known else "person"


def closing_and_opening(before: Layout, layout: Layout) -> list[tuple[CellKey, CellKey | None]]:
    """Return the cells of a form that count at its end, each with that which opens the next one."""
    openings = {
        (each.indicator, each.parts, layout.org_of(key)): key
        for key, each in contents(layout).items()
        if isinstance(each, Figure) and each.time == "opening"
    }
    known = known_indicators()
    return [
        (key, openings.get((each.indicator, each.parts, before.org_of(key))))
        for key, each in contents(before).items()
        if isinstance(each, Figure)
        and each.time in ("", "closing")
        and each.indicator in known
        and (known[each.indicator].time, known[each.indicator].measure) == ("day", "count")
    ]
