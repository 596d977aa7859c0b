"""Keep what stood behind a figure, and compare figures that were sent with others.

Source: `rules.md` 13.1 and 13.2 (figures are added up from below and must be uniform and exact).
"""

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

LEVEL: Final = 9


class Counted(NamedTuple):
    """One thing that was counted: the id of a person or an organisation, and its day if any."""

    id: int
    on: date | None = None


Marked = tuple[int, date | None, Mapping[str, str]]


@dataclass(frozen=True)
class Figure:
    """A value with what stands behind it."""

    value: Fraction | None
    behind: tuple[Counted, ...] = ()


@dataclass(frozen=True)
class Difference:
    """A cell that differs: before and now, who came to it and who fell out."""

    key: str
    before: Fraction | None
    now: Fraction | None
    gained: tuple[Counted, ...] = ()
    lost: tuple[Counted, ...] = ()


@dataclass(frozen=True)
class SumDifference:
    """A cell in which what is below does not add up to what is above.

    `above_only`: counted above but by nobody below; `below_only`: the reverse, where two below
    counted the same as well.
    """

    key: str
    above: Fraction
    below: Fraction
    above_only: tuple[Counted, ...] = ()
    below_only: tuple[Counted, ...] = ()


def packed(items: Iterable[Marked]) -> bytes:
    """Return a list of what was counted as a few bytes; equal lists give equal bytes."""
    rows = [[each, on.isoformat() if on else "", dict(marks)] for each, on, marks in items]
    rows.sort(key=lambda row: json.dumps(row, sort_keys=True))
    text = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return zlib.compress(text.encode(), LEVEL)


def unpacked(content: bytes) -> list[Marked]:
    """Return the list that was packed."""
    rows = json.loads(zlib.decompress(bytes(content)))
    return [(each, date.fromisoformat(on) if on else None, marks) for each, on, marks in rows]


def seal_of(cells: Iterable[tuple[str, str, bytes]]) -> str:
    """Return the SHA-256 of cells (key, value, what is behind), whatever their order."""
    found = hashlib.sha256()
    for key, value, behind in sorted(cells):
        inner = hashlib.sha256(zlib.decompress(bytes(behind))).hexdigest()
        found.update(json.dumps([key, value, inner]).encode())
    return found.hexdigest()


def differences(before: Mapping[str, Figure], now: Mapping[str, Figure]) -> tuple[Difference, ...]:
    """Return the cells whose value, or whose list, is not what it was; in the order they had."""
    found = []
    for key in dict.fromkeys([*before, *now]):
        old, new = before.get(key, Figure(None)), now.get(key, Figure(None))
        gained, lost = _without(new.behind, old.behind), _without(old.behind, new.behind)
        if old.value != new.value or gained or lost:
            found.append(Difference(key, old.value, new.value, gained, lost))
    return tuple(found)


def sum_differences(
    above: Mapping[str, Figure],
    below: Sequence[Mapping[str, Figure]],
    *,
    added_up: Collection[str],
) -> tuple[SumDifference, ...]:
    """Return the cells in which figures below do not add up to those above."""
    found = []
    for key, figure in above.items():
        if key not in added_up:
            continue
        parts = [each[key] for each in below if key in each]
        total = sum((each.value or Fraction(0) for each in parts), Fraction(0))
        behind = [item for each in parts for item in each.behind]
        missing, foreign = _without(figure.behind, behind), _without(behind, figure.behind)
        value = figure.value or Fraction(0)
        if value != total or missing or foreign:
            found.append(SumDifference(key, value, total, missing, foreign))
    return tuple(found)


def _without(some: Iterable[Counted], others: Iterable[Counted]) -> tuple[Counted, ...]:
    """Return what is among some more often than among others."""
    left = Counter(some) - Counter(others)
    return tuple(sorted(left.elements(), key=lambda each: (each.id, each.on or date.min)))
