"""Time things side by side, in turn, and compare their medians."""

from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from django.db import connection, transaction

Thing = Callable[[], object]


class Seconds(float):
    """Seconds by the clock, with those of the processor, which hardly know of other work."""

    processor: float

    def __new__(cls, clock: float, processor: float) -> "Seconds":
        """Make a time by the clock that tells the processor's too."""
        made = super().__new__(cls, clock)
        made.processor = processor
        return made


def side_by_side(things: Mapping[str, Thing], *, runs: int = 5) -> dict[str, Seconds]:
    """Run the things in turn, once to warm up and `runs` times more; return median seconds."""
    told: dict[str, list[Seconds]] = {name: [] for name in things}
    for run in range(runs + 1):
        for name, thing in things.items():
            began, worked = perf_counter(), processor()
            thing()
            took = Seconds(perf_counter() - began, processor() - worked)
            if run:
                told[name].append(took)
    return {
        name: Seconds(median(each), median(one.processor for one in each))
        for name, each in told.items()
    }


def processor() -> float:
    """Return what this process has worked so far, and the server's process that serves it."""
    if connection.vendor != "postgresql":
        return process_time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        told = Path(f"/proc/{cursor.fetchone()[0]}/schedstat").read_text(encoding="ascii")
    return process_time() + int(told.split()[0]) / 1e9


def taken_back(thing: Thing) -> Thing:
    """Return the thing, done in a transaction of its own and judged, but not kept."""

    def done() -> None:
        with transaction.atomic():
            thing()
            judge_now()
            transaction.set_rollback(True)

    return done


def judge_now() -> None:
    """Have PostgreSQL judge what it else judges when a transaction ends; SQLite has done so."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def row(what: str, ours: float, peer: float, aim: float) -> str:
    """Write one line of the table of results, by the processor and (in brackets) by the clock."""
    ratio = _worked(ours) / _worked(peer)
    mark = "ok" if ratio <= aim else "OVER"
    times = f"{_told(ours)} | {_told(peer)}"
    return f"| {what} | {times} | {ratio:.2f}x ({ours / peer:.2f}x) | {aim}x | {mark} |"


def _worked(seconds: float) -> float:
    return seconds.processor if isinstance(seconds, Seconds) else seconds


def _told(seconds: float) -> str:
    return f"{_worked(seconds) * 1000:,.1f} ms ({seconds * 1000:,.0f})"


def row_each(what: str, ours: float, peer: float, *, number: int, aim: float) -> str:
    """Write one line whose aim is a time for each of `number`, in microseconds."""
    each = _worked(ours) / number * 1e6
    mark = "ok" if each <= aim else "OVER"
    times = f"{_told(ours)} | {_told(peer)} | {_worked(ours) / _worked(peer):.2f}x"
    return f"| {what}: {each:,.0f} µs each | {times} | {aim:.0f} µs | {mark} |"
