"""Say what becomes of somebody who enters an organisation that nothing happens to afterwards.

Nearly all newcomers of a list do, and theirs are the spans that they enter with. What a course says
is asked once for an organisation; whoever comes another way has a course of his or her own.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from dangbo.rules.member_changes import Given, MemberEvent, day_in
from dangbo.rules.member_course import CarryOver, Life, member_course
from dangbo.rules.member_spans import POSTED, STANDING

# What each change that may follow an entry has a span of; a sheet has none.
FOLLOWING: Final[Mapping[str, str]] = {"attribute": "attribute", "number": "number", "sheet": ""}
ENTERING: Final = {"standing": "official"}
NOBODY: Final = 0
# The act that will record newcomers has no number yet, but follows all that were recorded.
NEXT: Final = 2**62
Row = tuple[Any, ...]


class Straight:
    """Tells the spans of those who enter on a day and stay, without walking through each course."""

    def __init__(
        self,
        on: date,
        carries: Mapping[int, Sequence[CarryOver]],
        lives: Mapping[int, Sequence[Life]],
    ) -> None:
        self.on, self.start = on, on.isoformat()
        self.carries, self.lives = carries, lives
        self._stays: dict[int, bool] = {}

    def spans(
        self, person: int, events: Sequence[tuple[str, Given]], secrets: Mapping[str, str]
    ) -> list[tuple[str, Row]] | None:
        """Return the tables and rows of somebody's spans; None where the course has to say."""
        change, facts = events[0]
        if change != "enter" or not self.stays(facts["org"]):
            return None
        rows = self._entered(person, facts)
        seen = set()
        for change, facts in events[1:]:
            table = FOLLOWING.get(change)
            if table is None:
                return None
            if not table:
                continue
            kind, value = facts["kind"], facts["value"]
            if (table, kind) in seen:
                return None
            seen.add((table, kind))
            if value:
                secret = secrets.get(value, "")
                told = (kind, value) if table == "attribute" else _number(kind, value, secret)
                rows.append((table, (person, self.start, None, None, None, *told)))
        return rows

    def stays(self, org: int) -> bool:
        """Say whether who enters an organisation on the day has a place and a standing for good."""
        found = self._stays.get(org)
        if found is None:
            entry = MemberEvent(self.on, NEXT, 0, "enter", {"org": org, **ENTERING})
            course = member_course(
                person=NOBODY,
                events=[entry],
                carries=lambda org: self.carries.get(org, ()),
                lives=lambda org: self.lives.get(org, ()),
            )
            told = {(each.track, each.start, each.end) for each in course.spans}
            found = not course.against and told == set(self._for_good())
            self._stays[org] = found
        return found

    def _for_good(self) -> Iterable[tuple[str, date, None]]:
        return (POSTED, self.on, None), (STANDING, self.on, None)

    def _entered(self, person: int, facts: Given) -> list[tuple[str, Row]]:
        held = (person, self.start, None, None, None)
        counted, admitted = (_day(facts.get(name)) for name in ("counted_from", "admitted"))
        stand = (facts["standing"], facts.get("activity", "active"), counted, admitted)
        return [
            ("posting", (*held, facts["org"], "official")),
            ("standing", (*held, *stand)),
        ]


def _number(kind: str, value: str, secret: str) -> Row:
    return kind, "" if secret else value, value, secret


def _day(text: str | None) -> str | None:
    day = day_in(text) if text else None
    return day.isoformat() if day else None
