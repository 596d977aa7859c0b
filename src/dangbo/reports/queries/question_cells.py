"""Count one figure of a question: filtered, broken down, with what stands behind it."""

from collections.abc import Iterable, Mapping, Sequence

from dangbo.orgs.queries.indicators import Asked, Item
from dangbo.reports.queries.answering import (
    SIZE,
    WrongWayError,
    answers,
    broken_down,
    items_of,
    value_of,
)
from dangbo.reports.queries.dimensions import DIMENSIONS
from dangbo.reports.queries.registry import indicator
from dangbo.reports.queries.traits import births
from dangbo.rules.age_bands import full_years
from dangbo.rules.indicator_values import Value, averaged, counted, shared, sorted_out
from dangbo.rules.indicators import Indicator
from dangbo.rules.question_answers import nothing
from dangbo.rules.questions import Kept, Question
from dangbo.rules.reporting_periods import Period
from dangbo.rules.rights import MEMBER_READ

Cells = Mapping[tuple[str, ...], Value | None]


def cells_of(code: str, question: Question, asked: Asked) -> Cells:
    """Return the values of one indicator of one organisation by the parts of a question.

    None under no parts at all: the organisation did not stand, or whoever asks may not read it.
    """
    definition = indicator(code)
    insist_on_ways(question, asked)
    if not answers(definition, asked):
        return {(): None}
    if question.filters:
        found = _from_items(definition, question, asked)
    elif question.by:
        found = {part.keys: part.value for part in broken_down(code, question.by, asked)}
    else:
        found = {(): value_of(code, asked)}
    return found or {(): nothing(definition.measure)}


def flows(definition: Indicator) -> bool:
    """Say whether an indicator counts what has a day of its own within a period."""
    return definition.time == "period" and definition.measure != "average"


def cells_of_period(code: str, question: Question, asked: Asked, whole: Asked) -> Cells:
    """Return the same of what flows in one of several periods; `whole` is asked of all of them.

    What has a day is in the period of that day, as in the course of an indicator.
    """
    definition = indicator(code)
    insist_on_ways(question, asked)
    if not answers(definition, asked):
        return {(): None}
    period = Period(asked.start, asked.on)
    sides = (definition.part, definition.whole) if definition.measure == "share" else (code,)
    items = [
        [item for item in _kept_once(side, question, whole) if item.on in period] for side in sides
    ]
    return measured(definition, question, whole, *items) or {(): nothing(definition.measure)}


def _kept_once(code: str, question: Question, asked: Asked) -> list[Item]:
    key = ("kept", code, question.filters)
    return asked.kept(key, lambda: kept_items(code, question.filters, asked))


def insist_on_ways(question: Question, asked: Asked) -> None:
    """Refuse to tell how large cells are to whoever reads no members, as a breakdown does."""
    ways = [*question.by, *(kept.way for kept in question.filters)]
    if SIZE in ways and asked.actor.over(MEMBER_READ) == ():
        raise WrongWayError(ways, ())


def _from_items(definition: Indicator, question: Question, asked: Asked) -> Cells:
    part = kept_items(definition.code, question.filters, asked)
    is_share = definition.measure == "share"
    whole = kept_items(definition.whole, question.filters, asked) if is_share else []
    return measured(definition, question, asked, part, whole)


def measured(
    definition: Indicator,
    question: Question,
    asked: Asked,
    part: Sequence[Item],
    whole: Sequence[Item] = (),
) -> Cells:
    """Return the values that some items have, by the parts of a question."""
    if not question.by:
        return {(): _value(definition, asked, part, whole)}
    parts, wholes = _sorted(part, question, asked), _sorted(whole, question, asked)
    return {
        keys: _value(definition, asked, parts.get(keys, ()), wholes.get(keys, ()))
        for keys in dict.fromkeys([*parts, *wholes])
    }


def _value(
    definition: Indicator, asked: Asked, part: Sequence[Item], whole: Sequence[Item]
) -> Value:
    if definition.measure == "share":
        return shared(len(part), len(whole))
    if definition.measure == "average":
        born = births(asked, [each.id for each in part])
        return averaged(full_years(since=day, on=asked.on) for day in born.values())
    return counted(len(part))


def _sorted(
    items: Sequence[Item], question: Question, asked: Asked
) -> dict[tuple[str, ...], list[Item]]:
    """Sort items under their parts; those that a filter keeps are there even for none."""
    keys = zip(*(DIMENSIONS[each].keys(asked, items) for each in question.by), strict=True)
    order: list[tuple[str, ...]] = []
    if len(question.by) == 1:
        [way] = question.by
        kept = next((each.codes for each in question.filters if each.way == way), None)
        order = [(code,) for code in kept or DIMENSIONS[way].order(asked.on)]
    return sorted_out(zip(keys, items, strict=True), order)


def kept_items(code: str, filters: Iterable[Kept], asked: Asked) -> list[Item]:
    """Return what stands behind a value, as far as the filters keep it."""
    items = list(items_of(code, asked))
    for kept in filters:
        keys = DIMENSIONS[kept.way].keys(asked, items)
        pairs = zip(keys, items, strict=True)
        items = [item for key, item in pairs if key in kept.codes]
    return items
