"""Time counts of every organisation at once, from columns, beside a limit in C and a closure join.

The register is made straight in columns: the organisations of `bench.register`, and members whose
spells are drawn much as in `bench.people`. Times are by the clock and of the processor, for on a
shared machine the clock tells little; of the server its own process is read, which therefore works
alone. `python -m bench.rollup [SCALE]` runs this without the rest.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bench.limit import Limit
from bench.register import DAYS, FIRST, Made, make
from dangbo.columns.files.spells import OPEN, SpellCounts, Spells, counted
from dangbo.columns.files.trees import Places, Trees, course
from dangbo.rules.paths import orgs_of, segment

A_CELL = 19
FORMER = 1 / 3
MOVES = 1.2  # from one cell to another in a life
LIMIT_AIM, CLOSURE_AIM = 25.0, 0.01
ON = (date(1999, 5, 20) - FIRST).days
YEARLY = [(date(year, 6, 30) - FIRST).days for year in range(1964, 2027)]
HEAD = "| what | ours | peer | ratio | aim | |\n|---|---|---|---|---|---|"
TABLES = (
    "DROP TABLE IF EXISTS bench_closure, bench_spell",
    "CREATE UNLOGGED TABLE bench_closure (ancestor int, org int, since int, until int)",
    "CREATE UNLOGGED TABLE bench_spell (org int, since int, until int)",
)
INDEXES = (
    "CREATE INDEX ON bench_closure (ancestor, since, until, org)",
    "CREATE INDEX ON bench_spell (org, until, since)",
    "ANALYZE bench_closure",
    "ANALYZE bench_spell",
    "SET max_parallel_workers_per_gather = 0",
    "SET work_mem = '512MB'",
)
JOIN = """
SELECT c.ancestor, COUNT(*) FROM bench_closure c JOIN bench_spell s ON s.org = c.org
  AND s.since <= %(day)s AND s.until > %(day)s
WHERE c.since <= %(day)s AND c.until > %(day)s GROUP BY 1
"""
DELTA = """
WITH met AS (
  SELECT GREATEST(c.since, s.since) AS since, LEAST(c.until, s.until) AS until
  FROM bench_closure c JOIN bench_spell s ON s.org = c.org
    AND s.since < c.until AND s.until > c.since WHERE c.ancestor = %(org)s),
turns AS (SELECT day, SUM(by) AS by FROM (
  SELECT since AS day, 1 AS by FROM met UNION ALL SELECT until, -1 FROM met) x GROUP BY 1)
