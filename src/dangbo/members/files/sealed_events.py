"""Prepare events for their rows and for the journal: what is personal sealed, days as text."""

import json
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from dangbo.base.secrets import OpenKey
from dangbo.base.vietnamese import fold, nfc, person_sort_key
from dangbo.rules.member_changes import SECRET, Given, day_in, kept_facts

ENCODED: Final = json.JSONEncoder(ensure_ascii=False, default=str).encode
COLUMNS: Final = ("sex", "birth_precision", "ethnicity", "religion", "home_town")
ALL: Final = {"name", "birth", *COLUMNS}


class SealedEvent(NamedTuple):
    """The open facts of an event, what is sealed of it, and a secret number sealed."""

    facts: dict[str, Any]
    sealed: dict[str, str]
    number: str


def sealed_event(
    event: Given, key: Callable[[], OpenKey], lookup: Callable[[str], str]
) -> SealedEvent:
    """Return an event as it is kept; the person's key is asked for only where it is needed."""
    facts, number = kept_facts(event), ""
    sealed = {name: key().seal(ENCODED(event[name])) for name in SECRET if event.get(name)}
    if event["change"] == "number" and event["kind"] == "citizen" and event["value"]:
        facts["value"] = lookup(event["value"])
        number = sealed["number"] = key().seal(event["value"])
    return SealedEvent(facts, sealed, number)


def identity_columns(given: Given) -> tuple[Any, ...]:
    """Return what the row of an identity keeps of what is stated of a person."""
    name = nfc(str(given["name"])).strip()
    others = {key: value for key, value in given.items() if key not in ALL and value}
    birth = day_in(given["birth"]) if given.get("birth") else None
    return (
        *(name, person_sort_key(name), fold(name), birth, given.get("sex", "")),
        *(given.get("birth_precision", "day"), given.get("ethnicity", "")),
        *(given.get("religion", ""), given.get("home_town", "")),
        ENCODED(others),
    )
