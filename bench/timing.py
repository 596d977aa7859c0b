"""Time things side by side, in turn, and compare their medians."""

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

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


def row(what: str, ours: float, peer: float, aim: float) -> str:
    """Write one line of the table of results."""
    ratio = ours / peer
    mark = "ok" if ratio <= aim else "OVER"
    times = f"{ours * 1000:,.0f} ms | {peer * 1000:,.0f} ms"
    return f"| {what} | {times} | {ratio:.2f}x | {aim}x | {mark} |"