SELECT d.day, COALESCE((SELECT SUM(t.by) FROM turns t WHERE t.day <= d.day), 0)
FROM UNNEST(%(days)s::int[]) AS d(day) ORDER BY 1
"""


class Seconds(NamedTuple):
    """How long something took: by the clock, and of the processor."""

    clock: float
    processor: float


def lines(scale: str, scratch: Path) -> Iterator[str]:
    """Yield the lines of the table: every organisation at a day, and courses of 63 years."""
    orgs = list(make(scale))
    spells, places = _spells(orgs), Places.of(list(_places(orgs)))
    began = process_time()
    trees, counts = Trees.of(places), counted(spells)
    made = process_time() - began
    yield (
        f"<!-- {len(orgs):,} organisations with {places.org.size:,} places, {spells.org.size:,}"
        f" spells, {int((spells.end == OPEN).sum()):,} members at the end; columns put in order in"
        f" {made:.1f} s of the processor, {_megabytes(trees, counts):,.0f} MB -->"
    )
    found = _rolled_up(trees, counts)
    assert (found == _by_scan(trees, spells)).all()  # noqa: S101
    held = trees.on(ON)
    anew = timed(partial(_rolled_up, trees, counts))
    again = timed(lambda: held.added_up(counts.own(ON, trees.size)))
    tops = _tops(orgs, found)
    courses = {
        name: timed(partial(course, counts, trees, org, YEARLY), runs=3)
        for name, org in tops.items()
    }
    limit = Limit.compiled(scratch, counts, trees)
    if limit is None:
        yield "<!-- no source of the limit in C beside the project: not compared with it -->"
    else:
        yield from _beside_limit(limit, found, anew, again)
        yield from _courses_beside_limit(limit, counts, trees, tops, courses)
    yield from _beside_server(
        trees=trees, spells=spells, found=found, anew=anew, tops=tops, courses=courses
    )


def from_tables(acts: int) -> Iterator[str]:
    """Say how long columns take to be made of the tables, and compare their answer with theirs."""
    from dangbo.accounts.access import OPERATOR
    from dangbo.columns.queries import Measure
    from dangbo.columns.queries.reading import all_places, spells_of
    from dangbo.members.queries import total_members

    clock, processor = perf_counter(), process_time()
    trees, counts = Trees.of(all_places(acts)), counted(spells_of(Measure(), acts))
    took = Seconds(perf_counter() - clock, process_time() - processor)
    on, root = date(2026, 6, 30), 1
    number = (on - date(1970, 1, 1)).days
    found = trees.on(number).added_up(counts.own(number, trees.size))
    told = total_members(actor=OPERATOR, org=root, on=on)
    assert int(found[root]) == told  # noqa: S101
    spells = counts.starts.org.size
    yield (
        f"<!-- columns of {spells:,} postings made of the tables in {took.clock:.1f} s"
        f" ({took.processor:.1f} s of this process); {told:,} members, as the tables count -->"
    )


def timed(thing: Callable[[], object], *, runs: int = 7) -> Seconds:
    """Run a thing once to warm up and some times more; return median seconds."""
    thing()
    told = []
    for _ in range(runs):
        clock, processor = perf_counter(), process_time()
        thing()
        told.append((perf_counter() - clock, process_time() - processor))
    return Seconds(*(median(each) for each in zip(*told, strict=True)))


def _rolled_up(trees: Trees, counts: SpellCounts) -> NDArray[np.int64]:
    return trees.on(ON).added_up(counts.own(ON, trees.size))


def _by_scan(trees: Trees, spells: Spells) -> NDArray[np.int64]:
    """Count the same by going through all spells, and from organisation to organisation."""
    holds = (spells.start <= ON) & (spells.end > ON)
    found = np.bincount(spells.org[holds], minlength=trees.size)
    places = trees.places
    stands = np.flatnonzero((places.start <= ON) & (places.end > ON))
    lengths = np.char.str_len(places.path[stands])
    for length in sorted(set(lengths.tolist()), reverse=True)[:-1]:
        rows = stands[lengths == length]
        above = np.array([orgs_of(each.decode())[-2] for each in places.path[rows].tolist()])
        np.add.at(found, above, found[places.org[rows]])
    there = np.zeros(trees.size, bool)
    there[places.org[stands]] = True
    return np.where(there, found, 0)


def _tops(orgs: Sequence[Made], found: NDArray[np.int64]) -> dict[str, int]:
    """Return the whole tree, a province and a district of usual size, by what to call them."""
    told = {}
    for level, name in ((0, "the whole tree"), (1, "a province"), (2, "a district")):
        ids = sorted((each.id for each in orgs if each.level == level), key=lambda org: found[org])
        org = ids[len(ids) // 2]
        told[f"{name} ({found[org]:,} members on that day)"] = org
    return told


def _beside_limit(
    limit: Limit, found: NDArray[np.int64], anew: Seconds, again: Seconds
) -> Iterator[str]:
    prepared = limit.day(ON)
    assert (limit.rolled_up(prepared) == found).all()  # noqa: S101
    told = timed(lambda: limit.rolled_up(prepared), runs=31)
    yield row("every organisation at one day, tree of the day held", again, told, LIMIT_AIM)
    yield row("the same, tree of the day made; the limit's held", anew, told, LIMIT_AIM)


def _courses_beside_limit(
    limit: Limit,
    counts: SpellCounts,
    trees: Trees,
    tops: dict[str, int],
    courses: dict[str, Seconds],
) -> Iterator[str]:
    prepared = limit.prepared_course(YEARLY)
    for name, org in tops.items():
        assert limit.course(prepared, org) == course(counts, trees, org, YEARLY)  # noqa: S101
        told = timed(partial(limit.course, prepared, org), runs=3)
        yield row(f"1964 to 2026 of {name}; the limit's trees and counts held", courses[name], told)


def row(what: str, ours: Seconds, peer: Seconds, aim: float | None = None) -> str:
    """Write one line: times by the clock (of the processor), the ratio of the latter."""
    ratio = ours.processor / peer.processor
    mark = "" if aim is None else "ok" if ratio <= aim else "OVER"
    times = " | ".join(f"{e.clock * 1e3:,.2f} ({e.processor * 1e3:,.2f}) ms" for e in (ours, peer))
    return f"| {what} | {times} | {ratio:.3g}x | {'' if aim is None else f'{aim}x'} | {mark} |"


def _megabytes(trees: Trees, counts: SpellCounts) -> float:
    arrays = [*trees.places, trees.first, trees.last, counts.at, counts.full]
    arrays += [
        getattr(each, part) for each in (counts.starts, counts.ends) for part in ("org", "upto")
    ]
    return sum(each.nbytes for each in arrays) / 1e6


# The register


def _places(orgs: Sequence[Made]) -> Iterator[tuple[int, str, int, int, int]]:
    known: dict[int, list[tuple[str, int, int]]] = {}
    number = 0
    for org in orgs:
        own = [
            (path + segment(org.id), max(start, since), min(OPEN if end is None else end, until))
            for superior, start, end in org.places
            for path, since, until in (known[superior] if superior else [("", 0, OPEN)])
        ]
        known[org.id] = [each for each in own if each[1] < each[2]]
        for path, since, until in known[org.id]:
            number += 1
            yield number, path, org.id, since, until


def _spells(orgs: Sequence[Made]) -> Spells:
    """Draw members: some a cell, who come on any day, move to other cells, and leave or stay."""
    draw = np.random.default_rng(11)
    lowest = max(each.level for each in orgs)
    cells = [each for each in orgs if each.level == lowest]
    stable = np.array(
        [each.id for each in cells if each.born == 0 and each.ended is None], np.int32
    )
    persons = round(A_CELL * len(cells) / (1 - FORMER))
    joined = (DAYS * draw.random(persons) ** 0.6).astype(np.int32)
    left = np.full(persons, OPEN, np.int64)
    gone = draw.random(persons) < FORMER
    left[gone] = joined[gone] + 1 + ((DAYS - joined[gone]) * draw.random(gone.sum())).astype(int)
    moves = 1 + draw.poisson(MOVES, persons)
    person = np.repeat(np.arange(persons), moves)
    last = np.minimum(left, DAYS)
    day = joined[person] + (draw.random(person.size) * (last - joined)[person]).astype(np.int64)
    order = np.lexsort((day, person))
    person, day = person[order], day[order]
    first = np.r_[True, person[1:] != person[:-1]]
    start = np.where(first, joined[person], day)
    end = np.where(np.r_[first[1:], True], left[person], np.r_[start[1:], 0])
    holds = end > start
    org = stable[draw.integers(stable.size, size=person.size)]
    return Spells(*(each[holds].astype(np.int32) for each in (org, start, end)))


# The server


def _beside_server(
    *,
    trees: Trees,
    spells: Spells,
    found: NDArray[np.int64],
    anew: Seconds,
    tops: dict[str, int],
    courses: dict[str, Seconds],
) -> Iterator[str]:
    url = os.environ.get("DANGBO_DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield "<!-- no PostgreSQL server: not compared with a closure join -->"
        return
    import psycopg

    with psycopg.connect(url, autocommit=True) as server:
        began = perf_counter()
        _fill(server, trees, spells)
        yield f"<!-- closure and spells written in {perf_counter() - began:.0f} s -->"
        rows = server.execute(JOIN, {"day": ON}).fetchall()
        assert {org: count for org, count in rows} == _counted(found)  # noqa: S101, C416
        joined = _asked(server, JOIN, {"day": ON})
        yield row("every organisation at one day; closure join", anew, joined, CLOSURE_AIM)
        for name, org in list(tops.items())[1:]:
            asked = {"org": org, "days": YEARLY}
            told = _asked(server, DELTA, asked, runs=1)
            yield row(f"1964 to 2026 of {name}; delta form by closure", courses[name], told)
        for statement in TABLES[:1]:
            server.execute(statement)


def _counted(found: NDArray[np.int64]) -> dict[int, int]:
    return {int(org): int(found[org]) for org in np.flatnonzero(found)}


def _asked(server: Any, statement: str, values: dict[str, Any], *, runs: int = 3) -> Seconds:
    """Return what a statement takes by the clock, and of the processor in the server's process."""
    told = []
    for _ in range(runs):
        clock, processor = perf_counter(), _server_seconds(server)
        server.execute(statement, values).fetchall()
        told.append((perf_counter() - clock, _server_seconds(server) - processor))
    return Seconds(*(median(each) for each in zip(*told, strict=True)))


