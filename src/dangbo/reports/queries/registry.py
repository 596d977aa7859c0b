"""Give indicators by code, and add those that the register answers by itself."""

from difflib import get_close_matches
from typing import Final

from dangbo.orgs.queries.indicators import Counted, register_indicator, registered_indicators
from dangbo.reports.queries import (
    cases_counted,
    honours_counted,
    movements_counted,
    orgs_counted,
    people_counted,
    posts_counted,
)
from dangbo.reports.queries.from_columns import keep_measures
from dangbo.rules.indicators import Indicator, definitions

AREAS: Final = (
    orgs_counted,
    people_counted,
    movements_counted,
    posts_counted,
    honours_counted,
    cases_counted,
)


class UnknownIndicatorError(LookupError):
    """No indicator has this code; `nearest` are those whose codes look like it."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.nearest = get_close_matches(code, registered_indicators(), n=3)
        super().__init__(code)


def register_own_indicators() -> None:
    """Add the indicators whose definitions come with the project, in their order."""
    keep_measures()
    found = {code: (items, count) for area in AREAS for code, items, count in area.countings()}
    for code, definition in definitions().indicators.items():
        items, count = found.get(code, (None, None))
        register_indicator(definition, items, count=count)


def counted(code: str) -> Counted:
    """Return an indicator with its ways of being counted, or raise UnknownIndicatorError."""
    found = registered_indicators().get(code)
    if found is None:
        raise UnknownIndicatorError(code)
    return found


def indicators() -> list[Indicator]:
    """Return the definitions of all indicators, group by group, in their order."""
    groups = list(definitions().groups)
    found = [each.definition for each in registered_indicators().values()]
    return sorted(found, key=lambda each: groups.index(each.group) if each.group in groups else 99)


def indicator(code: str) -> Indicator:
    """Return the definition of an indicator, or raise UnknownIndicatorError."""
    return counted(code).definition
