"""Judge the shape of a history file by its JSON Schema, entry by entry."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

from jsonschema import Draft202012Validator

from dangbo.history.files.problems import FieldPath, Problem, problem
from dangbo.history.files.quick_shape import Fits, sieve
from dangbo.history.files.schema_faults import faults_of

# The singular under which the schema defines the entries of each section.
DEFINITIONS: Final = {
    "sources": "source",
    "papers": "paper",
    "organisations": "organisation",
    "aliases": "alias",
    "decisions": "decision",
    "places": "place",
    "congresses": "congress",
    "leaders": "leader",
    "figures": "figure",
    "notes": "note",
}
CHANGE: Final = "change_"


def shape_problems(value: Any) -> Iterator[Problem]:
    """Yield everything in which a file departs from the schema."""
    if not isinstance(value, dict):
        yield problem("NOT_A_HISTORY_FILE")
        return
    whole = {name: [] if name in DEFINITIONS else each for name, each in value.items()}
    yield from _faults("", whole, ())
    for section in DEFINITIONS:
        entries = value.get(section, [])
        if not isinstance(entries, list):
            yield problem("WRONG_TYPE", (section,), wanted="array", found=_type(entries))
            continue
        for position, entry in enumerate(entries):
            yield from _entry_problems(section, entry, (section, position))


def _entry_problems(section: str, entry: Any, path: FieldPath) -> Iterator[Problem]:
    yield from _faults(DEFINITIONS[section], entry, path)
    if section != "decisions" or not isinstance(entry, dict):
        return
    changes = entry.get("changes")
    for position, change in enumerate(changes if isinstance(changes, list) else ()):
        name = "change"
        if isinstance(change, dict) and change.get("change") in _change_kinds():
            name = f"{CHANGE}{change['change']}"
        yield from _faults(name, change, (*path, "changes", position))


def _faults(name: str, value: Any, path: FieldPath) -> Iterator[Problem]:
    if _sieves()[name](value):
        return
    for error in _validators()[name].iter_errors(value):
        yield from faults_of(error, path)


def _type(value: Any) -> str:
    return "object" if isinstance(value, dict) else "string" if isinstance(value, str) else "other"


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema that comes with the package."""
    text = resources.files("dangbo.history").joinpath("schema.json").read_text("utf-8")
    return dict(json.loads(text))


@cache
def _change_kinds() -> frozenset[str]:
    return frozenset(
        name.removeprefix(CHANGE) for name in schema()["$defs"] if name.startswith(CHANGE)
    )


@cache
def _parts() -> Mapping[str, dict[str, Any]]:
    """Return each definition of the schema, and the whole file under "".

    References are written out beforehand, and changes are judged each by the definition of its
    kind: the same verdict as the schema's, many times faster.
    """
    definitions = schema()["$defs"]
    parts = {name: _written_out(each) for name, each in definitions.items()}
    parts["change"].pop("allOf")
    parts["decision"]["properties"]["changes"].pop("items")
    whole = {name: each for name, each in schema().items() if name != "$defs"}
    parts[""] = _written_out(whole)
    return parts


@cache
def _validators() -> Mapping[str, Draft202012Validator]:
    return {name: Draft202012Validator(part) for name, part in _parts().items()}


@cache
def _sieves() -> Mapping[str, Fits]:
    return {name: sieve(part) for name, part in _parts().items()}


def _written_out(part: Any) -> Any:
    if isinstance(part, list):
        return [_written_out(each) for each in part]
    if not isinstance(part, dict):
        return part
    found = {name: _written_out(each) for name, each in part.items() if name != "$ref"}
    if "$ref" in part:
        definition = schema()["$defs"][part["$ref"].removeprefix("#/$defs/")]
        found = _written_out(definition) | found
    return found
