"""Make columns anew where there are none, or where much has changed since they were made."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from dangbo.columns.files.kept import Columns, kept, save
from dangbo.columns.files.spells import counted
from dangbo.columns.files.trees import Trees
from dangbo.columns.queries.holding import TREES, is_large, last_stamp, place_of, ready
from dangbo.columns.queries.measures import Measure, measures
from dangbo.columns.queries.reading import all_places, last_rows, spells_of

Wanted = tuple[Path, Callable[[], Columns], list[Measure]]
MADE_ANEW_AFTER: Final = 20_000
"""Acts since columns were made, from which on they are made anew."""


def keep_columns(*, anew: bool = False) -> list[str]:
    """Make what is missing or old, and name it; nothing where the register is small."""
    if not is_large():
        return []
    wanted: list[Wanted] = [(place_of(TREES), _trees, [])]
    wanted += [(place_of(each.key), partial(_counts, each), [each]) for each in measures()]
    made = []
    for place, make, asked in wanted:
        fresh = not anew and ready(asked) is not None
        if _make(place, make, fresh=fresh):
            made.append(place.name)
    return made


def _make(place: Path, make: Callable[[], Columns], *, fresh: bool) -> bool:
    if fresh and _acts_since(place) < MADE_ANEW_AFTER:
        return False
    save(place, make())
    return True


def _acts_since(place: Path) -> int:
    newest = next(kept(place), None)
    return last_stamp().seq - newest.stamp.seq if newest else MADE_ANEW_AFTER


def _counts(measure: Measure) -> Columns:
    # The marks first: what acts add from here on is above them.
    marks, stamp = last_rows(measure.tables), last_stamp()
    return Columns(stamp, marks, counted(spells_of(measure, stamp.seq)))


def _trees() -> Columns:
    stamp = last_stamp()
    return Columns(stamp, {}, Trees.of(all_places(stamp.seq)))
