"""Prove that planned members make up the numbers asked for, and that each cell can always decide.

Counted here day by day from the events of the plan, apart from the code that made it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from dangbo.rules.cell_turns import CellBegun, CellEnded, CellTurn
from dangbo.rules.draws import Draws
from dangbo.rules.member_coming import Window
from dangbo.rules.member_learning import Learned, Quality, qualities
from dangbo.rules.member_plan import Plan, PlanBrief, batch_days, member_plan
from dangbo.rules.member_targets import Headcount, Leap, headcounts
from dangbo.rules.verdicts import RuleError

DAY = timedelta(days=1)
SINCE = date(1990, 1, 1)
FIRST = date(2000, 2, 1)
JOINED = date(2006, 4, 12)
LAST = date(2010, 6, 30)
SCHOOLED = ("dai_hoc", "thac_si", "tien_si")
FURTHER = ("cao_cap", "cu_nhan")
LIVES = max(5, settings().max_examples // 10)


@dataclass
class Town:
    """The cells of a small committee, and what decisions did to them."""

    draws: Draws
    turns: list[CellTurn] = field(default_factory=list)
    hosts: dict[str, str] = field(default_factory=dict)
    away: set[str] = field(default_factory=set)

    def decide(
        self, on: date, begun: list[CellBegun] | None = None, ended: list[CellEnded] | None = None
    ) -> None:
        for each in begun or []:
            self.hosts[each.cell] = each.host
        for gone in ended or []:
            del self.hosts[gone.cell]
        inside = frozenset(self.hosts.keys() - self.away)
        place = len(self.turns)
        self.turns.append(CellTurn(on, place, tuple(begun or ()), tuple(ended or ()), {}, inside))

    def step(self, on: date) -> None:
        """Found, absorb, dissolve or grow something."""
        inside = sorted(self.hosts.keys() - self.away)
        cell = self.draws.pick(inside)
        name = f"c{len(self.turns)}"
        kin = [e for e in inside if self.hosts[e] == self.hosts[cell] and e != cell]
        kind = self.draws.below(4)
        if kind == 0 and self.hosts[cell] == cell and len(inside) > 6:
            new = [CellBegun(f"{name}.{n}", cell, stated=False) for n in range(2)]
            heirs = tuple(each.cell for each in new)
            self.decide(on, new, [CellEnded(cell, heirs, late=True)])
        elif kind == 1 and len(kin) > 1:
            self.decide(on, ended=[CellEnded(cell, (kin[0],), carried=True)])
        elif kind == 2 and self.hosts[cell] == cell and len(inside) > 8:
            self.decide(on, ended=[CellEnded(cell, ())])
        elif self.hosts[cell] == cell:
            self.decide(on, [CellBegun(name, name, stated=False)])
        else:
            self.decide(on, [CellBegun(name, self.hosts[cell], stated=False)])


def join(made: Town) -> None:
    """Have cells come that stand elsewhere on the eve."""
    coming = [CellBegun(f"m{n}", f"m{n}", stated=True) for n in range(4)]
    made.away = {each.cell for each in coming}
    made.decide(JOINED - DAY, coming)
    made.away = set()
    made.decide(JOINED)


def town(seed: int) -> Town:
    made = Town(Draws(f"town {seed}"))
    first = [CellBegun(f"s{n}", f"s{n}", stated=True) for n in range(6)]
    first += [CellBegun(f"h{n}.{m}", f"h{n}", stated=True) for n in range(4) for m in range(3)]
    made.decide(SINCE, first)
    for year in range(1991, 2010):
        for month in (3, 9):
            made.step(date(year, month, 15 + made.draws.below(10)))
            if (year, month) == (JOINED.year, 3):
                join(made)
    return made


@dataclass
class Made:
    """A plan for a town, with what was asked of it."""

    town: Town
    brief: PlanBrief
    plan: Plan
    learned: Learned
    qualities: list[Quality]


def made_if_they_fit(seed: int, value: int) -> Made:
    """Return a plan, or give up a number that is too small for the cells of the town."""
    try:
        return made(seed, value)
    except RuleError as refusal:
        if {each.code for each in refusal.verdict.against} == {"MEMBERS_DO_NOT_FIT"}:
            reject()
        raise


def made(seed: int, value: int = 260) -> Made:
    place = town(seed)
    published = [
        Headcount(FIRST, FIRST, value),
        Headcount(date(2009, 3, 1), date(2009, 3, 31), value + 90, exact=False),
    ]
    leaps = [Leap(JOINED, 50)]
    counts = headcounts(published=published, turns=place.turns, since=SINCE, leaps=leaps)
    brief = PlanBrief(
        turns=place.turns,
        sectors={},
        counts=counts,
        since=SINCE,
        until=LAST,
        thinned=date(1993, 1, 1),
        window=Window(date(1997, 1, 1), date(2000, 1, 31), 40),
        leaps=leaps,
        asked=[FIRST],
        led_from=date(1995, 1, 1),
    )
    draws = Draws(f"plan {seed}")
    plan = member_plan(brief=brief, draws=draws)
    exact = Learned(FIRST, value * 7 // 10, value // 3, value // 8)
    found = qualities(plan=plan, days=batch_days(brief), until=LAST, draws=draws, exact=exact)
    return Made(place, brief, plan, exact, list(found))


class Walk:
    """Goes through the days of a plan by its events alone."""

    def __init__(self, found: Made) -> None:
        self.cell: dict[int, str] = {}
        self.official: set[int] = set()
        self.steps: dict[date, list[tuple[tuple[int, bool | int], object]]] = defaultdict(list)
        for each in found.plan.happenings:
            key = (each.stage.place, 2 if each.stage.after else 0)
            self.steps[each.stage.on].append((key, each))
        for turn in found.town.turns:
            self.steps[turn.on].append(((turn.place, 1), turn))

    def days(self) -> Iterator[date]:
        for on in sorted(self.steps):
            for _, step in sorted(self.steps[on], key=lambda each: each[0]):
                if isinstance(step, CellTurn):
                    self.follow(step)
                else:
                    self.happen(step)
            yield on

    def follow(self, turn: CellTurn) -> None:
        for ended in turn.ended:
            for person, cell in self.cell.items():
                if cell == ended.cell and ended.carried:
                    self.cell[person] = ended.heirs[0]

    def happen(self, each: Any) -> None:
        change, person = each.change, each.person
        if change in {"enter", "move_in", "admit"}:
            assert person not in self.cell
            self.cell[person] = each.cell
            if change != "admit":
                self.official.add(person)
        elif change == "recognise":
            assert person in self.cell
            assert person not in self.official
            self.official.add(person)
        elif change == "transfer":
            assert self.cell[person] != each.cell
            self.cell[person] = each.cell
        elif change != "exempt":
            del self.cell[person]


@pytest.fixture(scope="module", params=[1, 2, 3])
def found(request: pytest.FixtureRequest) -> Made:
    return made(request.param)


def standing(turns: list[CellTurn], on: date) -> set[str]:
    alive: set[str] = set()
    for turn in turns:
        if turn.on <= on:
            alive |= {each.cell for each in turn.begun}
            alive -= {each.cell for each in turn.ended}
    return alive


@given(st.integers(0, 10_000), st.integers(200, 330))
@settings(max_examples=LIVES)
def test_each_cell_can_decide_on_every_day_and_no_other_has_members(seed: int, value: int) -> None:
    one = made_if_they_fit(seed, value)
    walk = Walk(one)
    for on in walk.days():
        officials = Counter(cell for person, cell in walk.cell.items() if person in walk.official)
        alive = standing(one.town.turns, on)
        assert {cell for cell in alive if officials[cell] < 3} == set()
        assert set(walk.cell.values()) <= alive


@given(st.integers(0, 10_000), st.integers(200, 330))
@settings(max_examples=LIVES)
def test_numbers_come_out_on_their_days_and_stand_still(seed: int, value: int) -> None:
    one = made_if_they_fit(seed, value)
    totals: dict[date, int] = {}
    walk = Walk(one)
    for on in walk.days():
        away = {"m0", "m1", "m2", "m3"} if on < JOINED else set()
        totals[on] = sum(cell not in away for cell in walk.cell.values())

    def at(day: date) -> int:
        return totals[max(on for on in totals if on <= day)]

    assert {at(FIRST + DAY * n) for n in range(29)} == {value}
    assert at(JOINED) - at(JOINED - DAY) == 50
    assert {at(date(2009, 3, 1) + DAY * n) > value + 90 for n in range(31)} == {True}


def test_admissions_of_the_window_are_as_many_however_they_are_counted(found: Made) -> None:
    people = found.plan.people
    start, end = date(1997, 1, 1), date(2000, 1, 31)
    flow = [p for p in people if p.how == "admit" and start <= p.came <= end]
    decided = [p for p in people if p.how == "admit" and start <= p.admitted <= end]
    stock = [n for n in found.plan.present[FIRST] if start <= people[n].admitted <= end]

    assert (len(flow), len(decided), len(stock)) == (40, 40, 40)


def test_what_is_learned_is_exact_on_the_day(found: Made) -> None:
    values: dict[tuple[int, str], str] = {}
    for each in sorted(found.qualities, key=lambda one: one.on):
        if each.on <= FIRST:
            values[each.person, each.kind] = each.value
    here = found.plan.present[FIRST]
    theory = [values.get((n, "theory")) for n in here]

    assert len(here) == 260
    assert sum(values[n, "education"] in SCHOOLED for n in here) == found.learned.university
    assert sum(each in ("trung_cap", *FURTHER) for each in theory) == found.learned.theory
    assert sum(each in FURTHER for each in theory) == found.learned.advanced


def test_qualities_are_only_of_members_and_never_fall(found: Made) -> None:
    order = {
        "education": ["so_cap", "trung_cap", "cao_dang", "dai_hoc", "thac_si", "tien_si"],
        "theory": ["so_cap", "trung_cap", "cao_cap", "cu_nhan"],
    }
    levels: dict[tuple[int, str], list[tuple[date, int]]] = defaultdict(list)
    for each in found.qualities:
        person = found.plan.people[each.person]
        assert person.came <= each.on
        assert person.left is None or each.on < person.left
        if each.kind in order:
            rank = order[each.kind].index(each.value)
            levels[each.person, each.kind].append((each.on, rank))

    assert all(sorted(each) == sorted(each, key=lambda one: one[1]) for each in levels.values())


def test_people_are_of_age_and_probation_lasts_a_year(found: Made) -> None:
    for person in found.plan.people:
        assert person.admitted <= person.came
        assert (person.admitted - person.birth).days >= 18 * 365
        if person.how == "admit" and person.official is not None:
            assert person.official == person.came.replace(year=person.came.year + 1)


def test_every_organisation_has_one_secretary_on_every_day(found: Made) -> None:
    walk = Walk(found)
    hosts: dict[str, str] = {}
    for on in walk.days():
        for turn in found.town.turns:
            if turn.on == on:
                hosts.update({each.cell: each.host for each in turn.begun})
        if on < date(1995, 1, 1):
            continue
        inside = next(t.inside for t in reversed(found.town.turns) if t.on <= on)
        leading = Counter(each.host for each in found.plan.leads if each.holds(on))
        assert leading == Counter({hosts[cell] for cell in inside})
        for each in found.plan.leads:
            if each.holds(on):
                assert hosts[walk.cell[each.person]] == each.host
                assert each.person in walk.official


def test_same_seed_makes_the_same_plan() -> None:
    one, other = made(5), made(5)

    assert one.plan == other.plan
    assert one.qualities == other.qualities


def test_numbers_that_cells_cannot_hold_are_refused() -> None:
    for value in (20, 2_000):
        with pytest.raises(RuleError) as refused:
            made(1, value)
        codes = {each.code for each in refused.value.verdict.against}
        assert codes == {"MEMBERS_DO_NOT_FIT"}


def test_more_learned_than_there_are_members_is_refused() -> None:
    one = made(1)
    exact = Learned(FIRST, 500, 10, 5)
    with pytest.raises(RuleError) as refused:
        list(qualities(plan=one.plan, days=[], until=LAST, draws=Draws("x"), exact=exact))

    assert [each.code for each in refused.value.verdict.against] == ["MORE_LEARNED_THAN_MEMBERS"]
