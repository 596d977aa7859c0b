"""Count members as published figures do: all, by education and theory, those who came, the led."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from dangbo.accounts.access import Actor
from dangbo.members.access import chunks, readable_persons
from dangbo.members.queries import EVERYONE, MemberFilters, balance, count_members
from dangbo.posts.queries import unified_posts

ALL: Final = "all"
CAME: Final = "came"
LED: Final = "led"
ADMITTED: Final = "admitted"
LEVEL: Final = ":"
SHARE: Final = "phan_tram"
DAY: Final = timedelta(days=1)
TENTH: Final = Decimal("0.1")


@dataclass(frozen=True)
class MemberFigure:
    """What the register counts, and how many of those counted are demonstration data."""

    computed: int | Decimal
    invented: int


class MemberFigures:
    """Counts members at and below one organisation, each question asked once."""

    def __init__(self, *, actor: Actor, org: int, known: date | None) -> None:
        self.actor, self.org, self.known = actor, org, known
        self._all: dict[date, tuple[int, int]] = {}

    def counted(
        self, *, by: str, unit: str, rounding: Decimal | None, on: date
    ) -> MemberFigure | None:
        """Return a count on a day in the words of `indicators.toml`; None without any members."""
        whole, invented = self._everyone(on)
        if not whole:
            return None
        if by == ALL:
            return MemberFigure(whole, invented)
        if by == LED:
            led = unified_posts(actor=self.actor, org=self.org, on=on, known=self.known)
            return MemberFigure(led.unified, led.unified if invented == whole else 0)
        if by == CAME:
            return self._came(on, (whole, invented))
        kind, level = by.split(LEVEL)
        filters = MemberFilters(at_least={kind: level})
        part, own = self._count(on, filters), self._count(on, replace(filters, invented=True))
        if unit != SHARE:
            return MemberFigure(part, own)
        step = rounding or TENTH
        share = (Decimal(100 * part) / whole / step).quantize(Decimal(1), ROUND_HALF_UP) * step
        return MemberFigure(share.normalize(), own)

    def admitted(self, *, start: date, last: date) -> MemberFigure | None:
        """Return how many were admitted over a time; None without any members at its end."""
        if not self._everyone(last)[0]:
            return None
        found = balance(actor=self.actor, org=self.org, start=start, end=last, known=self.known)
        people = {each.id for line in found.lines if line.code == ADMITTED for each in line.persons}
        persons = readable_persons(self.actor)
        own = (persons.filter(pk__in=ids, invented=True).count() for ids in chunks(people))
        return MemberFigure(len(people), sum(own))

    def _came(self, on: date, now: tuple[int, int]) -> MemberFigure:
        """Count those who are there on a day and were not on the eve."""
        before = MemberFilters(in_on=(self.org, on - DAY))
        stayed = self._count(on, before), self._count(on, replace(before, invented=True))
        return MemberFigure(now[0] - stayed[0], now[1] - stayed[1])

    def _everyone(self, on: date) -> tuple[int, int]:
        if on not in self._all:
            whole = self._count(on, EVERYONE)
            own = self._count(on, MemberFilters(invented=True)) if whole else 0
            self._all[on] = (whole, own)
        return self._all[on]

    def _count(self, on: date, filters: MemberFilters) -> int:
        return count_members(
            actor=self.actor, org=self.org, on=on, known=self.known, filters=filters
        )
