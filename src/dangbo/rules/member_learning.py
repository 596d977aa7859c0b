"""Say which education, theory and occupation invented members have, and since when.

On the day on which numbers are published exactly so many have them; else shares of the time decide.

Source: architecture 4 (invented data). Shares and ways are our reading of what is believable.
"""

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dangbo.rules.draws import Draws
from dangbo.rules.member_fates import YEAR, share_in
from dangbo.rules.member_plan import Plan
from dangbo.rules.member_roll import Enrolled
from dangbo.rules.verdicts import RuleError, Verdict, finding

ENTERPRISE: Final = "Doanh nghiệp"
INSTITUTION: Final = "Đơn vị sự nghiệp"
# Hundredths of those who come in a year with university or above, and who ever learn theory.
UNIVERSITY: Final = ((1964, 10), (1985, 36), (2000, 68), (2010, 88), (2024, 96))
THEORY: Final = ((1964, 34), (1985, 38), (2024, 46))
ADVANCED: Final = 38
LESS_IN_ENTERPRISES: Final = 18
BELOW_UNIVERSITY: Final = ("so_cap", "trung_cap", "trung_cap", "cao_dang")
MASTERS: Final = ((1995, 1), (2005, 6), (2024, 26))
DOCTORS: Final = 30
OCCUPATIONS: Final = {
    ENTERPRISE: ("cong_nhan", "cong_nhan", "cong_nhan", "quan_ly_doanh_nghiep"),
    INSTITUTION: ("vien_chuc", "vien_chuc", "giao_vien", "vien_chuc", "y_bac_si"),
    "": ("can_bo_cong_chuc",) * 9 + ("vien_chuc",),
}


Score = Callable[[Enrolled, Draws], int]


@dataclass(frozen=True)
class Learned:
    """How many of those present on a day have university or above, theory, and advanced theory."""

    on: date
    university: int
    theory: int
    advanced: int


@dataclass(frozen=True, slots=True)
class Quality:
    """An attribute that a person has from a day on."""

    person: int
    on: date
    kind: str
    value: str


@dataclass(frozen=True)
class _Chosen:
    """Who of those present on the day of exact numbers has what by then."""

    on: date
    present: Collection[int]
    university: Collection[int]
    theory: Collection[int]
    advanced: Collection[int]


def qualities(
    *, plan: Plan, days: Sequence[date], until: date, draws: Draws, exact: Learned | None = None
) -> Iterator[Quality]:
    """Yield the attributes of all people; what is learned later falls on one of `days`."""
    chosen = _chosen(plan, exact, draws) if exact else _Chosen(date.max, (), (), (), ())
    writer = _Writer(days, until, draws, chosen)
    for person in plan.people:
        yield from writer.education(person)
        yield from writer.theory(person)
        values = OCCUPATIONS.get(person.sector, OCCUPATIONS[""])
        yield Quality(person.number, person.came, "occupation", draws.pick(values))


