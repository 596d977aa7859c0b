"""Find on which days an organisation comes out differently when something else is believed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dangbo.rules.timelines import State, Timeline, at


@dataclass(frozen=True)
class Difference:
    """What an organisation was believed to be over a span, and what it is then instead.

    None: not standing. The bases are the acts that the two states rest on (0: none).
    """

    org: int
    start: date
    end: date | None
    was: State | None
    now: State | None
    was_basis: int
    now_basis: int


def differences(org: int, before: Timeline, after: Timeline) -> Iterator[Difference]:
    """Yield the spans, in order, over which the state differs; the basis alone is no difference."""
    days = sorted(
        {each.start for each in (*before, *after)}
        | {each.end for each in (*before, *after) if each.end is not None}
    )
    found: list[Difference] = []
    for place, start in enumerate(days):
        end = days[place + 1] if place + 1 < len(days) else None
        was, now = at(before, start), at(after, start)
        if (was and was.state) != (now and now.state):
            bases = (was.basis if was else 0, now.basis if now else 0)
            states = (was.state if was else None, now.state if now else None)
            found.append(Difference(org, start, end, *states, *bases))
    yield from _joined(found)


def _joined(found: list[Difference]) -> Iterator[Difference]:
    """Join neighbours that differ in the same way for the same reason."""
    for place, each in enumerate(found):
        if place and _alike(found[place - 1], each):
            continue
        last = each
        for later in found[place + 1 :]:
            if not _alike(last, later):
                break
            last = later
        yield Difference(
            each.org, each.start, last.end, each.was, each.now, each.was_basis, each.now_basis
        )


def _alike(one: Difference, other: Difference) -> bool:
    return one.end == other.start and (one.was, one.now, one.was_basis, one.now_basis) == (
        other.was,
        other.now,
        other.was_basis,
        other.now_basis,
    )
