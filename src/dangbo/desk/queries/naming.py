"""Say which organisations a draft speaks of, and how many persons."""

from collections.abc import Mapping
from typing import Any

from dangbo.rules.keyed_changes import orgs_in


def keys_in(content: Mapping[str, Any]) -> set[str]:
    """Return the keys of every organisation that the changes of a draft name."""
    return {
        key
        for change in content.get("changes", ())
        for _, key in orgs_in({name: value for name, value in change.items() if name != "typed"})
        if key
    }


def persons_in(content: Mapping[str, Any]) -> int | None:
    """Return how many persons the changes of a draft list by name; None where they list none."""
    named = {
        person
        for change in content.get("changes", ())
        for value in change.values()
        if isinstance(value, Mapping)
        for person in value.get("listed") or ()
    }
    return len(named) or None
