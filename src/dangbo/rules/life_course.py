"""Make up a believable life of a committee that is of the right size at every anchor.

Between two sizes organisations are founded, grow, merge and end, and cells with them; each turn
says by how much it changes the size, so that the sum of all turns to a day is the size on it.

Source: architecture 4 (invented data). The rates are our reading of what is believable.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate, takewhile
from typing import Final

from dangbo.rules.calibration import Arrival, Plateau
from dangbo.rules.draws import Draws
from dangbo.rules.sizes import FEWEST_CELLS, Size
from dangbo.rules.working_days import spread_days

NOTHING: Final = Size()
DAY: Final = timedelta(days=1)
YEAR: Final = 365.25
# One organisation in so many is founded, and one ends, a year beyond what the figures ask for.
YEARS_A_PAIR: Final = 200
YEARS_A_CELL_PAIR: Final = 60
YEARS_A_SECTION: Final = 120
EARLY_PART: Final = 4
MOST_CELLS_AT_ONCE: Final = 4
DAYS_A_TURN: Final = 20


class Turn(StrEnum):
    """What happens to a committee; those that begin with an organisation change the size."""

    START = "start"
    ARRIVE = "arrive"
    FOUND_WITH_CELLS = "found_with_cells"
    FOUND_SINGLE = "found_single"
    GROW = "grow"
    END_WITH_CELLS = "end_with_cells"
    END_SINGLE = "end_single"
    ADD_CELLS = "add_cells"
    DROP_CELLS = "drop_cells"
    SECTION = "section"
    RENAME = "rename"


@dataclass(frozen=True)
class Step:
    """A turn on a day, and by how much it changes the size."""

    on: date
    turn: Turn
    change: Size = NOTHING


@dataclass(frozen=True)
class _Leg:
    """A time in which the size goes from one to another; both days are free for changes."""

    first: date
    last: date
    start: Size
    end: Size

    @property
    def years(self) -> float:
        return ((self.last - self.first).days + 1) / YEAR


Part = _Leg | Step


def life_course(
    *,
    plateaus: Sequence[Plateau],
    since: date,
    until: date,
    draws: Draws,
    arrivals: Iterable[Arrival] = (),
) -> tuple[Step, ...]:
    """Return what happens from `since` to `until`, in order, so that each plateau is met.

    Sizes add up: see `size_on`.
    """
    found: list[Step] = []
    size = Size()
    for part in _parts(plateaus, since, until, tuple(sorted(arrivals, key=lambda a: a.on))):
        steps = [part] if isinstance(part, Step) else _lived(part, size, draws)
        for step in steps:
            size += step.change
            found.append(step)
    return tuple(found)


def size_on(steps: Iterable[Step], day: date) -> Size:
    """Return the size on a day: the sum of all changes up to it."""
    changes = (each.change for each in takewhile(lambda step: step.on <= day, steps))
    return list(accumulate(changes, initial=Size()))[-1]


def _parts(
    plateaus: Sequence[Plateau], since: date, until: date, arrivals: tuple[Arrival, ...]
) -> Iterator[Part]:
    first = plateaus[0]
    size = first.size if first.start == since else early_size(first.size)
    yield Step(since, Turn.START, size)
    quiet = since
    for plateau in plateaus:
        if plateau.start == since:
            quiet = plateau.end
            continue
        between = _in_one_day(a for a in arrivals if quiet < a.on <= plateau.start)
        eve = max([quiet + DAY, plateau.start - DAY, *(each.on for each in between)])
        yield from _way(quiet + DAY, eve, size, plateau.size, between)
        size, quiet = plateau.size, plateau.end
    if until > quiet:
        yield _Leg(quiet + DAY, until, size, _later_size(size))


def early_size(size: Size) -> Size:
    """Return the size of a committee at its founding, of which no figure speaks: half the first."""
    base = size.with_cells // 2
    each = max(FEWEST_CELLS, size.below // size.with_cells - 1) if base else 0
    return Size(base, size.single // 2, base * each)


def _later_size(size: Size) -> Size:
    if not size.single or not size.with_cells:
        return size
    return Size(size.with_cells + 1, size.single - 1, size.below + size.with_cells // 8 + 2)


def _in_one_day(arrivals: Iterable[Arrival]) -> tuple[Arrival, ...]:
    """Add up the arrivals of one day; one whose number is not stated makes the day's so."""
    found: dict[date, Arrival] = {}
    for each in arrivals:
        same = found.get(each.on)
        counts = (same.count if same else 0, each.count)
        total = None if None in counts else sum(count or 0 for count in counts)
        found[each.on] = Arrival(each.on, total)
    return tuple(found.values())


