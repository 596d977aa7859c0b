"""Hold columns in this process, each brought up to the last act before it answers.

What acts changed is read by their numbers and laid over the columns, which stay as they are; after
an act that is no longer there (a transaction was rolled back, a copy was restored) they are dropped
and read again from their file. Making them anew is left to `commands.making`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Final, NamedTuple

from django.conf import settings

from dangbo.audit.access import acts_on_record, last_link
from dangbo.columns.files.kept import Columns, Stamp, kept
from dangbo.columns.files.spells import SpellCounts
from dangbo.columns.files.trees import Trees
from dangbo.columns.queries.measures import Measure
from dangbo.columns.queries.reading import (
    changed_persons,
    last_rows,
    moved_places,
    spells_of,
)

TREES: Final = "trees"
MOST_PERSONS: Final = 20_000
MOST_MOVED: Final = 200_000
"""From so many changes on columns have to be made anew; until then the tables answer."""

_held: Final[dict[Path, Columns]] = {}
_guard: Final = RLock()


class Ready(NamedTuple):
    """What answers a question: the counts of its measures and the trees, all after one act."""

    stamp: Stamp
    counts: tuple[SpellCounts, ...]
    trees: Trees


def place_of(key: str) -> Path:
    """Return where the columns of a measure, or the trees, are kept."""
    return Path(settings.COLUMNS_ROOT) / key


def last_stamp() -> Stamp:
    """Return the last act that is visible now."""
    found = last_link()
    return Stamp(found.seq, found.hash)


def is_large() -> bool:
    """Say whether the register is large enough for columns; a small one is asked itself."""
    return last_rows(["members_posting"])["members_posting"] >= settings.COLUMNS_FROM


def ready(measures: Sequence[Measure]) -> Ready | None:
    """Return columns as of the last act; None where there are none, or too much has changed."""
    stamp = last_stamp()
    with _guard:
        trees = _brought(place_of(TREES), stamp, partial(_trees, stamp=stamp))
        found = [
            _brought(place_of(each.key), stamp, partial(_counts, measure=each, stamp=stamp))
            for each in measures
        ]
    counts = tuple(each.held for each in found if each and isinstance(each.held, SpellCounts))
    if trees is None or not isinstance(trees.held, Trees) or len(counts) < len(found):
        return None
    return Ready(stamp, counts, trees.held)


def _brought(
    place: Path, stamp: Stamp, bring: Callable[[Columns], Columns | None]
) -> Columns | None:
    """Return columns brought up to an act: those held, else those of the newest file that can."""
    old = _held.get(place)
    if old is not None and old.stamp == stamp:
        return old
    for each in (*([old] if old else ()), *kept(place)):
        if each.stamp != stamp and not _stands(each.stamp, stamp):
            continue
        new = each if each.stamp == stamp else bring(each)
        if new is not None:
            _held[place] = new
            return new
    _held.pop(place, None)
    return None


def _stands(seen: Stamp, now: Stamp) -> bool:
    """Say whether an act that columns have seen still is what it was, before the last one."""
    if not seen.seq:
        return True
    found = acts_on_record().filter(seq=seen.seq).values_list("hash", flat=True).first()
    return seen.seq < now.seq and found == seen.seal


def _counts(old: Columns, measure: Measure, stamp: Stamp) -> Columns | None:
    if not isinstance(old.held, SpellCounts):
        return None
    marks = last_rows(measure.tables)
    persons = changed_persons(measure, old.stamp, stamp.seq, old.marks)
    if len(persons) > MOST_PERSONS or old.held.moved.org.size > MOST_MOVED:
        return None
    gone = spells_of(measure, old.stamp.seq, persons)
    come = spells_of(measure, stamp.seq, persons)
    held = old.held.patched(gone, come) if persons else old.held
    return Columns(stamp, _lower(marks, stamp, old), held)


def _lower(marks: dict[str, int], stamp: Stamp, old: Columns) -> dict[str, int]:
    """Return the marks to go on from: those read now may be of acts after the stamp."""
    return marks if last_stamp() == stamp else dict(old.marks)


def _trees(old: Columns, stamp: Stamp) -> Columns | None:
    if not isinstance(old.held, Trees):
        return None
    between = acts_on_record().filter(seq__gt=old.stamp.seq, seq__lte=stamp.seq)
    if not between.filter(code__startswith="orgs.").exists():
        return replace(old, stamp=stamp)
    gone, come = moved_places(old.stamp.seq, stamp.seq)
    held = old.held.patched(gone.row, come) if gone.row.size or come.row.size else old.held
    return Columns(stamp, old.marks, held)


def forget() -> None:
    """Drop what this process holds."""
    with _guard:
        _held.clear()
