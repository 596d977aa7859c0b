"""Compare published figures with each other: what conflicts, what is impossible, what is left over.

Source: architecture 10 (conflicting figures are all kept; an inequality is met by any value that
satisfies it) and the list of inconsistencies in `quang-ninh-facts.md`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, pairwise, product

from dangbo.rules.published import Operator, satisfies
from dangbo.rules.verdicts import Finding, finding

HUNDRED = Decimal(100)
SHARE_PLACES = Decimal("0.1")
A_YEAR = timedelta(days=366)
HALF = Decimal("0.5")


@dataclass(frozen=True)
class Published:
    """A figure as published: `value` is None where nobody can read it as a number."""

    key: str
    indicator: str
    start: date
    end: date
    value: Decimal | None
    operator: Operator = Operator.EXACT
    rounding: Decimal | None = None
    malformed: bool = False

    @property
    def days(self) -> tuple[date, date]:
        """Return the days it speaks of."""
        return (self.start, self.end)


@dataclass(frozen=True)
class Sum:
    """A total that its parts add up to."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Share:
    """A part of a base, and the published percentage of it if there is one."""

    part: str
    base: str
    percent: str = ""


@dataclass(frozen=True)
class Within:
    """A part that cannot be more than its whole."""

    part: str
    whole: str


@dataclass(frozen=True)
class Flow:
    """A stock, and what came to it from elsewhere."""

    stock: str
    came: str


@dataclass(frozen=True)
class Relations:
    """How figures hang together; `shares_of_hundred` are percentages, 100 at most."""

    sums: tuple[Sum, ...] = ()
    shares: tuple[Share, ...] = ()
    withins: tuple[Within, ...] = ()
    flows: tuple[Flow, ...] = ()
    shares_of_hundred: frozenset[str] = frozenset()


def compare_published(figures: Sequence[Published], *, relations: Relations) -> tuple[Finding, ...]:
    """Return all that the figures of one organisation say against or about each other.

    Codes: MALFORMED, IMPOSSIBLE, CONFLICT, SUM, SHARE and WITHIN stand against figures; AGREES,
    SUM_AGREES and SHARE_AGREES say that they fit; SHARE_WORKED_OUT and LEFT_OVER follow from them.
    The fact `others` has the keys of several figures that were reckoned with.
    """
    known = [each for each in figures if each.value is not None]
    found = [
        *_malformed(figures),
        *_impossible(known, relations.shares_of_hundred),
        *_same(known),
        *(each for rule in relations.sums for each in _sum(known, rule)),
        *(each for rule in relations.shares for each in _share(known, rule)),
        *(each for rule in relations.withins for each in _within(known, rule)),
        *(each for rule in relations.flows for each in _flow(known, rule)),
    ]
    return tuple(dict.fromkeys(found))


AGAINST = frozenset({"MALFORMED", "IMPOSSIBLE", "CONFLICT", "SUM", "SHARE", "WITHIN"})


def fits(first: Published, second: Published) -> bool:
    """Say whether two figures of the same thing can both be right."""
    one, other = _value(first), _value(second)
    if first.operator is Operator.EXACT:
        return satisfies(second.operator, other, one)
    if second.operator is Operator.EXACT:
        return satisfies(first.operator, one, other)
    (low, high), (least, most) = bounds(first), bounds(second)
    lowest = max((each for each in (low, least) if each is not None), default=None)
    highest = min((each for each in (high, most) if each is not None), default=None)
    return lowest is None or highest is None or lowest <= highest


def bounds(figure: Published) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the most that a figure can mean (None: no bound)."""
    value = _value(figure)
    if figure.operator in {Operator.OVER, Operator.AT_LEAST}:
        return value, None
    if figure.operator is Operator.AT_MOST:
        return None, value
    margin = value * Decimal("0.1")
    if figure.operator is Operator.NEARLY:
        return value - margin, value
    if figure.operator is Operator.ABOUT:
        return value - margin * HALF, value + margin * HALF
    return value, value


def _value(figure: Published) -> Decimal:
    return Decimal(0) if figure.value is None else figure.value


def _of(figures: Iterable[Published], *indicators: str) -> list[list[Published]]:
    return [[each for each in figures if each.indicator == code] for code in indicators]


def _malformed(figures: Iterable[Published]) -> Iterator[Finding]:
    for each in figures:
        if each.malformed:
            yield finding("MALFORMED", each.key, value=_text(each.value))


def _impossible(figures: Iterable[Published], percents: frozenset[str]) -> Iterator[Finding]:
    for each in figures:
        value = _value(each)
        if value < 0 or (each.indicator in percents and value > HUNDRED):
            yield finding("IMPOSSIBLE", each.key, value=_text(value))


def _same(figures: Sequence[Published]) -> Iterator[Finding]:
    """Compare each two figures of one thing whose days are the same or within the other's."""
    for one, other in combinations(figures, 2):
        if one.indicator != other.indicator or not _same_days(one, other):
            continue
        code = "AGREES" if fits(one, other) else "CONFLICT"
        yield finding(
            code, one.key, other=other.key, value=_text(one.value), other_value=_text(other.value)
        )


