"""List the ethnic groups, religions and sexes that a record may name, and read them.

Sources: Decision 121-TCTK/PPCĐ of 2 Mar 1979 (54 ethnic groups); the religions recognised by the
State; the lists are in `sets/ethnicities.toml`, `sets/religions.toml`, `sets/sexes.toml`.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final, Literal

from dangbo.rules.listed_values import ListedValue, ListedValues, listed_values
from dangbo.rules.verdicts import Finding

Catalogue = Literal["ethnicities", "religions", "sexes"]

MAJORITY: Final = "kinh"
NO_RELIGION: Final = "khong"


def ethnicities() -> Mapping[str, ListedValue]:
    """Return the 54 ethnic groups by code, in the official order."""
    return _catalogue("ethnicities").values


def religions() -> Mapping[str, ListedValue]:
    """Return the religions by code; the first says that there is none."""
    return _catalogue("religions").values


def sexes() -> Mapping[str, ListedValue]:
    """Return the sexes by code."""
    return _catalogue("sexes").values


def is_minority(code: str) -> bool:
    """Say whether an ethnic group is a minority: any of the list but Kinh."""
    return code != MAJORITY and code in ethnicities()


def is_religious(code: str) -> bool:
    """Say whether a record names a religion."""
    return code != NO_RELIGION and code in religions()


def read_listed(catalogue: Catalogue, text: str) -> str | Finding:
    """Return the code that a text means in a catalogue, or why none."""
    return _catalogue(catalogue).read(text, where=catalogue)


@cache
def _catalogue(name: Catalogue) -> ListedValues:
    text = resources.files("dangbo.rules").joinpath(f"sets/{name}.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    return listed_values(raw["value"], ignored=raw.get("ignored", ()))
