"""Name indicators, groups, units and dimensions in the language of the page."""

from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dangbo.rules.indicators import Indicator, Named, definitions

TIMES: Final = {"day": _("vào ngày"), "period": _("trong kỳ")}


def _is_english() -> bool:
    return (get_language() or "").startswith("en")


def name_of(indicator: Indicator) -> str:
    """Return what an indicator is called."""
    return indicator.name_en if _is_english() else indicator.name


def question_of(indicator: Indicator) -> str:
    """Return the question that an indicator answers."""
    return indicator.question_en if _is_english() else indicator.question


def unit_name(unit: str) -> str:
    """Return what is counted in."""
    return _named(definitions().units.get(unit), unit)


def group_name(group: str) -> str:
    """Return what a group of indicators is called."""
    return _named(definitions().groups.get(group), group)


def dimension_name(dimension: str) -> str:
    """Return by what something is broken down."""
    return _named(definitions().dimensions.get(dimension), dimension)


def time_name(time: str) -> str:
    """Say whether something is of a day or over a period."""
    return str(TIMES[time])


def _named(found: Named | None, code: str) -> str:
    if found is None:
        return code
    return found.name_en if _is_english() else found.name
