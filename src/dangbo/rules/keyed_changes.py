"""Walk over the organisations that a change names, and give them other names."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

FieldPath = tuple[str | int, ...]

ONE: Final = frozenset({"org", "superior", "source"})
MANY: Final = frozenset({"orgs", "sources"})
# One organisation, or a mapping with several.
EITHER: Final = frozenset({"result", "below"})
NESTED: Final = frozenset({"results", "rows"})
# Where members go: persons by their own keys, organisations named as everywhere.
MEMBERS: Final = "members"
BEGINNING: Final = frozenset({"found", "import"})

Rename = Callable[[Any], Any]


def renamed(change: Mapping[str, Any], to: Rename) -> dict[str, Any]:
    """Return a change with every organisation in it named the way `to` says."""
    return {name: _renamed(name, value, to) for name, value in change.items()}


def _renamed(name: str, value: Any, to: Rename) -> Any:
    if name in MANY:
        return [to(each) for each in value]
    if name in NESTED:
        return [renamed(each, to) for each in value]
    if name in MAPPED and isinstance(value, Mapping):
        return MAPPED[name](value, to)
    if name in ONE or name in EITHER:
        return value if value is None else to(value)
    return value


def _renamed_below(value: Mapping[str, Any], to: Rename) -> dict[str, Any]:
    return {str(to(child)): to(result) for child, result in value.items()}


def _renamed_members(value: Mapping[str, Any], to: Rename) -> dict[str, Any]:
    found = dict(value)
    if "listed" in found:
        found["listed"] = {person: to(org) for person, org in found["listed"].items()}
    if found.get("rest") is not None:
        found["rest"] = to(found["rest"])
    return found


MAPPED: Final[Mapping[str, Callable[[Mapping[str, Any], Rename], dict[str, Any]]]] = {
    "result": renamed,
    "below": _renamed_below,
    MEMBERS: _renamed_members,
}


def orgs_in(change: Mapping[str, Any]) -> Iterator[tuple[FieldPath, str]]:
    """Yield every organisation that a change names by key, with the field that names it."""
    for name, value in change.items():
        for path, key in _named(name, value):
            yield (name, *path), key


def _named(name: str, value: Any) -> Iterator[tuple[FieldPath, str]]:
    if name in MANY or name in NESTED:
        for place, each in enumerate(value):
            parts = orgs_in(each) if name in NESTED else [((), each)]
            yield from (((place, *path), key) for path, key in parts)
    elif name in INNER and isinstance(value, Mapping):
        yield from INNER[name](value)
    elif (name in ONE or name in EITHER) and value is not None:
        yield (), value


def _named_below(value: Mapping[str, Any]) -> Iterator[tuple[FieldPath, str]]:
    for child, result in value.items():
        yield (child,), child
        yield (child,), result


def _named_for_members(value: Mapping[str, Any]) -> Iterator[tuple[FieldPath, str]]:
    yield from ((("listed", person), org) for person, org in value.get("listed", {}).items())
    if value.get("rest") is not None:
        yield ("rest",), value["rest"]


INNER: Final[Mapping[str, Callable[[Mapping[str, Any]], Iterator[tuple[FieldPath, str]]]]] = {
    "result": orgs_in,
    "below": _named_below,
    MEMBERS: _named_for_members,
}


def concerned_in(change: Mapping[str, Any]) -> Iterator[str]:
    """Yield those that a change is about: neither who receives nor under whom somebody goes."""
    for path, key in orgs_in(change):
        named = [step for step in path if isinstance(step, str)]
        if named[0] == MEMBERS:
            continue
        if named[0] in {"org", *MANY} or named[-1] == "source":
            yield key


def begun_in(change: Mapping[str, Any]) -> Iterator[str]:
    """Yield the organisations that a change describes as new."""
    if change["change"] in BEGINNING:
        yield change["org"]
    results = [change.get("result"), *change.get("results", ())]
    for each in results:
        if isinstance(each, Mapping) and "name" in each:
            yield each["org"]
