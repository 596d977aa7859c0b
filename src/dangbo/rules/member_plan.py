"""Make up the members of a committee: who is in which cell on each day, and by which events.

The number of members is that of `member_targets` at the end of each month and on the days on which
organisations come; on every day each cell has enough official members to decide.

Source: architecture 4 (invented data); `rules.md` R1.1, R1.2, 2.4. All rates are our reading.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import heappop, heappush
from typing import Final

from dangbo.rules.cell_turns import CellTurn, cells_on
from dangbo.rules.draws import Draws
from dangbo.rules.member_coming import Intake, Window
from dangbo.rules.member_leading import Lead, Leading
from dangbo.rules.member_roll import Enrolled, Happening, Roll, Stage
from dangbo.rules.member_settling import fill_new, hand_on, relieve, stated_members
from dangbo.rules.member_targets import DAY, Headcounts, Leap

LAST_PLACE: Final = 1_000_000
# The day of each month on which the month's movements take place; the same in all years, so that
# probation ends on one of them.
DAYS: Final = (12, 10, 19, 14, 15, 12, 9, 16, 9, 13, 12, 11)
QUARTER: Final = 3
# How many members a cell has of which nothing is published.
USUAL: Final = 12
LATER: Final = timedelta(days=80)
TRANSFERS_A_MONTH: Final = 4_000


@dataclass(frozen=True)
class Plan:
    """All invented members, what happens to them in order, and who was there on wanted days."""

    people: tuple[Enrolled, ...]
    happenings: tuple[Happening, ...]
    present: Mapping[date, frozenset[int]]
    leads: tuple[Lead, ...] = ()


@dataclass(frozen=True)
class PlanBrief:
    """What a plan has to keep to.

    `thinned` is the day up to which quarters stand for months, `led_from` that from which on
    organisations have secretaries.
    """

    turns: Sequence[CellTurn]
    sectors: Mapping[str, str]
    counts: Headcounts
    since: date
    until: date
    thinned: date
    window: Window | None = None
    leaps: Sequence[Leap] = ()
    asked: Sequence[date] = ()
    led_from: date | None = None


def member_plan(*, brief: PlanBrief, draws: Draws) -> Plan:
    """Return a plan that keeps to a brief; the same for the same draws."""
    telling = _Telling(brief, draws)
    for day, turn in _days(brief):
        telling.take_down(day)
        if turn is None:
            telling.month(day)
        else:
            telling.turn(turn)
    telling.take_down(date.max)
    happenings = sorted(telling.roll.happenings, key=lambda each: each.stage.order)
    leads = tuple(telling.leading.leads)
    return Plan(tuple(telling.roll.people), tuple(happenings), telling.present, leads)


def _days(brief: PlanBrief) -> Iterator[tuple[date, CellTurn | None]]:
    """Yield decisions and months in order; on one day the decisions come first."""
    steps: list[tuple[date, int, CellTurn | None]] = [
        (each.on, each.place, each) for each in brief.turns
    ]
    steps += [(day, LAST_PLACE, None) for day in batch_days(brief)]
    for day, _, turn in sorted(steps, key=lambda each: each[:2]):
        yield day, turn


def batch_days(brief: PlanBrief) -> list[date]:
    """Return the days of the monthly movements."""
    found = []
    for year in range(brief.since.year, brief.until.year + 1):
        for month, day in enumerate(DAYS, start=1):
            on = date(year, month, day)
            often = on > brief.thinned or month % QUARTER == 0
            if brief.since < on <= brief.until and often:
                found.append(on)
    return found


class _Telling:
    """The story of members as far as it is told."""

    def __init__(self, brief: PlanBrief, draws: Draws) -> None:
        self.brief, self.draws = brief, draws
        self.roll = Roll(draws, brief.sectors)
        self.intake = Intake(self.roll, draws, brief.window)
        self.leading = Leading(self.roll, draws)
        self.batches = batch_days(brief)
        if brief.window is not None:
            moving = [day for day in self.batches if not brief.counts.is_still(day)]
            self.intake.quota = brief.window.share(moving)
        self.present: dict[date, frozenset[int]] = {}
        self._asked = sorted(brief.asked)
        self._due: list[tuple[date, int, str]] = []
        self._probation: dict[date, list[Enrolled]] = {}
        self._known = 0

    def take_down(self, day: date) -> None:
        """Take down who is in the committee on the days asked for before a day."""
        while self._asked and self._asked[0] < day:
            asked = self._asked.pop(0)
            there = (each for cell in self.roll.inside for each in self.roll.cells[cell])
            self.present[asked] = frozenset(each.number for each in there)

    # Decisions

    def turn(self, turn: CellTurn) -> None:
        """Follow a decision: members of cells that end go on, new cells get theirs."""
        roll = self.roll
        before, after = (Stage(turn.on, turn.place, each) for each in (False, True))
        for begun in turn.begun:
            roll.open(begun.cell, begun.host)
        for ended in turn.ended:
            hand_on(roll, ended, after if ended.late else before, self.brief.counts.at(turn.on))
        roll.hosts.update({c: host for c, host in turn.hosts.items() if c in roll.cells})
        for ended in turn.ended:
            roll.close(ended.cell)
        roll.inside = turn.inside
        for cells, total in self._stated(turn):
            stated_members(self.intake, cells, after, total)
        new = [each for each in turn.begun if not each.stated]
        fill_new(roll, new, after, self.brief.counts.at(turn.on))
        relieve(roll, after)
        self._look_after(after)

    def _stated(self, turn: CellTurn) -> Iterator[tuple[list[str], int]]:
        """Yield the cells that are first told of, with how many members they have together."""
        stated = [each.cell for each in turn.begun if each.stated]
        if inside := [cell for cell in stated if cell in turn.inside]:
            yield inside, self.brief.counts.at(turn.on) - self.roll.total()
        rest = [cell for cell in stated if cell not in turn.inside]
        for leap in self.brief.leaps:
            there = cells_on(self.brief.turns, leap.on)
            counts = self.brief.counts
            if coming := [cell for cell in rest if cell in there]:
                yield coming, counts.at(leap.on) - counts.at(leap.on - DAY)
                rest = [cell for cell in rest if cell not in there]
        if rest:
            yield rest, USUAL * len(rest)

    # Months

    def month(self, day: date) -> None:
        """Let a month's movements take place."""
        stage = Stage(day, LAST_PLACE)
        for person in self._probation.pop(day, ()):
            if person.left is None:
                self.roll.recognise(person, stage)
        if self.brief.counts.is_still(day):
            return
        self._leave(stage)
        following = next((each for each in self.batches if each > day), date.max)
        wanted = self.brief.counts.until(day, following) - self.roll.total()
        admitted = self.intake.month(stage, wanted)
        if admitted:
            self._probation.setdefault(day.replace(year=day.year + 1), []).extend(admitted)
        self._exchange(stage)
        relieve(self.roll, stage)
        self._look_after(stage)

    def _leave(self, stage: Stage) -> None:
        while self._due and self._due[0][0] <= stage.on:
            _, number, how = heappop(self._due)
            person = self.roll.people[number]
            if person.left is not None:
                continue
            if how == "exempt":
                self.roll.exempt(person, stage)
            elif person.cell in self.roll.inside and self.roll.can_spare(person):
                self.roll.leave(person, stage, how)
            else:
                heappush(self._due, (stage.on + LATER, number, how))

    def _exchange(self, stage: Stage) -> None:
        """Have a few members change places of work within the committee."""
        cells = sorted(self.roll.inside)
        for _ in range(max(1, self.roll.total() // TRANSFERS_A_MONTH + 1)):
            source, target = self.draws.pick(cells), self.draws.pick(cells)
            people = self.roll.movable(source, stage)
            if people and source != target:
                self.roll.transfer(self.draws.pick(people), stage, target)

    def _look_after(self, stage: Stage) -> None:
        """Note when those leave who came since the last time, and see that all are led."""
        for person in self.roll.people[self._known :]:
            fate = person.fate
            if fate is not None:
                heappush(self._due, (fate.on, person.number, fate.how))
                if fate.exempt_from is not None and fate.exempt_from > person.came:
                    heappush(self._due, (fate.exempt_from, person.number, "exempt"))
        self._known = len(self.roll.people)
        if self.brief.led_from is not None and stage.on >= self.brief.led_from:
            self.leading.review(stage)


def headcount(plan: Plan, cells: Iterable[str], day: date) -> int:
    """Count the members of cells on a day from their postings."""
    wanted = frozenset(cells)
    found = 0
    for person in plan.people:
        if person.left is None or day < person.left:
            at = [cell for on, cell in person.postings if on <= day]
            found += bool(at) and at[-1] in wanted
    return found
