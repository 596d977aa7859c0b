"""Keep columns in files, from which every process maps the same memory.

Each set of columns is a directory of its own, named by the act that it was made after. It is
written beside and then renamed, so that nobody ever reads half of one; several may stand side by
side, and whoever still reads an older one goes on while it is removed.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dangbo.columns.files.spells import SpellCounts, Turns, unmoved
from dangbo.columns.files.trees import Places, Trees

FORM: Final = 1
"""Goes up when columns of an older form can no longer be read."""
ABOUT: Final = "about.json"
Arrays = Mapping[str, NDArray[Any]]


class Stamp(NamedTuple):
    """The last act that columns have seen: its number and its seal."""

    seq: int
    seal: str


@dataclass(frozen=True)
class Columns:
    """Columns with the act they were made after, and the last row of each table then.

    `marks` may be lower than the rows read, never higher: what is above them is looked at again.
    """

    stamp: Stamp
    marks: Mapping[str, int]
    held: SpellCounts | Trees


def save(place: Path, columns: Columns) -> None:
    """Keep columns in a directory of their own below `place`; what is older goes."""
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    before = list(_kept(place))
    fresh = Path(mkdtemp(prefix="new-", dir=place))
    try:
        numbers, arrays = _taken_apart(columns.held)
        for name, array in arrays.items():
            np.save(fresh / f"{name}.npy", array)
        about = {"form": FORM, "stamp": columns.stamp, "marks": columns.marks, "numbers": numbers}
        (fresh / ABOUT).write_text(json.dumps(about), encoding="ascii")
        fresh.rename(place / f"{columns.stamp.seq:012}-{fresh.name}")
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    for each in before:
        shutil.rmtree(each, ignore_errors=True)


def kept(place: Path) -> Iterator[Columns]:
    """Yield the columns kept below `place`, the newest first."""
    for each in sorted(_kept(place), reverse=True):
        try:
            about = json.loads((each / ABOUT).read_text(encoding="ascii"))
            if about["form"] == FORM:
                held = _put_together(about["numbers"], each)
                yield Columns(Stamp(*about["stamp"]), about["marks"], held)
        except (OSError, ValueError, EOFError):
            continue


def _kept(place: Path) -> Iterator[Path]:
    return (each for each in place.glob("[0-9]*") if each.is_dir())


def _taken_apart(held: SpellCounts | Trees) -> tuple[dict[str, int], Arrays]:
    if isinstance(held, Trees):
        ends = {"first": held.first, "last": held.last}
        return {}, {**held.places._asdict(), **ends}
    turns = {
        f"{name}_{part}": getattr(own, part)
        for name, own in (("starts", held.starts), ("ends", held.ends))
        for part in ("org", "upto")
    }
    return {"first": held.starts.first}, {**turns, "at": held.at, "full": held.full}


def _put_together(numbers: Mapping[str, int], place: Path) -> SpellCounts | Trees:
    def mapped(name: str) -> NDArray[Any]:
        found: NDArray[Any] = np.load(place / f"{name}.npy", mmap_mode="r")
        return found.view(np.ndarray)

    if not numbers:
        return Trees(Places(*map(mapped, Places._fields)), mapped("first"), mapped("last"))
    starts, ends = (
        Turns(numbers["first"], mapped(f"{name}_org"), mapped(f"{name}_upto"))
        for name in ("starts", "ends")
    )
    return SpellCounts(starts, ends, mapped("at"), mapped("full"), unmoved())
