"""Answer a question: every value of it, or the list behind one of its cells."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from dangbo.orgs.queries.indicators import Asked, Item
from dangbo.orgs.queries.names import OrgName
from dangbo.reports.queries.answering import answers, items_of
from dangbo.reports.queries.question_cells import (
    Cells,
    cells_of,
    cells_of_period,
    flows,
    insist_on_ways,
    kept_items,
    measured,
)
from dangbo.reports.queries.question_codes import codes_of
from dangbo.reports.queries.question_places import Asking, Seat, own_seat, seats_of
from dangbo.reports.queries.registry import indicator, indicators
from dangbo.rules.indicator_values import Value
from dangbo.rules.question_answers import Answer, Spot, nothing, together
from dangbo.rules.questions import Moment, Question, faults_of, moments_of
from dangbo.rules.reporting_periods import step_named
from dangbo.rules.verdicts import Finding

WHOLE, OWN = "whole", "own"


class TooManyCellsError(ValueError):
    """A question whose answer would have more cells than are told at once."""

    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(most)


def question_faults(question: Question, *, today: date) -> list[Finding]:
    """Return all that keeps a question from being asked."""
    known = {each.code: each for each in indicators()}
    return faults_of(question, known=known, codes=partial(codes_of, on=today), today=today)


def answer(question: Question, *, org: OrgName, asking: Asking, most: int) -> Answer:
    """Return every value of a question without faults.

    Raises TooManyCellsError, NoSistersError, WrongWayError.
    """
    moments = moments_of(question, today=asking.today)
    if len(moments) * len(question.indicators) > most:
        raise TooManyCellsError(most)
    seats = seats_of(question, org, moments, asking)
    if len(moments) * len(question.indicators) * len(seats) > most:
        raise TooManyCellsError(most)
    counting = _Counting(question, seats, moments, asking, most)
    cells = counting.cells()
    keys = _keys(question, cells, moments[-1].end)
    versions = {code: indicator(code).version for code in question.indicators}
    return _tidied(Answer(moments, [each.place for each in seats], keys, versions, cells))


def _keys(
    question: Question, cells: Mapping[Spot, Value | None], on: date
) -> list[tuple[str, ...]]:
    """Return the parts there are: in the order of their dimensions, what is not known last."""
    found = set(dict.fromkeys(spot.keys for spot in cells))
    ranks = []
    for way in question.by:
        codes = codes_of(way, on) or []
        ranks.append({code: at for at, code in enumerate(codes)})

    def place(keys: tuple[str, ...]) -> tuple[object, ...]:
        pairs = zip(ranks, keys, strict=False)
        return tuple((not key, rank.get(key, len(rank)), key) for rank, key in pairs)

    return sorted(found, key=place)


def _tidied(given: Answer) -> Answer:
    """Leave out what is in an organisation itself where nothing ever is."""
    told = {spot.place for spot, value in given.cells.items() if value and value.part}
    left = [at for at, place in enumerate(given.places) if place.side != OWN or at in told]
    numbers = {old: new for new, old in enumerate(left)}
    cells = {
        spot._replace(place=numbers[spot.place]): value
        for spot, value in given.cells.items()
        if spot.place in numbers
    }
    places = [given.places[at] for at in left]
    return Answer(given.moments, places, given.keys, given.versions, cells)


class _Counting:
    """One question being counted: what was asked of each organisation is kept until the end."""

    def __init__(
        self,
        question: Question,
        seats: Sequence[Seat],
        moments: Sequence[Moment],
        asking: Asking,
        most: int,
    ) -> None:
        self.question, self.seats, self.moments = question, seats, moments
        self.asking, self.most = asking, most
        self.asked: dict[tuple[int, int], Asked] = {}
        self.whole: dict[int, Asked] = {}
        self.found: dict[Spot, Value | None] = {}

    def cells(self) -> dict[Spot, Value | None]:
        """Return every value; the organisations below before the one above them."""
        for at in range(len(self.moments)):
            self.asked.clear()
            for code in self.question.indicators:
                for number, seat in enumerate(self.seats):
                    if seat.place.side != OWN:
                        self._add(at, number, code, self._cells(at, seat.id, code))
                for number, seat in enumerate(self.seats):
                    if seat.place.side == OWN:
                        self._add(at, number, code, self._left_over(at, seat, code))
        return self.found

    def _cells(self, moment: int, org: int, code: str) -> Cells:
        """Return the values of an organisation; what flows is asked once for all its periods."""
        asked = self._of(moment, org)
        # Periods side by side, so that what has a day is in one of them.
        if step_named(self.question.pace) is None or not flows(indicator(code)):
            return cells_of(code, self.question, asked)
        if org not in self.whole:
            whole = self.moments[-1]._replace(start=self.moments[0].start)
            self.whole[org] = self.asking.of(org, whole)
        return cells_of_period(code, self.question, asked, self.whole[org])

    def _add(self, moment: int, place: int, code: str, values: Cells) -> None:
        for keys, value in values.items():
            self.found[Spot(moment, place, keys, code)] = value
        if len(self.found) > self.most:
            raise TooManyCellsError(self.most)

    def _of(self, moment: int, org: int) -> Asked:
        if (moment, org) not in self.asked:
            self.asked[moment, org] = self.asking.of(org, self.moments[moment])
        return self.asked[moment, org]

    def _left_over(self, moment: int, seat: Seat, code: str) -> Cells:
        """Return what is in the organisation itself: of a count of a day alone, if there is any."""
        definition = indicator(code)
        if definition.time != "day" or definition.measure != "count":
            return {}
        if self._adds_up(moment, seat, code):
            return {(): nothing(definition.measure)}
        asked = self._of(moment, seat.id)
        below = [self._of(moment, org) for org in seat.below]
        items = left_over(code, self.question, asked, below)
        if items is None:
            return {}
        return measured(definition, self.question, asked, items) or {(): nothing("count")}

    def _adds_up(self, moment: int, seat: Seat, code: str) -> bool:
        """Say whether the organisations below make up the whole, so that nothing is left over."""
        sums: dict[str, list[Value | None]] = {"": [], WHOLE: []}
        for spot, value in self.found.items():
            side = self.seats[spot.place].place.side
            if spot.moment == moment and spot.indicator == code and side != OWN:
                sums[side].append(value)
        below = [value for value in sums[""] if value is not None]
        whole = together("count", sums[WHOLE])
        return whole is None or sum(value.part for value in below) == whole.part


def left_over(
    code: str, question: Question, asked: Asked, below: Sequence[Asked]
) -> list[Item] | None:
    """Return what an organisation has beside what those below it have.

    None where not all of them can be read: what is theirs would be told as its own.
    """
    definition = indicator(code)
    standing = [each for each in below if answers(definition, each)]
    if not answers(definition, asked):
        return None
    inside = {item.id for each in standing for item in items_of(code, each)}
    items = kept_items(code, question.filters, asked)
    return [item for item in items if item.id not in inside]


def items_behind(question: Question, *, org: OrgName, asking: Asking) -> tuple[Asked, list[Item]]:
    """Return what stands behind the one cell that a question has: `rules.questions.cell_of`."""
    [code, *_more] = question.indicators
    moment = moments_of(question, today=asking.today)[-1]
    asked = asking.of(org.id, moment)
    insist_on_ways(question, asked)
    if not question.own:
        return asked, kept_items(code, question.filters, asked)
    seat = own_seat(org, moment, asking)
    below = [asking.of(each, moment) for each in seat.below]
    return asked, left_over(code, question, asked, below) or []