class _Writer:
    """Writes down what each person learns and when."""

    def __init__(self, days: Sequence[date], until: date, draws: Draws, chosen: _Chosen) -> None:
        self.days, self.until, self.draws, self.chosen = days, until, draws, chosen

    def education(self, person: Enrolled) -> Iterator[Quality]:
        """Yield the levels of professional education of a person."""
        since = self._university(person)
        if since != person.came:
            value = self.draws.pick(BELOW_UNIVERSITY)
            yield Quality(person.number, person.came, "education", value)
        if since is None:
            return
        yield Quality(person.number, since, "education", "dai_hoc")
        if self.draws.below(100) < share_in(MASTERS, person.came.year):
            value = "thac_si" if self.draws.below(DOCTORS) else "tien_si"
            day = self._day(since + timedelta(days=3 * YEAR), self._last(person))
            if day is not None:
                yield Quality(person.number, day, "education", value)

    def _university(self, person: Enrolled) -> date | None:
        """Return since when a person has university or above, None: never."""
        draws, chosen = self.draws, self.chosen
        early = draws.below(100) < _university_share(person)
        if person.number in chosen.university:
            day = self._day(person.came + timedelta(days=YEAR), chosen.on)
            return person.came if early or day is None else day
        if person.number in chosen.present:
            day = self._day(chosen.on + timedelta(days=YEAR), self._last(person))
            return None if draws.below(4) else day
        if early:
            return person.came
        return None if draws.below(3) else self._day(person.came, self._last(person))

    def theory(self, person: Enrolled) -> Iterator[Quality]:
        """Yield the levels of political theory of a person."""
        since = self._intermediate(person)
        if since is None:
            if self.draws.below(2):
                yield Quality(person.number, person.came, "theory", "so_cap")
            return
        further = self._advanced(person, since)
        if further != since:
            yield Quality(person.number, since, "theory", "trung_cap")
        if further is not None:
            value = "cao_cap" if self.draws.below(5) else "cu_nhan"
            yield Quality(person.number, further, "theory", value)

    def _intermediate(self, person: Enrolled) -> date | None:
        draws, chosen = self.draws, self.chosen
        old = (person.came - person.admitted).days > 6 * YEAR
        second = person.came + timedelta(days=2 * YEAR)
        if person.number in chosen.theory:
            day = self._day(second, chosen.on)
            return person.came if day is None or (old and draws.below(2)) else day
        if person.number in chosen.present:
            day = self._day(chosen.on + timedelta(days=YEAR), self._last(person))
            return None if draws.below(4) else day
        if draws.below(100) >= share_in(THEORY, person.came.year):
            return None
        return person.came if old else self._day(second, self._last(person))

    def _advanced(self, person: Enrolled, since: date) -> date | None:
        """Return since when somebody with theory has advanced theory, None: never."""
        chosen = self.chosen
        later = since + timedelta(days=3 * YEAR)
        if person.number in chosen.advanced:
            day = self._day(later, chosen.on)
            return since if day is None else day
        if person.number in chosen.theory:
            later = max(later, chosen.on + timedelta(days=YEAR))
        if self.draws.below(100) >= ADVANCED:
            return None
        return self._day(later, self._last(person))

    def _last(self, person: Enrolled) -> date:
        return person.left or self.until

    def _day(self, first: date, end: date) -> date | None:
        """Draw one of the days from `first` on, before `end`; None if there is none."""
        low, high = bisect_left(self.days, first), bisect_left(self.days, end)
        return self.days[self.draws.between(low, high - 1)] if low < high else None


def _chosen(plan: Plan, exact: Learned, draws: Draws) -> _Chosen:
    present = sorted(plan.present[exact.on])
    if not exact.advanced <= exact.theory <= len(present) >= exact.university:
        raise RuleError(Verdict((finding("MORE_LEARNED_THAN_MEMBERS", on=exact.on.isoformat()),)))
    people = plan.people

    def best(numbers: Collection[int], count: int, by: Score) -> list[int]:
        scored = sorted(numbers, key=lambda number: (-by(people[number], draws), number))
        return scored[:count]

    theory = best(present, exact.theory, _theory_score)
    return _Chosen(
        on=exact.on,
        present=frozenset(present),
        university=frozenset(best(present, exact.university, _university_score)),
        theory=frozenset(theory),
        advanced=frozenset(best(theory, exact.advanced, _theory_score)),
    )


def _university_score(person: Enrolled, draws: Draws) -> int:
    return _university_share(person) + draws.below(90)


def _theory_score(person: Enrolled, draws: Draws) -> int:
    # The longer somebody is a member, the likelier; about three years make up for chance.
    return -person.admitted.toordinal() // YEAR * 30 + draws.below(500)


def _university_share(person: Enrolled) -> int:
    less = LESS_IN_ENTERPRISES if person.sector == ENTERPRISE else 0
    return share_in(UNIVERSITY, person.came.year) - less
