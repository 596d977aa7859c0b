"""Settle members where cells begin, end or grow too full, so that each cell can always decide."""

from collections.abc import Iterable, Sequence
from typing import Final

from dangbo.rules.cell_turns import FEWEST_OFFICIAL, FULL, CellBegun, CellEnded
from dangbo.rules.member_coming import Intake
from dangbo.rules.member_roll import Enrolled, Roll, Stage, most_wanting, not_placed

# A new cell has so many hundredths of what it should have at once.
FIRST_PART: Final = 70
HEIRS: Final = 8


def hand_on(roll: Roll, ended: CellEnded, stage: Stage, total: int) -> None:
    """Bring the members of a cell that ends to its heirs, or wherever some are wanted."""
    if ended.carried:
        roll.carry(ended.cell, ended.heirs[0], stage.on)
        return
    heirs: Sequence[str] = ended.heirs
    if not heirs:
        others = sorted(roll.inside - {ended.cell})
        wanted = roll.wanted(total, others)
        others.sort(key=lambda cell: len(roll.cells[cell]) - wanted[cell])
        heirs = others[:HEIRS]
    wanted = roll.wanted(total, sorted({*roll.inside, *heirs}))
    for person in list(roll.cells[ended.cell]):
        roll.transfer(person, stage, most_wanting(roll, wanted, heirs))


def stated_members(intake: Intake, cells: Sequence[str], stage: Stage, total: int) -> None:
    """Tell which members cells have, so many in all; each has enough to decide."""
    roll = intake.roll
    wanted = roll.wanted(max(total, 1), cells)
    rest = total
    for cell in cells:
        for _ in range(FEWEST_OFFICIAL + 1):
            intake.come(stage, cell, "enter")
            rest -= 1
    for _ in range(rest):
        intake.come(stage, most_wanting(roll, wanted, cells), "enter")


def fill_new(roll: Roll, begun: Iterable[CellBegun], stage: Stage, total: int) -> None:
    """Bring members into new cells, from the same organisation first."""
    for each in begun:
        wanted = roll.wanted(total, sorted({*roll.inside, each.cell}))
        least = max(FEWEST_OFFICIAL + 1, wanted[each.cell] * FIRST_PART // 100)
        near = [cell for cell in (*each.sources, *roll.siblings(each.cell)) if cell in roll.cells]
        while len(roll.cells[each.cell]) < least:
            found = _giver(roll, near, wanted, stage, floor=FIRST_PART)
            if found is None:
                others = [cell for cell in roll.inside if cell != each.cell]
                found = _giver(roll, others, wanted, stage, floor=0)
            if found is None:
                raise not_placed(stage.on)
            roll.transfer(found, stage, each.cell)


def relieve(roll: Roll, stage: Stage) -> None:
    """Bring members of cells that are too full to others."""
    full = [cell for cell in sorted(roll.inside) if len(roll.cells[cell]) >= FULL]
    if not full:
        return
    wanted = roll.wanted(roll.total(), sorted(roll.inside))
    for cell in full:
        while len(roll.cells[cell]) >= FULL:
            people = roll.movable(cell, stage)
            if not people:
                break
            near = [each for each in roll.siblings(cell) if len(roll.cells[each]) < FULL - 1]
            target = most_wanting(roll, wanted, near or roll.inside - {cell})
            roll.transfer(roll.draws.pick(people), stage, target)


def _giver(
    roll: Roll, cells: Iterable[str], wanted: dict[str, int], stage: Stage, *, floor: int
) -> Enrolled | None:
    """Return a member of the cell that can best spare one and stays above `floor` hundredths."""
    best, people = None, list[Enrolled]()
    for cell in cells:
        spare = len(roll.cells[cell]) - wanted.get(cell, 0)
        if 100 * len(roll.cells[cell]) <= floor * wanted.get(cell, 0):
            continue
        if best is None or (spare, cell) > best:
            there = roll.movable(cell, stage)
            if there:
                best, people = (spare, cell), there
    return roll.draws.pick(people) if people else None
