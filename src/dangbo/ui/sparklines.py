"""Draw a short course of figures as a line."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, EDGE = 96, 28, 3


@dataclass(frozen=True)
class Sparkline:
    """The points of a line for SVG, and where its last point is."""

    line: str
    last_x: str
    last_y: str
    width: int = WIDTH
    height: int = HEIGHT


def sparkline_of(points: Sequence[float]) -> Sparkline | None:
    """Return the line through `points`, or None where there are too few to show a course."""
    if len(points) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    low, span = min(points), max(points) - min(points) or 1
    step = (WIDTH - 2 * EDGE) / (len(points) - 1)
    places = [
        (
            f"{EDGE + index * step:.1f}",
            f"{HEIGHT - EDGE - (value - low) / span * (HEIGHT - 2 * EDGE):.1f}",
        )
        for index, value in enumerate(points)
    ]
    return Sparkline(" ".join(f"{x},{y}" for x, y in places), *places[-1])
