"""Answer the questions of `bench.rollup` in C, as near to the machine's limit as we know how.

The C is not part of the project: it lies beside it where the office of the project keeps its
yardsticks, and where it is missing nothing is compared with it.
"""

import ctypes
import subprocess
from collections.abc import Sequence
from pathlib import Path
from shutil import which
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from dangbo.columns.files.spells import SpellCounts
from dangbo.columns.files.trees import Trees
from dangbo.rules.paths import WIDTH

SOURCE = Path(__file__).resolve().parents[2] / "shared" / "bench" / "limit.c"
FLAGS = ("-O3", "-march=native", "-shared", "-fPIC")


def _at(array: NDArray[Any]) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)


class Limit:
    """The kernels, with the arrays they take."""

    def __init__(self, compiled: Path, counts: SpellCounts, trees: Trees) -> None:
        self._c = ctypes.CDLL(str(compiled))
        self._counts, self._trees = counts, trees
        self.size = trees.size
        self.found = np.zeros(self.size, np.int32)

    @classmethod
    def compiled(cls, scratch: Path, counts: SpellCounts, trees: Trees) -> Self | None:
        """Compile the kernels; None where the source or a compiler is missing."""
        if not SOURCE.exists() or which("gcc") is None:
            return None
        target = scratch / "limit.so"
        subprocess.run(["gcc", *FLAGS, "-o", target, SOURCE], check=True)
        return cls(target, counts, trees)

    def day(self, day: int) -> tuple[Any, ...]:
        """Return what the kernels take for a day: the nearest full day, what was between, tree."""
        counts = self._counts
        near = counts._nearest(day) or 0
        full = np.zeros(self.size, np.int32)
        full[: counts.size] = counts.full[near]
        since = int(counts.at[near])
        sign, low, high = (1, since, day) if since <= day else (-1, day, since)
        turns = [
            np.ascontiguousarray(each.between(low, high)) for each in (counts.starts, counts.ends)
        ]
        return full, *turns, sign, *self.tree(day)

    def tree(self, day: int) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return the organisations of a day, the deepest first, and the superior of each."""
        places = self._trees.places
        rows = np.flatnonzero((places.start <= day) & (places.end > day))
        paths, orgs = places.path[rows], places.org[rows]
        above = np.full(self.size, -1, np.int32)
        at = dict(zip(paths.tolist(), orgs.tolist(), strict=True))
        for path, org in at.items():
            above[org] = at.get(path[:-WIDTH], -1)
        deepest = orgs[np.argsort(-np.char.str_len(paths), kind="stable")]
        others = np.setdiff1d(np.arange(self.size, dtype=np.int32), orgs)
        return np.concatenate([deepest, others]).astype(np.int32), above

    def rolled_up(self, prepared: tuple[Any, ...]) -> NDArray[Any]:
        """Count every organisation of a day with all below it."""
        full, starts, ends, sign, order, above = prepared
        self._c.own_at(
            *(_at(full), self.size, _at(starts), ctypes.c_long(starts.size)),
            *(_at(ends), ctypes.c_long(ends.size), sign, _at(self.found)),
        )
        self._c.rollup(_at(order), _at(above), order.size, _at(self.found))
        return self.found

    def prepared_course(self, days: Sequence[int]) -> list[tuple[Any, ...]]:
        """Return the tree and the counts of each day."""
        found = []
        for day in days:
            order, above = self.tree(day)
            own = self._counts.own(day, self.size).astype(np.int32)
            found.append((np.ascontiguousarray(order[::-1]), above, own))
        return found

    def course(self, prepared: Sequence[tuple[Any, ...]], org: int) -> list[int]:
        """Count an organisation with all below it on each day prepared."""
        kinds = np.zeros(self.size, np.int8)
        under = np.zeros(self.size, np.int8)
        out = np.zeros((len(prepared), 8), np.int64)
        for row, (order, above, own) in zip(out, prepared, strict=True):
            self._c.series1(
                *(_at(order), _at(above), _at(kinds), _at(own), order.size, org),
                *(_at(under), _at(row)),
            )
        return [int(each) for each in out[:, 0]]