def _same_days(one: Published, other: Published) -> bool:
    return one.days == other.days


def _together(groups: Sequence[Sequence[Published]]) -> Iterator[tuple[Published, ...]]:
    for chosen in product(*groups):
        if all(each.days == chosen[0].days for each in chosen):
            yield chosen


def _sum(figures: Sequence[Published], rule: Sum) -> Iterator[Finding]:
    for total, *parts in _together(_of(figures, rule.total, *rule.parts)):
        if any(each.operator is not Operator.EXACT for each in parts):
            continue
        added = sum((_value(each) for each in parts), Decimal(0))
        agrees = satisfies(total.operator, _value(total), added)
        yield finding(
            "SUM_AGREES" if agrees else "SUM",
            total.key,
            total=_text(total.value),
            added=_text(added),
            parts=" + ".join(_text(each.value) for each in parts),
            others=" ".join(each.key for each in parts),
        )


def _share(figures: Sequence[Published], rule: Share) -> Iterator[Finding]:
    """Work a percentage out of exact figures, and compare it with the one published."""
    parts, bases, percents = _of(figures, rule.part, rule.base, rule.percent)
    for part in _exact(parts):
        base = _base_of(part, _exact(bases))
        if base is None or not base.value:
            continue
        worked_out = _value(part) / base.value * HUNDRED
        facts = {"part": _text(part.value), "base": _text(base.value), "base_key": base.key}
        stated = [each for each in percents if each.days == part.days]
        if not stated:
            percent = _text(worked_out.quantize(SHARE_PLACES))
            yield finding("SHARE_WORKED_OUT", part.key, percent=percent, **facts)
        for each in stated:
            rounding = each.rounding or SHARE_PLACES
            agrees = abs(worked_out - _value(each)) <= rounding * HALF
            yield finding(
                "SHARE_AGREES" if agrees else "SHARE",
                each.key,
                percent=_text(worked_out.quantize(rounding)),
                stated=_text(each.value),
                **facts,
            )


def _exact(figures: Iterable[Published]) -> list[Published]:
    return [each for each in figures if each.operator is Operator.EXACT]


def _base_of(part: Published, bases: Sequence[Published]) -> Published | None:
    """Return the base of the same days, else one among them, else the last of the year before."""
    same = [each for each in bases if each.days == part.days]
    among = [each for each in bases if part.start <= each.start and each.end <= part.end]
    before = [each for each in bases if timedelta(0) <= part.start - each.end <= A_YEAR]
    before.sort(key=lambda each: each.end, reverse=True)
    return next(iter([*same, *among, *before]), None)


def _within(figures: Sequence[Published], rule: Within) -> Iterator[Finding]:
    for part, whole in _together(_of(figures, rule.part, rule.whole)):
        least, most = bounds(part)[0], bounds(whole)[1]
        if least is not None and most is not None and least > most:
            yield finding(
                "WITHIN",
                part.key,
                other=whole.key,
                value=_text(part.value),
                other_value=_text(whole.value),
            )


def _flow(figures: Sequence[Published], rule: Flow) -> Iterator[Finding]:
    """Say what remains between two stocks after what is known to have come in between."""
    stocks, came = _of(figures, rule.stock, rule.came)
    for before, after in pairwise(_one_a_day(stocks)):
        between = [each for each in came if before.start < each.start <= after.start]
        if not between:
            continue
        expected = _value(before) + sum((_value(each) for each in between), Decimal(0))
        exact = all(each.operator is Operator.EXACT for each in (before, *between, after))
        if expected == _value(after):
            continue
        yield finding(
            "LEFT_OVER",
            after.key,
            before=_text(before.value),
            came=" + ".join(_text(each.value) for each in between),
            expected=_text(expected),
            stated=_text(after.value),
            left=_text(_value(after) - expected),
            exact=exact,
            others=" ".join(each.key for each in (before, *between)),
        )


def _one_a_day(stocks: Iterable[Published]) -> list[Published]:
    """Keep for each day its most exact stock, and drop a later repetition of the same number."""
    best: dict[date, Published] = {}
    for each in sorted(stocks, key=lambda each: (each.start, each.operator is not Operator.EXACT)):
        best.setdefault(each.start, each)
    kept: list[Published] = []
    for each in best.values():
        if not kept or kept[-1].value != each.value:
            kept.append(each)
    return kept


def _text(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"
