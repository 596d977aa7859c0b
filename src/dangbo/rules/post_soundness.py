"""Say what does not hold of an organisation's bodies on any day, whatever acts made them so.

Asked after a correction, which may move or take away what later acts rest on.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo.rules.bodies import offices_on
from dangbo.rules.posts import Holding
from dangbo.rules.verdicts import Finding, finding


@dataclass(frozen=True, slots=True)
class Seats:
    """How many seats a body had over a span."""

    body: str
    count: int
    start: date
    end: date | None = None


def unsound_bodies(
    *, org: int, holdings: Sequence[Holding], seats: Iterable[Seats], since: date
) -> tuple[Finding, ...]:
    """Return what does not hold from a day on: two in one post, more than there are seats."""
    found = dict.fromkeys(_two_at_once(org, holdings, since))
    for each in seats:
        found.update(dict.fromkeys(_overfull(org, holdings, each, since)))
    return tuple(found)


def _two_at_once(org: int, holdings: Sequence[Holding], since: date) -> Iterator[Finding]:
    ordered = sorted(holdings, key=lambda each: (each.start, each.person))
    for at, first in enumerate(ordered):
        title = offices_on(first.start).titles.get(first.title)
        for other in ordered[at + 1 :] if title is not None and title.one else ():
            same = (other.body, other.title) == (first.body, first.title)
            both = first.lasts(other.start) and other.person != first.person
            ends = [each.end for each in (first, other) if each.end is not None]
            if same and both and all(end > since for end in ends):
                facts: dict[str, Any] = {"person": first.person, "title": first.title, "org": org}
                yield finding("ONE_AT_A_TIME", "", since=first.start.isoformat(), **facts)


def _overfull(
    org: int, holdings: Sequence[Holding], seats: Seats, since: date
) -> Iterator[Finding]:
    own = [each for each in holdings if each.body == seats.body]
    days = {max(seats.start, since), *(each.start for each in own if each.start > since)}
    for day in sorted(days):
        if day < seats.start or (seats.end is not None and day >= seats.end):
            continue
        sitting = len({each.person for each in own if each.lasts(day)})
        if sitting > seats.count:
            facts: dict[str, Any] = {"org": org, "body": seats.body, "sitting": sitting}
            yield finding("SEATS_EXCEEDED", "", seats=seats.count, **facts)
            return