def _server_seconds(server: Any) -> float:
    stat = Path(f"/proc/{server.info.backend_pid}/stat").read_text(encoding="ascii")
    user, system = stat.rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _fill(server: Any, trees: Trees, spells: Spells) -> None:
    for statement in TABLES:
        server.execute(statement)
    with server.cursor() as cursor:
        _copied(cursor, "bench_closure", _pairs(trees.places))
        _copied(cursor, "bench_spell", zip(*(each.tolist() for each in spells), strict=True))
    for statement in INDEXES:
        server.execute(statement)


def _pairs(places: Places) -> Iterator[tuple[int, ...]]:
    columns = (places.path.tolist(), places.start.tolist(), places.end.tolist())
    for path, start, end in zip(*columns, strict=True):
        chain = orgs_of(path.decode())
        for above in chain:
            yield above, chain[-1], start, end


def _copied(cursor: Any, table: str, rows: Iterator[tuple[int, ...]]) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN") as copying:
        batch: list[str] = []
        for each in rows:
            batch.append("\t".join(map(str, each)))
            if len(batch) == 50_000:
                copying.write("\n".join(batch) + "\n")
                batch.clear()
        if batch:
            copying.write("\n".join(batch) + "\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        print(HEAD)
        for line in lines(sys.argv[1] if len(sys.argv) > 1 else "large", Path(place)):
            print(line, flush=True)
