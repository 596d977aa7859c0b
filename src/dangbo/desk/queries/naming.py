"""Say which organisations and which persons a draft speaks of."""

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


def persons_in(content: Mapping[str, Any]) -> set[str]:
    """Return the keys of the persons whom the changes of a draft list one by one."""
    return {
        person
        for change in content.get("changes", ())
        for value in change.values()
        if isinstance(value, Mapping)
        for person in value.get("listed") or ()
    }