def _way(
    first: date, last: date, start: Size, end: Size, arrivals: Sequence[Arrival]
) -> Iterator[Part]:
    """Yield the legs from one size to the next, and the arrivals between them."""
    if not arrivals:
        yield _Leg(first, last, start, end)
        return
    arrival, *more = arrivals
    coming, before = _coming(arrival, first, last, start, end)
    if first < arrival.on:
        yield _Leg(first, arrival.on - DAY, start, before)
    else:
        before = start
    yield Step(arrival.on, Turn.ARRIVE, coming)
    yield from _way(min(arrival.on + DAY, last), last, before + coming, end, more)


def _coming(arrival: Arrival, first: date, last: date, start: Size, end: Size) -> tuple[Size, Size]:
    """Return how much comes in with an arrival, and the size on the day before it."""
    if arrival.count is None:
        before = _between(start, end, 1 / EARLY_PART)
        coming = end - before
        return (coming, before) if _is_gain(coming) else (Size(), _between(start, end, 1))
    coming = _share_of(arrival.count, start, end)
    rest = end - coming
    if not rest.is_possible:
        return coming, start
    passed = (arrival.on - first).days / max(1, (last - first).days)
    return coming, _between(start, rest, 1 if arrival.on == last else passed)


def _is_gain(change: Size) -> bool:
    return min(change.with_cells, change.single) >= 0 and change.is_possible


