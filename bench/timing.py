"""Time things side by side, in turn, and compare their medians."""

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

from django.db import connection, transaction

Thing = Callable[[], object]


def side_by_side(things: Mapping[str, Thing], *, runs: int = 5) -> dict[str, float]:
    """Run the things in turn, once to warm up and `runs` times more; return median seconds."""
    seconds: dict[str, list[float]] = {name: [] for name in things}
    for run in range(runs + 1):
        for name, thing in things.items():
            began = perf_counter()
            thing()
            if run:
                seconds[name].append(perf_counter() - began)
    return {name: median(each) for name, each in seconds.items()}


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
    """Write one line of the table of results."""
    ratio = ours / peer
    mark = "ok" if ratio <= aim else "OVER"
    times = f"{ours * 1000:,.0f} ms | {peer * 1000:,.0f} ms"
    return f"| {what} | {times} | {ratio:.2f}x | {aim}x | {mark} |"


def row_each(what: str, ours: float, peer: float, *, number: int, aim: float) -> str:
    """Write one line whose aim is a time for each of `number`, in microseconds."""
    each = ours / number * 1e6
    mark = "ok" if each <= aim else "OVER"
    times = f"{ours * 1000:,.0f} ms | {peer * 1000:,.0f} ms | {ours / peer:.2f}x"
    return f"| {what}: {each:,.0f} µs each | {times} | {aim:.0f} µs | {mark} |"
