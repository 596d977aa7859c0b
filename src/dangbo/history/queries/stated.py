"""List everything that sources state in numbers, congresses included, without counting anything."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.history.access import readable
from dangbo.history.files.catalogue import catalogue
from dangbo.history.models import Congress, Figure
from dangbo.history.queries.figures import FigureRow, Figures, figure_row
from dangbo.history.queries.sources import Sources, named, sources_of, when_of
from dangbo.rules.published import Operator


def stated_figures(
    *, actor: Actor, org: int, on: date | None = None, known: date | None = None
) -> Figures:
    """Return all that was published about an organisation up to a day, in order of time.

    What was counted at a congress holds on its last day; of one without a day nothing is told.
    """
    act = act_known_on(known)
    figures = list(readable(actor, Figure, org=org, known=act))
    congresses = list(readable(actor, Congress, org=org, known=act))
    sources = sources_of([*figures, *congresses], actor=actor, known=act)
    rows = [row for each in figures if (row := figure_row(each, sources)) is not None]
    rows += [row for each in congresses for row in _results(each, sources)]
    told = [row for row in rows if on is None or row.when.start <= on]
    return Figures(org, tuple(sorted(told, key=lambda row: row.when.start)))


def _results(congress: Congress, sources: Sources) -> Iterator[FigureRow]:
    when = when_of(congress)
    if when is None:
        return
    for code, count in congress.results.items():
        indicator = catalogue().indicators[code]
        yield FigureRow(
            key=f"{congress.key}.{code}",
            indicator=code,
            name=indicator.name,
            unit=indicator.unit.name,
            when=when._replace(start=when.last, over=False),
            operator=Operator.EXACT,
            value=Decimal(count),
            as_printed="",
            reading="",
            flags=(),
            rounding=None,
            calibrate=False,
            sources=named(congress, sources),
            note=congress.note,
            counted_as=indicator.counted_as,
        )
