"""Read the entries of an act on posts, and say what is wrong with their shape."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dangbo.rules.instruments import instrument_on
from dangbo.rules.post_course import PostEvent
from dangbo.rules.verdicts import Finding, finding

Given = Mapping[str, Any]

WAYS: Final = ("elected", "by_election", "appointed", "named", "not_stated")
REASONS: Final = (
    *("term_over", "transferred", "reassigned", "retired", "resigned", "dismissed", "left"),
    *("died", "other"),
)
LEVELS: Final = ("trung_uong", "tinh", "huyen", "co_so", "other")
SIDES: Final = ("party", "mass", "state")
TEXTS: Final = ("outside", "title", "term", "receiver", "name")
# What parts the pieces of a track, so that it may stand in none of them.
PART: Final = "|"
LONGEST: Final = 200
MOST_SEATS: Final = 500
FIRST_YEAR: Final = 1990


@dataclass(frozen=True)
class Fields:
    """What an entry of one kind has to say, what it may say, and whose course it belongs to."""

    needed: frozenset[str]
    allowed: frozenset[str] = frozenset()


_PLACE: Final = frozenset({"person", "title"})
_IN: Final = frozenset({"org", "body"})
_OUTSIDE: Final = frozenset({"outside", "level", "side"})
ENTRIES: Final[Mapping[str, Fields]] = {
    "begin": Fields(_PLACE, frozenset({*_IN, *_OUTSIDE, "how"})),
    "end": Fields(_PLACE, frozenset({*_IN, "outside", "reason"})),
    "seats": Fields(frozenset({"org", "body", "seats"}), frozenset({"name", "until"})),
    "unseat": Fields(frozenset({"org", "body"})),
    "plan": Fields(frozenset({*_PLACE, *_IN, "term"})),
    "unplan": Fields(frozenset({*_PLACE, *_IN, "term"})),
    "declare": Fields(frozenset({"person", "year", "kind", "status"}), frozenset({"receiver"})),
}
CLOSED: Final[Mapping[str, Sequence[str]]] = {
    "how": WAYS,
    "reason": REASONS,
    "level": LEVELS,
    "side": SIDES,
}


def entry_findings(entries: Sequence[Given]) -> tuple[Finding, ...]:
    """Say everything that is wrong with the shape of entries: unknown changes, fields, values."""
    if not entries:
        return (finding("NO_POSTS"),)
    return tuple(each for at, entry in enumerate(entries) for each in _wrong(entry, f"posts.{at}"))


def _wrong(entry: Given, where: str) -> Iterator[Finding]:
    fields = ENTRIES.get(str(entry.get("change")))
    if fields is None:
        yield finding("UNKNOWN_POST_CHANGE", where, change=str(entry.get("change")))
        return
    given = {name for name, value in entry.items() if value not in (None, "")} - {"change"}
    for name in sorted(fields.needed - given):
        yield finding("FIELD_MISSING", f"{where}.{name}", field=name)
    for name in sorted(given - fields.needed - fields.allowed):
        yield finding("FIELD_UNKNOWN", f"{where}.{name}", field=name)
    if entry["change"] in {"begin", "end"}:
        yield from _nowhere(given, where)
    yield from _wrong_values(entry, where)


def _nowhere(given: set[str], where: str) -> Iterator[Finding]:
    """A post is in a body of an organisation, or outside the register in words: never both."""
    inside, outside = bool(given & _IN), "outside" in given
    if inside == outside:
        yield finding("PLACE_UNCLEAR", where)
    elif inside:
        for name in sorted(_IN - given):
            yield finding("FIELD_MISSING", f"{where}.{name}", field=name)


def _wrong_values(entry: Given, where: str) -> Iterator[Finding]:
    for name, values in CLOSED.items():
        if entry.get(name) not in (None, "", *values):
            yield finding("VALUE_UNKNOWN", f"{where}.{name}", field=name, value=str(entry[name]))
    for name in TEXTS:
        if PART in str(entry.get(name) or ""):
            yield finding("SIGN_NOT_ALLOWED", f"{where}.{name}", field=name, sign=PART)
        if len(str(entry.get(name) or "")) > LONGEST:
            yield finding("TOO_LONG", f"{where}.{name}", field=name, most=LONGEST)
    if "seats" in entry and not _is_count(entry["seats"], 1, MOST_SEATS):
        yield finding("NOT_A_COUNT", f"{where}.seats", value=str(entry["seats"]))
    if entry["change"] == "declare":
        yield from _wrong_declaration(entry, where)


def _wrong_declaration(entry: Given, where: str) -> Iterator[Finding]:
    known = instrument_on("declarations", date.max).values
    for name, values in (("kind", known["kinds"]), ("status", known["statuses"])):
        if entry.get(name) and entry[name] not in values:
            yield finding("VALUE_UNKNOWN", f"{where}.{name}", field=name, value=str(entry[name]))
    if "year" in entry and not _is_count(entry["year"], FIRST_YEAR, date.max.year):
        yield finding("NOT_A_YEAR", f"{where}.year", value=str(entry["year"]))


def _is_count(value: object, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


def track_of(entry: Given) -> str:
    """Return what an entry speaks of: entries on one thing have one track."""
    change = entry["change"]
    if change in {"seats", "unseat"}:
        return f"term|{entry['body']}"
    if change in {"plan", "unplan"}:
        return f"plan|{entry['org']}|{entry['body']}|{entry['title']}|{entry['term']}"
    if change == "declare":
        return f"declaration|{entry['year']}|{entry['kind']}"
    place = entry.get("org") or 0
    return f"post|{place}|{entry.get('body') or ''}|{entry['title']}|{entry.get('outside') or ''}"


def event_of(entry: Given, *, on: date, seq: int, position: int, precision: str) -> PostEvent:
    """Return an entry as the course takes it."""
    return PostEvent(
        on=on,
        seq=seq,
        position=position,
        track=track_of(entry),
        org=entry.get("org"),
        value=value_of(entry, precision),
        reason=str(entry.get("reason") or "other") if entry["change"] == "end" else "",
    )


def value_of(entry: Given, precision: str) -> tuple[object, ...] | None:
    """Return what an entry's track holds from its day on; None where it ends."""
    match entry["change"]:
        case "begin":
            how = entry.get("how") or "not_stated"
            return (how, entry.get("level") or "", entry.get("side") or "", precision)
        case "seats":
            return (entry["seats"], entry.get("name") or "", str(entry.get("until") or ""))
        case "plan":
            return ()
        case "declare":
            return (entry["status"], entry.get("receiver") or "")
    return None


def kept_entry(entry: Given) -> dict[str, Any]:
    """Return an entry as the journal keeps it: days as text, nothing that is empty."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in entry.items()
        if value not in (None, "")
    }


def persons_in(entries: Iterable[Given]) -> list[str]:
    """Return the keys of the persons that entries name, each once."""
    return list(dict.fromkeys(str(each["person"]) for each in entries if each.get("person")))


def orgs_in(entries: Iterable[Given]) -> list[int]:
    """Return the organisations that entries name, each once."""
    return list(dict.fromkeys(each["org"] for each in entries if each.get("org")))
