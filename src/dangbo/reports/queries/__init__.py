"""Answer every question about indicators: of an organisation and all below, of a day or a time."""

from dangbo.orgs.queries.indicators import Asked, Item
from dangbo.reports.queries.answering import (
    MOST_PERIODS,
    ORG,
    Moment,
    OrgPart,
    Part,
    TooManyPeriodsError,
    WrongWayError,
    all_values,
    ask,
    below,
    broken_down,
    items_of,
    series,
    stands,
    value_of,
)
from dangbo.reports.queries.behind import (
    OrgBehind,
    PersonBehind,
    in_order,
    invented_among,
    keys_of,
    orgs_behind,
    persons_behind,
)
from dangbo.reports.queries.places import first_org
from dangbo.reports.queries.registry import (
    UnknownIndicatorError,
    indicator,
    indicators,
    register_own_indicators,
)

__all__ = [
    "MOST_PERIODS",
    "ORG",
    "Asked",
    "Item",
    "Moment",
    "OrgBehind",
    "OrgPart",
    "Part",
    "PersonBehind",
    "TooManyPeriodsError",
    "UnknownIndicatorError",
    "WrongWayError",
    "all_values",
    "ask",
    "below",
    "broken_down",
    "first_org",
    "in_order",
    "indicator",
    "indicators",
    "invented_among",
    "items_of",
    "keys_of",
    "orgs_behind",
    "persons_behind",
    "register_own_indicators",
    "series",
    "stands",
    "value_of",
]