def _share_of(count: int, start: Size, end: Size) -> Size:
    """Split arriving organisations as the growth between two sizes is split, or as the later is."""
    base, single = end.with_cells - start.with_cells, end.single - start.single
    if base <= 0 and single <= 0:
        base, single = end.with_cells, end.single
    base, single = max(0, base), max(0, single)
    wanted = round(count * base / (base + single)) if base + single else 0
    with_cells = min(max(wanted, count - end.single), end.with_cells, count)
    if not with_cells:
        return Size(0, count, 0)
    others = end.with_cells - with_cells
    spare = end.below - FEWEST_CELLS * others
    usual = with_cells * (end.below // end.with_cells)
    return Size(with_cells, count - with_cells, min(usual, spare) if others else end.below)


def _between(start: Size, end: Size, share: float) -> Size:
    """Return a possible size part of the way from one to another."""

    def part(low: int, high: int) -> int:
        return low + round((high - low) * share)

    base = part(start.with_cells, end.with_cells)
    below = max(part(start.below, end.below), FEWEST_CELLS * base)
    return Size(base, part(start.single, end.single), below if base else 0)


Waiting = tuple[Turn, Size]


def _lived(leg: _Leg, size: Size, draws: Draws) -> list[Step]:
    """Give each turn of a leg its day, in an order in which all of them can happen."""
    waiting = draws.shuffled(_turns(leg, draws))
    found: list[Step] = []
    for day in spread_days(count=len(waiting), first=leg.first, last=leg.last, draws=draws):
        step = _next_step(waiting, size, found, max([day, *(each.on for each in found[-1:])]), leg)
        size += step.change
        found.append(step)
    return found


def _next_step(
    waiting: list[Waiting], size: Size, found: Sequence[Step], day: date, leg: _Leg
) -> Step:
    """Take the first turn that can happen on a day, or on the next one if none can."""
    new = _founded(found, day)
    ready = next((each for each in waiting if _can_be(each, size, new, waiting)), None)
    if ready is None:
        day = min(day + DAY, leg.last)
        ready = next(each for each in waiting if _can_be(each, size, NOTHING, waiting))
    waiting.remove(ready)
    turn, change = ready
    if turn is Turn.END_WITH_CELLS and size.with_cells == 1:
        change = Size(-1, 0, -size.below)
    return Step(day, turn, change)


def _founded(found: Sequence[Step], day: date) -> Size:
    """Return what was founded on a day: it cannot end or grow on the same one."""
    turns = [step.turn for step in found if step.on == day]
    return Size(turns.count(Turn.FOUND_WITH_CELLS), turns.count(Turn.FOUND_SINGLE))


def _can_be(waiting: Waiting, size: Size, new: Size, others: Sequence[Waiting]) -> bool:
    turn, change = waiting
    if turn is Turn.END_WITH_CELLS and size.with_cells == 1:
        # The last one takes its cells with it, so it must be the last that concerns any.
        return sum(bool(each.with_cells or each.below) for _, each in others) == 1
    if turn in {Turn.SECTION, Turn.RENAME}:
        return True
    if turn is Turn.ADD_CELLS and not size.with_cells:
        return False
    old = Size(size.with_cells - new.with_cells, size.single - new.single)
    if min(old.with_cells + min(change.with_cells, 0), old.single + min(change.single, 0)) < 0:
        return False
    return (size + change).is_possible


def _turns(leg: _Leg, draws: Draws) -> list[Waiting]:
    """List what happens in a leg, in no order."""
    need = leg.end - leg.start
    grown = _growing(leg, need)
    found: list[Waiting] = [(Turn.RENAME, NOTHING)] * int(leg.years)
    found += [(Turn.SECTION, NOTHING)] * int(leg.years * leg.start.with_cells / YEARS_A_SECTION)
    pairs = min(int(leg.years * leg.start.grassroots / YEARS_A_PAIR), leg.start.grassroots // 2)
    base_pairs = pairs // 3 if min(leg.start.with_cells, leg.end.with_cells) > 1 else 0
    single_pairs = pairs - base_pairs if leg.start.single else 0
    base, single = need.with_cells - grown, need.single + grown
    each = leg.end.below // leg.end.with_cells if leg.end.with_cells else 0

    def cells() -> int:
        return draws.between(FEWEST_CELLS, max(FEWEST_CELLS, each))

    found += [(Turn.GROW, Size(1, -1, cells())) for _ in range(grown)]
    found += [
        (Turn.FOUND_WITH_CELLS, Size(1, 0, cells())) for _ in range(max(0, base) + base_pairs)
    ]
    found += [(Turn.END_WITH_CELLS, Size(-1, 0, 0))] * (max(0, -base) + base_pairs)
    found += [(Turn.FOUND_SINGLE, Size(0, 1, 0))] * (max(0, single) + single_pairs)
    found += [(Turn.END_SINGLE, Size(0, -1, 0))] * (max(0, -single) + single_pairs)
    if leg.end.with_cells:
        found += _cell_turns(leg, need.below - sum(size.below for _, size in found), draws)
    return found


def _growing(leg: _Leg, need: Size) -> int:
    """Return how many grassroots cells grow into organisations with cells."""
    wanted = max(0, need.with_cells)
    plainly = min(wanted, max(0, -need.single))
    more = min(wanted - plainly, int(leg.years / 6), (leg.start.single - plainly) // 3)
    return plainly + max(0, more)


def _cell_turns(leg: _Leg, need: int, draws: Draws) -> list[Waiting]:
    exchanged = int(leg.years * leg.start.with_cells / YEARS_A_CELL_PAIR)
    exchanged = min(exchanged, leg.start.spare, leg.end.spare)
    most = max(MOST_CELLS_AT_ONCE, abs(need) // max(1, int(leg.years * YEAR) // DAYS_A_TURN))
    found: list[Waiting] = [(Turn.DROP_CELLS, Size(0, 0, -1))] * exchanged
    found += [(Turn.ADD_CELLS, Size(0, 0, 1))] * exchanged
    turn, sign = (Turn.ADD_CELLS, 1) if need > 0 else (Turn.DROP_CELLS, -1)
    rest = abs(need)
    while rest:
        part = min(rest, draws.between(1, most))
        found.append((turn, Size(0, 0, sign * part)))
        rest -= part
    return found
