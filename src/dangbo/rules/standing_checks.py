"""Check that every superior stands throughout, and that nobody ever stands above itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dangbo.rules.timelines import Timeline, Version, gaps, overlap
from dangbo.rules.verdicts import Finding, Findings, finding
from dangbo.rules.world import Wanted

Look = Callable[[int], Timeline | None]


@dataclass(frozen=True)
class Chain:
    """The superiors of an organisation from the top down to itself, over a span."""

    start: date
    end: date | None
    orgs: tuple[int, ...]


class CycleError(Exception):
    """An organisation stands above itself from a day on."""

    def __init__(self, org: int, on: date) -> None:
        self.org = org
        self.on = on
        super().__init__(f"{org} stands above itself on {on}")


def chains(org: int, timeline: Timeline, look: Look) -> Iterator[Chain]:
    """Yield the dated chains of superiors of one organisation; raise CycleError where one closes.

    `look` returns the timeline of another organisation, or None where it is not at hand (the
    chain is then left out).
    """
    for version in timeline:
        yield from _up((org,), version, version.start, version.end, look)


def _up(
    seen: tuple[int, ...], version: Version, start: date, end: date | None, look: Look
) -> Iterator[Chain]:
    superior = version.state.superior
    if superior is None:
        yield Chain(start, end, seen)
        return
    if superior in seen:
        raise CycleError(superior, start)
    for above in look(superior) or ():
        part = overlap(above, start, end)
        if part is not None:
            yield from _up((superior, *seen), above, part[0], part[1], look)


def check_superiors(
    timelines: Mapping[int, Timeline],
    *,
    context: Mapping[int, Timeline],
    findings: Mapping[int, Findings],
    wanted: Wanted,
    since: date,
) -> None:
    """Judge the superiors of every replayed version, and ask for what must be known to do so.

    `findings` gives where to put what is found against a version, by the act that made it.
    """

    def look(org: int) -> Timeline | None:
        found = timelines.get(org, context.get(org))
        if found is None:
            wanted.context.add(org)
        return found

    for org, timeline in timelines.items():
        for version in timeline:
            superior, part = version.state.superior, overlap(version, since, None)
            if superior is None or part is None:
                continue
            findings[version.basis].refuse(*_faults(org, superior, version, part, look))


def _faults(
    org: int, superior: int, version: Version, part: tuple[date, date | None], look: Look
) -> Iterator[Finding]:
    above = look(superior)
    missing = next(gaps(above, *part), None) if above is not None else None
    if missing is not None:
        day = missing[0].isoformat()
        yield finding("SUPERIOR_ENDS", org=org, superior=superior, on=day)
    try:
        for _ in _up((org,), version, *part, look):
            pass
    except CycleError as cycle:
        yield finding("CYCLE", org=org, above=cycle.org, on=cycle.on.isoformat())
