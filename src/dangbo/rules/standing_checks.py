"""Check that every superior stands throughout, and that nobody ever stands above itself."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from dangbo.rules.timelines import Timeline, Version, gaps, overlap
from dangbo.rules.verdicts import Finding, Findings, finding
from dangbo.rules.world import Wanted

Look = Callable[[int], Timeline | None]


class CycleError(Exception):
    """An organisation stands above itself from a day on."""

    def __init__(self, org: int, on: date) -> None:
        self.org = org
        self.on = on
        super().__init__(f"{org} stands above itself on {on}")


def check_circle(
    seen: tuple[int, ...], version: Version, start: date, end: date | None, look: Look
) -> None:
    """Raise CycleError where, from the days of a version up, somebody in `seen` comes again.

    `look` returns the timeline of another organisation, or None where it is not at hand (the way
    up then ends).
    """
    superior = version.state.superior
    if superior is None:
        return
    if superior in seen:
        raise CycleError(superior, start)
    for above in look(superior) or ():
        part = overlap(above, start, end)
        if part is not None:
            check_circle((superior, *seen), above, *part, look)


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
        check_circle((org,), version, *part, look)
    except CycleError as cycle:
        yield finding("CYCLE", org=org, above=cycle.org, on=cycle.on.isoformat())
