"""Read the templates and samples that come with the program."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.abc import Traversable
from typing import Any, Final

from dangbo.rules.letter_filling import Value
from dangbo.rules.letter_texts import FIELD
from dangbo.rules.letters import Table

PLACE: Final = "templates/letters/builtin"
COMMON: Final = "common"
ALSO: Final = "also"


def builtin_text(key: str) -> str:
    """Return the template of a letter as it comes with the program."""
    return place(f"{key}.txt").read_text(encoding="utf-8")


@cache
def builtin_samples() -> Mapping[str, Mapping[str, Value]]:
    """Return the values of invented people that each letter is tried out with."""
    read = tomllib.loads(place("samples.toml").read_text(encoding="utf-8"))
    common = read.pop(COMMON)
    return {key: sample_of(key, common, own) for key, own in read.items()}


def sample_of(key: str, common: Mapping[str, Any], own: Mapping[str, Any]) -> Mapping[str, Value]:
    """Return the values of a letter: its own, and of the common ones those that it names."""
    named = {*FIELD.findall(builtin_text(key)), *own.get(ALSO, ()), *own}
    values = {**common, **own}
    return {name: value_of(each) for name, each in values.items() if name in named - {ALSO}}


def value_of(read: Any) -> Value:
    """Return a value of the file as letters take it."""
    if not isinstance(read, dict):
        return tuple(read) if isinstance(read, list) else read
    return Table(
        heads=tuple(read["heads"]),
        rows=tuple(map(tuple, read["rows"])),
        widths=tuple(read.get("widths", ())),
    )


def place(name: str) -> Traversable:
    """Return where a file of this package lies."""
    return resources.files("dangbo.letters").joinpath(PLACE, name)
