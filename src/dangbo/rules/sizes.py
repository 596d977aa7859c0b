"""Say how large a committee is in organisations and cells, and choose what nobody stated.

Source: `rules.md` 1.1 for what is counted as what. That an organisation with cells has two at
least, and how an unstated part is chosen, are our reading.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum, auto
from typing import Final

FEWEST_CELLS: Final = 2
USUAL_SHARE: Final = 0.6
USUAL_CELLS: Final = 5
# Organisations grow: one cell fewer each for so many days before the time that is known.
DAYS_A_CELL: Final = 3_000
CLOSE: Final = 366


class Measure(StrEnum):
    """What a published count counts; the values are the codes of its indicators."""

    GRASSROOTS = "to_chuc_co_so"
    WITH_CELLS = "dang_bo_co_so"
    SINGLE = "chi_bo_co_so"
    CELLS = "chi_bo"


@dataclass(frozen=True)
class Size:
    """How many grassroots organisations with cells, grassroots cells, and cells below the first."""

    with_cells: int = 0
    single: int = 0
    below: int = 0

    @property
    def grassroots(self) -> int:
        """Return the number of grassroots organisations."""
        return self.with_cells + self.single

    @property
    def cells(self) -> int:
        """Return the number of cells of both kinds."""
        return self.single + self.below

    @property
    def spare(self) -> int:
        """Return how many cells could go before an organisation had too few."""
        return self.below - FEWEST_CELLS * self.with_cells

    @property
    def is_possible(self) -> bool:
        """Say whether there can be a committee of this size."""
        counts = min(self.with_cells, self.single, self.below)
        return counts >= 0 and self.spare >= 0 and (self.with_cells > 0 or self.below == 0)

    def value(self, measure: Measure) -> int:
        """Return the count that a measure asks for."""
        return {
            Measure.GRASSROOTS: self.grassroots,
            Measure.WITH_CELLS: self.with_cells,
            Measure.SINGLE: self.single,
            Measure.CELLS: self.cells,
        }[measure]

    def __add__(self, other: "Size") -> "Size":
        return Size(
            self.with_cells + other.with_cells,
            self.single + other.single,
            self.below + other.below,
        )

    def __sub__(self, other: "Size") -> "Size":
        return self + Size(-other.with_cells, -other.single, -other.below)


class Impossible(Enum):
    """Why no size has the values stated."""

    SUM = auto()
    PART = auto()
    CELLS = auto()


@dataclass(frozen=True)
class Stated:
    """The values stated of one time; the other measures are free."""

    values: Mapping[Measure, int]

    def summed(self) -> "Stated":
        """Add the one of whole and parts that follows from the other two."""
        found = dict(self.values)
        whole, base, single = (found.get(each) for each in WHOLE_AND_PARTS)
        if whole is None and base is not None and single is not None:
            found[Measure.GRASSROOTS] = base + single
        elif base is None and whole is not None and single is not None:
            found[Measure.WITH_CELLS] = whole - single
        elif single is None and whole is not None and base is not None:
            found[Measure.SINGLE] = whole - base
        return Stated(found)

    def get(self, measure: Measure) -> int | None:
        """Return the value of a measure, or None where it is free."""
        return self.values.get(measure)

    def is_met_by(self, size: Size) -> bool:
        """Say whether a size has every value stated."""
        return all(size.value(measure) == value for measure, value in self.values.items())


WHOLE_AND_PARTS: Final = (Measure.GRASSROOTS, Measure.WITH_CELLS, Measure.SINGLE)


def impossible(stated: Stated) -> Impossible | None:
    """Say why no size has the values stated, or None if one has."""
    whole, base, single = (stated.get(each) for each in WHOLE_AND_PARTS)
    if whole is not None and base is not None and single is not None and whole != base + single:
        return Impossible.SUM
    if whole is not None and whole < max(base or 0, single or 0):
        return Impossible.PART
    if next(_fitting(stated.summed(), stated.summed()), None) is None:
        return Impossible.CELLS
    return None


def with_neighbours(known: Mapping[date, Stated]) -> dict[date, Stated]:
    """Add to what is stated of each day what is stated within a year of it, where both agree."""
    found = {}
    for on, stated in known.items():
        values = dict(stated.summed().values)
        for measure in Measure:
            day = _nearest(on, known, [measure])
            if measure not in values and day is not None and abs((day - on).days) < CLOSE:
                more = Stated({**values, measure: known[day].values[measure]})
                values = dict(more.summed().values) if impossible(more) is None else values
        found[on] = Stated(values)
    return found


def chosen_size(on: date, stated: Stated, near: Mapping[date, Stated]) -> Size:
    """Return the size on a day: as stated, and else most like what is near it."""
    likely = _likely(on, near)
    return min(_fitting(stated, likely), key=lambda size: _unlike(size, likely))


def _unlike(size: Size, likely: Stated) -> int:
    return sum(abs(size.value(measure) - value) for measure, value in likely.values.items())


def _fitting(stated: Stated, likely: Stated) -> Iterator[Size]:
    """Yield the sizes with the values stated, each as like the other values as it can be."""
    for base in _bases(stated, likely):
        single, cells = _single(stated, likely, base), stated.get(Measure.CELLS)
        if cells is None:
            fewest = single + FEWEST_CELLS * base
            cells = max(fewest, likely.get(Measure.CELLS) or 0) if base else single
        size = Size(base, single, cells - single)
        if size.is_possible and stated.is_met_by(size):
            yield size


def _bases(stated: Stated, likely: Stated) -> Iterable[int]:
    base, whole, cells = (
        stated.get(each) for each in (Measure.WITH_CELLS, Measure.GRASSROOTS, Measure.CELLS)
    )
    if base is not None:
        return [base]
    if whole is not None:
        return range(whole + 1)
    if cells is not None:
        return range(cells // FEWEST_CELLS + 1)
    return [likely.get(Measure.WITH_CELLS) or 0]


def _single(stated: Stated, likely: Stated, base: int) -> int:
    single, whole, cells = (
        stated.get(each) for each in (Measure.SINGLE, Measure.GRASSROOTS, Measure.CELLS)
    )
    if single is not None:
        return single
    if whole is not None:
        return whole - base
    wanted = max(0, likely.get(Measure.SINGLE) or 0)
    if cells is None:
        return wanted
    return cells if base == 0 else min(wanted, cells - FEWEST_CELLS * base)


def _likely(on: date, known: Mapping[date, Stated]) -> Stated:
    """Return a value for each measure: the one stated, else the nearest, else one in proportion."""
    found = dict(known[on].values)
    share = _share(on, known)
    found.setdefault(Measure.GRASSROOTS, _whole(on, known, found, share))
    found.setdefault(Measure.WITH_CELLS, round(found[Measure.GRASSROOTS] * share))
    found.setdefault(Measure.SINGLE, found[Measure.GRASSROOTS] - found[Measure.WITH_CELLS])
    each = _cells_each(on, known)
    found.setdefault(Measure.CELLS, found[Measure.SINGLE] + found[Measure.WITH_CELLS] * each)
    return Stated(found)


def _nearest(on: date, known: Mapping[date, Stated], measures: Iterable[Measure]) -> date | None:
    days = [day for day, each in known.items() if all(m in each.values for m in measures)]
    return min(days, key=lambda day: (abs((day - on).days), day)) if days else None


def _share(on: date, known: Mapping[date, Stated]) -> float:
    day = _nearest(on, known, WHOLE_AND_PARTS)
    whole = known[day].values[Measure.GRASSROOTS] if day else 0
    return known[day].values[Measure.WITH_CELLS] / whole if day and whole else USUAL_SHARE


def _whole(
    on: date, known: Mapping[date, Stated], found: Mapping[Measure, int], share: float
) -> int:
    if Measure.WITH_CELLS in found and share:
        return max(found[Measure.WITH_CELLS], round(found[Measure.WITH_CELLS] / share))
    if Measure.SINGLE in found and share < 1:
        return max(found[Measure.SINGLE], round(found[Measure.SINGLE] / (1 - share)))
    day = _nearest(on, known, [Measure.GRASSROOTS])
    if day is not None:
        return known[day].values[Measure.GRASSROOTS]
    return round(found.get(Measure.CELLS, 0) / (USUAL_CELLS * share + 1))


def _cells_each(on: date, known: Mapping[date, Stated]) -> int:
    day = _nearest(on, known, [Measure.CELLS, Measure.SINGLE, Measure.WITH_CELLS])
    if day is None or not known[day].values[Measure.WITH_CELLS]:
        return USUAL_CELLS
    values = known[day].values
    each = (values[Measure.CELLS] - values[Measure.SINGLE]) // values[Measure.WITH_CELLS]
    return max(FEWEST_CELLS, each - max(0, (day - on).days) // DAYS_A_CELL)
