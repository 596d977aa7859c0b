"""Check that every superior stands throughout, and that nobody ever stands above itself."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dangbo.rules.applying import Application
from dangbo.rules.timelines import Timeline, Version, gaps, overlap
from dangbo.rules.verdicts import Findings, finding
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
    done: Mapping[int, Application],
    wanted: Wanted,
) -> None:
    """Judge the superiors of every replayed version, and ask for what must be known to do so."""

    def look(org: int) -> Timeline | None:
        found = timelines.get(org, context.get(org))
        if found is None:
            wanted.context.add(org)
        return found

    for org, timeline in timelines.items():
        for version in timeline:
            if version.state.superior is not None:
                application = done.get(version.basis)
                findings = application.findings if application else Findings()
                _check(
                    org,
                    version,
                    look=look,
                    findings=findings,
                    wanted=wanted,
                    replayed=timelines,
                )


def _check(
    org: int,
    version: Version,
    *,
    look: Look,
    findings: Findings,
    wanted: Wanted,
    replayed: Container[int],
) -> None:
    superior = version.state.superior or 0
    above = look(superior)
    if above is None:
        return
    missing = next(gaps(above, version.start, version.end), None)
    if missing is not None:
        if superior not in replayed:
            wanted.replayed.add(superior)
        day = missing[0].isoformat()
        findings.refuse(finding("SUPERIOR_ENDS", org=org, superior=superior, on=day))
    try:
        for _ in _up((org,), version, version.start, version.end, look):
            pass
    except CycleError as cycle:
        findings.refuse(finding("CYCLE", org=org, above=cycle.org, on=cycle.on.isoformat()))
