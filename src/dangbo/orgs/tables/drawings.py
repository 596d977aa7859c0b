"""Draw where an organisation came from and what it went into: boxes in columns of time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from textwrap import wrap
from typing import Final

from django.utils.translation import gettext as _

from dangbo.base.days import format_day
from dangbo.orgs.queries import DecisionRow, Lineage, LineageLink
from dangbo.orgs.tables.parts import org_url, paper_words

MOST_BOXES: Final = 80
WIDE, HIGH = 216, 78
ACROSS, DOWN = 76, 20
EDGE: Final = 4
LETTERS, LINES = 27, 3
SWEEPS: Final = 4


@dataclass
class Spot:
    """An organisation at its place in the drawing; one met again later has a second place."""

    org: int | None
    moment: LineageLink
    column: int = 0
    row: float = 0
    before: list["Spot"] = field(default_factory=list)
    after: list["Spot"] = field(default_factory=list)


@dataclass(frozen=True)
class Box:
    """A drawn organisation: its name in lines, and the day and paper it came by."""

    x: int
    y: int
    lines: Sequence[str]
    below: str
    title: str
    url: str
    current: bool

    @property
    def text_x(self) -> int:
        """Return where its words begin."""
        return self.x + 12

    @property
    def rows(self) -> list[tuple[int, str]]:
        """Return its lines with the height of each."""
        return [(self.y + 21 + 17 * number, line) for number, line in enumerate(self.lines)]

    @property
    def foot_y(self) -> int:
        """Return the height of its last line."""
        return self.y + HIGH - 9


@dataclass(frozen=True)
class Arrow:
    """A drawn succession, whole or in part."""

    path: str
    whole: bool


@dataclass(frozen=True)
class Drawing:
    """A lineage ready to be drawn."""

    width: int
    height: int
    boxes: Sequence[Box]
    arrows: Sequence[Arrow]
    box_width: int = WIDE
    box_height: int = HIGH


def drawing_of(found: Lineage, decisions: Mapping[int, DecisionRow]) -> Drawing | None:
    """Return the drawing of a lineage, or None where there is none or it would be too large."""
    spots, ties = _spots(found.links)
    if not spots or len(spots) > MOST_BOXES:
        return None
    columns = _columns(spots)
    _order(columns)
    high = max(len(column) for column in columns)
    for column in columns:
        for number, spot in enumerate(column):
            spot.row = number + (high - len(column)) / 2
    return Drawing(
        width=len(columns) * (WIDE + ACROSS) - ACROSS + 2 * EDGE,
        height=high * (HIGH + DOWN) - DOWN + 2 * EDGE,
        boxes=[_box(spot, found, decisions) for spot in spots],
        arrows=[_arrow(source, result, link) for source, result, link in ties],
    )


def _spots(links: Iterable[LineageLink]) -> tuple[list[Spot], list[tuple[Spot, Spot, LineageLink]]]:
    spots: list[Spot] = []
    ties: list[tuple[Spot, Spot, LineageLink]] = []
    latest: dict[int | None, Spot] = {}

    def spot_of(org: int | None, link: LineageLink, *, new: bool) -> Spot:
        if new or org not in latest:
            latest[org] = Spot(org, link)
            spots.append(latest[org])
        return latest[org]

    for link in sorted(links, key=lambda each: each.moment):
        source = spot_of(link.source, link, new=False)
        again = link.result is None or _leads_to(latest.get(link.result), source)
        result = spot_of(link.result, link, new=again)
        source.after.append(result)
        result.before.append(source)
        ties.append((source, result, link))
    return spots, ties


def _leads_to(start: Spot | None, goal: Spot) -> bool:
    """Say whether an arrow back to `start` would close a circle."""
    pending = [start] if start else []
    seen: set[int] = set()
    while pending:
        spot = pending.pop()
        if spot is goal:
            return True
        if id(spot) not in seen:
            seen.add(id(spot))
            pending += spot.after
    return False


def _columns(spots: Sequence[Spot]) -> list[list[Spot]]:
    """Put each spot right of all it came from, and sources just left of what they went into."""
    for _round in spots:
        moved = False
        for spot in spots:
            place = max((each.column + 1 for each in spot.before), default=0)
            moved, spot.column = moved or place != spot.column, place
        if not moved:
            break
    for spot in spots:
        if not spot.before and spot.after:
            spot.column = min(each.column for each in spot.after) - 1
    columns: dict[int, list[Spot]] = defaultdict(list)
    for spot in spots:
        columns[spot.column].append(spot)
    return [columns[number] for number in sorted(columns)]


def _order(columns: Sequence[list[Spot]]) -> None:
    """Order each column by the middle of what its spots are tied to, to cross few arrows."""
    for column in columns:
        for number, spot in enumerate(column):
            spot.row = number
    for _round in range(SWEEPS):
        for left, right in pairwise(columns):
            _sort(right, {id(spot): spot.before for spot in right})
            _sort(left, {id(spot): spot.after for spot in left})


def _sort(column: list[Spot], tied: Mapping[int, Sequence[Spot]]) -> None:
    def middle(spot: Spot) -> float:
        others = tied[id(spot)]
        return sum(each.row for each in others) / len(others) if others else spot.row

    column.sort(key=middle)
    for number, spot in enumerate(column):
        spot.row = number


def _place(spot: Spot) -> tuple[int, int]:
    return EDGE + spot.column * (WIDE + ACROSS), EDGE + round(spot.row * (HIGH + DOWN))


def _box(spot: Spot, found: Lineage, decisions: Mapping[int, DecisionRow]) -> Box:
    x, y = _place(spot)
    called = found.names.get((spot.org or 0, spot.moment.on))
    name = called.name if called else _("Không nêu rõ nơi nhận")
    by = decisions.get(spot.moment.act) if spot.before else None
    lines = wrap(name, LETTERS, max_lines=LINES, placeholder="…")
    return Box(
        x=x,
        y=y,
        lines=lines,
        below=f"{format_day(by.on)} · {paper_words(by)}" if by else "",
        title=name,
        url=org_url(called.uid) if called else "",
        current=spot.org == found.org,
    )


def _arrow(source: Spot, result: Spot, link: LineageLink) -> Arrow:
    (left, top), (right, bottom) = _place(source), _place(result)
    x1, y1, x2, y2 = left + WIDE, top + HIGH // 2, right - 7, bottom + HIGH // 2
    middle = (x1 + x2) // 2
    return Arrow(f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}", link.whole)
