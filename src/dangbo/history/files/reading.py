"""Read a history file from its bytes to its entries, or refuse it with every reason."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePath
from typing import Any

from dangbo.history.files.checks import Context, check_all, check_keys, check_raw_numbers
from dangbo.history.files.checks.context import Standing
from dangbo.history.files.entries import HistoryFile, normal_file
from dangbo.history.files.json_text import parse_json, places_of
from dangbo.history.files.places import Node
from dangbo.history.files.problems import FieldPath, Place, Problem, in_order, placed
from dangbo.history.files.schema import shape_problems
from dangbo.history.files.texts import Undecoded, text_of
from dangbo.history.files.yaml_text import parse_yaml


class FileRefused(Exception):  # noqa: N818 - an answer, not a fault
    """A file that cannot be loaded, with everything that stands against it."""

    def __init__(self, name: str, problems: Iterable[Problem]) -> None:
        self.name = name
        self.problems = in_order(problems)
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """Return one line for each problem, with file, line, field, and what to do."""
        return [each.line_of(self.name) for each in self.problems]


@dataclass
class Places:
    """Where the values of a text stand; those of JSON are looked for when first asked."""

    text: str
    node: Node | None = None

    def of(self, path: FieldPath, *, at_key: bool = False) -> Place:
        """Return the place of the value, or of the key, at a path."""
        if self.node is None:
            self.node = places_of(self.text)
        return self.node.at(path, at_key=at_key)

    def put(self, found: Problem) -> Problem:
        """Return a problem with its place, where it has none yet."""
        if found.place.line:
            return found
        return placed(found, self.of(found.path, at_key=found.at_key))


@dataclass
class Reading:
    """A file that reads well, what deserves a warning in it, and where everything stands."""

    name: str
    file: HistoryFile
    places: Places
    warnings: list[Problem] = field(default_factory=list)

    def refuse(self, problems: Iterable[Problem]) -> FileRefused:
        """Return the refusal of this file for problems found while loading it."""
        return FileRefused(self.name, map(self.places.put, problems))


def read_history(content: bytes, *, name: str, today: date, standing: Standing) -> Reading:
    """Return a history file in its normal form, or raise FileRefused.

    `standing` says which of some keys the register knows already.
    """
    name = PurePath(name).name
    try:
        text = text_of(content)
    except Undecoded as error:
        raise FileRefused(name, [error.found]) from None
    as_json = name.lower().endswith(".json")
    parsed = parse_json(text) if as_json else parse_yaml(text)
    if parsed.problems:
        raise FileRefused(name, parsed.problems)
    places = Places(text, None if as_json else parsed.node)
    context = Context(HistoryFile(""), today, standing, places.of)
    _look_through(parsed.value, context)
    if context.problems.errors:
        raise FileRefused(name, map(places.put, context.problems.errors))
    warnings = in_order(map(places.put, context.problems.warnings))
    return Reading(name, context.file, places, warnings)


def _look_through(value: Any, context: Context) -> None:
    """Gather all that is wrong with a file; what rests on its whole shape only if that is good."""
    problems = context.problems
    problems.refuse(*shape_problems(value))
    if not isinstance(value, dict):
        return
    unsound = {each.path[:2] for each in problems.errors}
    for found, first in check_keys(value, unsound):
        line = ("line", context.place_of(first).line)
        problems.refuse(replace(found, facts=(*found.facts, line)))
    problems.refuse(*check_raw_numbers(value, unsound))
    context.file = normal_file(value, problems, unsound)
    if not unsound:
        check_all(context)
