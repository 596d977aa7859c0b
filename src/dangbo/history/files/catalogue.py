"""Give the catalogue of figures: codes, names, units, and which must agree with which."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.utils.translation import get_language

from dangbo.rules.published_checks import Flow, Relations, Share, Sum, Within


@dataclass(frozen=True)
class Unit:
    """What figures count in; `whole` ones have no decimals."""

    code: str
    vi: str
    en: str
    whole: bool = True

    @property
    def name(self) -> str:
        """Return its name in the language of the page."""
        return self.en if get_language() == "en" else self.vi


@dataclass(frozen=True)
class Indicator:
    """One figure that may be stated.

    `computed_by` names the register's own count of organisations, `members_by` that of members;
    `counted_as` is the indicator of higher areas that counts the same, where there is one.
    """

    code: str
    vi: str
    en: str
    unit: Unit
    computed_by: str = ""
    members_by: str = ""
    counted_as: str = ""

    @property
    def name(self) -> str:
        """Return its name in the language of the page."""
        return self.en if get_language() == "en" else self.vi


@dataclass(frozen=True)
class Catalogue:
    """All figures that may be stated, and how they hang together."""

    indicators: Mapping[str, Indicator]
    relations: Relations


@cache
def catalogue() -> Catalogue:
    """Return the catalogue that comes with the package."""
    text = resources.files("dangbo.history").joinpath("indicators.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    units = {each["code"]: Unit(**each) for each in raw["unit"]}
    indicators = {
        each["code"]: Indicator(**{**each, "unit": units[each["unit"]]})
        for each in raw["indicator"]
    }
    relations = Relations(
        sums=tuple(Sum(each["total"], tuple(each["parts"])) for each in raw["sum"]),
        shares=tuple(Share(**each) for each in raw["share"]),
        withins=tuple(Within(**each) for each in raw["within"]),
        flows=tuple(Flow(**each) for each in raw["flow"]),
        shares_of_hundred=frozenset(
            code for code, each in indicators.items() if each.unit.code == "phan_tram"
        ),
    )
    return Catalogue(indicators, relations)
