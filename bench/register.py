"""Make a register of the nation's size: five levels, re-parented and merged over sixty years."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

FIRST = date(1964, 1, 1)
DAYS = (date(2026, 6, 30) - FIRST).days
LEVELS = {
    "small": (1, 4, 20, 90, 420),
    "medium": (1, 10, 100, 7_000, 40_000),
    "large": (1, 63, 705, 52_000, 300_000),
}
KINDS = (
    "dang_bo_tinh",
    "dang_bo_cap_tren",
    "dang_bo_co_so",
    "dang_bo_bo_phan",
    "chi_bo_truc_thuoc",
)
MOVES = (0.0, 0.0, 0.5, 0.5, 0.3)
BIG = tuple((date(year, 7, 1) - FIRST).days for year in (1976, 1986, 1997, 2008, 2018, 2025))
WORDS = [
    "Sở",
    "Ban",
    "Chi",
    "Cục",
    "Công",
    "Ty",
    "Văn",
    "Phòng",
    "Nông",
    "Nghiệp",
    "Y",
    "Tế",
    "Xây",
    "Dựng",
    "Giao",
    "Thông",
    "Than",
    "Điện",
]


class Made(NamedTuple):
    """One organisation: its level, its span, whom it stood under when, and what came of it."""

    id: int
    level: int
    name: str
    born: int
    ended: int | None
    places: list[tuple[int | None, int, int | None]]
    heirs: list[int]


def make(scale: str, seed: int = 7) -> Iterator[Made]:
    """Yield the organisations of a scale, superiors first; ids count from 1."""
    draw = random.Random(seed)
    first = 1
    above: list[int] = []
    for level, size in enumerate(LEVELS[scale]):
        ids = range(first, first + size)
        first += size
        stable: list[int] = []
        for org in ids:
            made = _one(draw, org, level, above, stable)
            if made.ended is None and made.born == 0:
                stable.append(org)
            yield made
        above = stable


def _one(draw: random.Random, org: int, level: int, above: list[int], stable: list[int]) -> Made:
    born, ended, heirs = 0, None, []
    if level >= 3 and stable and draw.random() < 0.1:
        if draw.random() < 0.5:
            born = draw.randrange(1, DAYS)
        else:
            ended = _day(draw, 1)
            heirs = draw.sample(stable, min(len(stable), draw.choice((1, 1, 1, 2))))
    name = f"{' '.join(draw.choices(WORDS, k=4))} {org}"
    places = _places(draw, level, above, born, ended)
    return Made(org, level, name, born, ended, places, heirs)


def _day(draw: random.Random, since: int) -> int:
    return draw.choice(BIG) if draw.random() < 0.6 else draw.randrange(since, DAYS)


def _places(
    draw: random.Random, level: int, above: list[int], born: int, ended: int | None
) -> list[tuple[int | None, int, int | None]]:
    if not above:
        return [(None, born, ended)]
    moves = 0
    while draw.random() < MOVES[level] / (1 + MOVES[level]):
        moves += 1
    cuts = sorted({_day(draw, 1) for _ in range(moves)})
    cuts = [day for day in cuts if day > born and (ended is None or day < ended)]
    found: list[tuple[int | None, int, int | None]] = []
    for start, end in zip([born, *cuts], [*cuts, ended], strict=True):
        superior = draw.choice(above)
        if found and found[-1][0] == superior:
            found[-1] = (superior, found[-1][1], end)
        else:
            found.append((superior, start, end))
    return found


def day(number: int) -> date:
    """Turn a day's number into its date."""
    return FIRST + timedelta(days=number)
