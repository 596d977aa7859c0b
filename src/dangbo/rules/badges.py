"""Say who qualifies for which Party badge at a round, and what goes with it.

Source: `rules.md` R2.35 to R2.39; levels, rounds and multiples are in `sets/badges.toml`, the base
wages in `sets/base_wages.toml`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dangbo.rules.days import DAY, LAST_MONTH, DayRange, add_months, full_months, latest_start
from dangbo.rules.instruments import instrument_on
from dangbo.rules.verdicts import Finding, Findings, Verdict, finding


@dataclass(frozen=True)
class BadgeLevel:
    """One level: its years, and the multiple of the base wage that goes with it."""

    years: int
    multiple: Decimal
    certain: bool


@dataclass(frozen=True)
class BadgeRules:
    """What an instrument says of badges; `uncertain` names the values to be confirmed."""

    since: date
    source: str
    levels: Mapping[int, BadgeLevel]
    rounds: tuple[tuple[int, int], ...]
    early_months: int
    posthumous_months: int
    suspended_waits: bool
    discipline_months: Mapping[str, int]
    uncertain: frozenset[str]


@dataclass(frozen=True)
class BadgeFacts:
    """What is known of a member on a round: age, badges held, and what hinders or hastens.

    `discipline`: the form that holds a badge back ("" to whoever may not see it), and the first day
    on which it no longer does.
    """

    counted_from: date
    held: frozenset[int] = frozenset()
    official: bool = True
    suspended: bool = False
    discipline: tuple[str, date] | None = None
    ill: bool = False
    died: date | None = None


@dataclass(frozen=True)
class Reward:
    """The money that goes with a badge in đồng, and whether every figure behind it is certain."""

    amount: int
    multiple: Decimal
    base_wage: int
    certain: bool
    source: str


def badge_rules(on: date) -> BadgeRules:
    """Return what holds of badges on a day."""
    instrument = instrument_on("badges", on)
    raw = instrument.values
    levels = [
        BadgeLevel(each["years"], Decimal(each["multiple"]), each["certain"])
        for each in raw["levels"]
    ]
    return BadgeRules(
        since=instrument.since,
        source=instrument.source,
        levels={each.years: each for each in levels},
        rounds=tuple((month, day) for month, day in raw["rounds"]),
        early_months=raw["early_months"],
        posthumous_months=raw["posthumous_months"],
        suspended_waits=raw["suspended_waits"],
        discipline_months=raw["discipline_months"],
        uncertain=frozenset(raw["uncertain"]),
    )


def rounds_between(first: date, last: date) -> Iterator[date]:
    """Yield the award dates from `first` to `last`, both included, in order."""
    for year in range(first.year, last.year + 1):
        for month, number in badge_rules(date(year, 1, 1)).rounds:
            day = date(year, month, number)
            if first <= day <= last:
                yield day


def next_round(on: date) -> date:
    """Return the first award date on a day or after it."""
    return next(rounds_between(on, date(on.year + 1, LAST_MONTH, 31)))


def previous_round(on: date) -> date:
    """Return the last award date before a day."""
    return list(rounds_between(date(on.year - 1, 1, 1), on - DAY))[-1]


def levels_reached(on: date) -> Mapping[int, DayRange]:
    """Return for each level the days of counting from which it is the highest reached on a day."""
    found: dict[int, DayRange] = {}
    above = date.min
    for years in sorted(badge_rules(on).levels, reverse=True):
        latest = latest_start(months=years * LAST_MONTH, on=on)
        found[years] = DayRange(above, latest)
        above = latest + DAY
    return dict(reversed(found.items()))


def badge_due(*, facts: BadgeFacts, round_day: date) -> int | None:
    """Return the badge due at a round: the highest level reached, unless it or a higher is held.

    A dead member is considered at the first round after the death.
    """
    if facts.died is not None and facts.died <= previous_round(round_day):
        return None
    for years in sorted(badge_rules(round_day).levels, reverse=True):
        if judge_badge(facts=facts, level=years, round_day=round_day).allows:
            return years
    return None


def judge_badge(*, facts: BadgeFacts, level: int, round_day: date) -> Verdict:
    """Say what stands against awarding a level at a round."""
    rules = badge_rules(round_day)
    found = Findings()

    if level not in rules.levels:
        found.refuse(finding("BADGE_NO_LEVEL", "badge", rules.source, level=level))
        return found.verdict()
    if (round_day.month, round_day.day) not in rules.rounds:
        found.refuse(finding("BADGE_NOT_A_ROUND", "badge", rules.source))
    found.refuse(*_hindrances(facts, level, rules))
    _judge_age(facts, level, round_day, found)
    return found.verdict()


def _hindrances(facts: BadgeFacts, level: int, rules: BadgeRules) -> Iterator[Finding]:
    highest = max(facts.held, default=0)
    if level in facts.held:
        yield finding("BADGE_HELD", "badge", rules.source, level=level)
    elif highest > level:
        yield finding("BADGE_HIGHER_HELD", "badge", rules.source, level=highest)
    if not facts.official:
        yield finding("BADGE_NOT_OFFICIAL", "badge", rules.source)
    if facts.suspended and rules.suspended_waits:
        yield finding("BADGE_SUSPENDED", "badge", rules.source)
    if facts.discipline is not None:
        form, until = facts.discipline
        told = {"form": form, "until": until.isoformat()}
        held_back = finding("BADGE_HELD_BACK", "badge", rules.source)
        yield finding("BADGE_DISCIPLINED", "badge", rules.source, **told) if form else held_back


def _judge_age(facts: BadgeFacts, level: int, round_day: date, found: Findings) -> None:
    """Measure the age on the round, or on the day of death, and how much of it may be missing."""
    rules = badge_rules(round_day)
    day, allowed = round_day, rules.early_months if facts.ill else 0
    if facts.died is not None and facts.died <= round_day:
        day, allowed = facts.died, rules.posthumous_months
        found.warn(finding("BADGE_POSTHUMOUS", "badge", rules.source))
    reached = add_months(facts.counted_from, level * LAST_MONTH)
    if reached <= day:
        return
    missing = _months_until(reached, day)
    if reached > add_months(day, allowed):
        found.refuse(finding("BADGE_NOT_REACHED", "badge", rules.source, months=missing))
    else:
        found.warn(finding("BADGE_EARLY", "badge", rules.source, months=missing))


def _months_until(later: date, day: date) -> int:
    """Return the fewest months after which a later day has come."""
    full = full_months(since=day, on=later)
    return full if add_months(day, full) == later else full + 1


def badge_reward(*, level: int, on: date) -> Reward | None:
    """Return the money of a level on a day; None where no base wage or no such level is known."""
    wage, rules = instrument_on("base_wages", on), badge_rules(on)
    known = rules.levels.get(level)
    if known is None or on < max(wage.since, rules.since):
        return None
    base: int = wage.values["amount"]
    return Reward(
        amount=int(known.multiple * base),
        multiple=known.multiple,
        base_wage=base,
        certain=known.certain and wage.values["certain"],
        source=f"{rules.source}; {wage.source}",
    )
