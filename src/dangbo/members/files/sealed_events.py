"""Prepare events for their rows and for the journal: what is personal sealed, days as text."""

from _json import make_encoder
from collections.abc import Callable, Iterable, Mapping
from json.encoder import encode_basestring
from typing import Any, Final, NamedTuple

from dangbo.base.secrets import OpenKey
from dangbo.base.vietnamese import fold, nfc, person_sort_key
from dangbo.rules.member_changes import SECRET, Given, day_in, kept_facts


def _encoder(*, in_order: bool) -> Callable[[Any], str]:
    """Return what writes objects as JSON as `json` does, which makes itself anew for each."""
    encode = make_encoder(None, str, encode_basestring, None, ": ", ", ", in_order, False, True)
    return lambda value: "".join(encode(value, 0))


ENCODED: Final = _encoder(in_order=False)
# As the journal keeps what it is given.
IN_ORDER: Final = _encoder(in_order=True)
QUOTED: Final = encode_basestring
COLUMNS: Final = ("sex", "birth_precision", "ethnicity", "religion", "home_town")
ALL: Final = {"name", "birth", *COLUMNS}


def written(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the values of an object as JSON, each by itself: to be written in several objects."""
    return {
        name: QUOTED(value) if value.__class__ is str else IN_ORDER(value)
        for name, value in values.items()
    }


def as_object(values: Iterable[tuple[str, str]]) -> str:
    """Return an object of values that are written; its names are those of a sound event."""
    return "{" + ", ".join([f'"{name}": {text}' for name, text in values]) + "}"


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
        ENCODED(others) if others else "{}",
    )
