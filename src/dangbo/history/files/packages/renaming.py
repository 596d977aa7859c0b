"""Give organisations and papers of a history other keys, everywhere they are named."""

from collections.abc import Mapping
from typing import Any, Final

from dangbo.rules.keyed_changes import renamed

NAMING_ORG: Final = ("org", "superior")


def with_other_keys(
    history: Mapping[str, Any], *, orgs: Mapping[str, str], papers: Mapping[str, str]
) -> dict[str, Any]:
    """Return a history file in which some organisations and papers bear other keys."""
    found = {**history, "committee": orgs.get(history["committee"], history["committee"])}
    for section, entries in history.items():
        if isinstance(entries, list):
            found[section] = [_renamed(section, each, orgs, papers) for each in entries]
    return found


def _renamed(
    section: str, entry: Mapping[str, Any], orgs: Mapping[str, str], papers: Mapping[str, str]
) -> dict[str, Any]:
    found = dict(entry)
    for name in NAMING_ORG:
        if name in found:
            found[name] = orgs.get(found[name], found[name])
    if "paper" in found:
        found["paper"] = papers.get(found["paper"], found["paper"])
    keys = {"organisations": orgs, "papers": papers}.get(section, {})
    found["key"] = keys.get(found["key"], found["key"])
    if section == "decisions":
        found["changes"] = [
            renamed(each, lambda org: orgs.get(org, org)) for each in found["changes"]
        ]
    return found
