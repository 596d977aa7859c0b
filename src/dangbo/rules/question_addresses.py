"""Write a question as the parts of an address, and read it back: nothing of it is kept elsewhere.

What cannot be read is told as a finding and left out, so that a forged or a mistyped address never
asks for something else in silence.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, NamedTuple

from dangbo.rules.question_days import DayWord, all_written, read_day_word, words_in, written
from dangbo.rules.questions import Kept, Pace, Question, Scope
from dangbo.rules.verdicts import Finding, finding

INDICATOR, ORG, SCOPE, KIND = "chi_tieu", "to_chuc", "pham_vi", "loai"
BY, PART, DAY, START, PACE, OWN = "theo", "loc", "ngay", "tu", "buoc", "rieng"
NAMES: Final = (INDICATOR, ORG, SCOPE, KIND, BY, PART, DAY, START, PACE, OWN)
SCOPES: Final[Mapping[str, Scope]] = {"mot": "one", "truc_thuoc": "below", "cung_cap": "sisters"}
PACES: Final[Mapping[str, Pace]] = {
    "ca_ky": "whole",
    "nam": "year",
    "quy": "quarter",
    "thang": "month",
}
# A blank would be taken off an address: this stands for the part that is not known.
UNKNOWN: Final = "-"
MOST_PARTS: Final = 500
LONGEST: Final = 200

Pairs = Iterable[tuple[str, str]]


class Read(NamedTuple):
    """The question of an address, and what of it could not be read."""

    question: Question
    faults: list[Finding]


def pairs_of(question: Question) -> list[tuple[str, str]]:
    """Return a question as names and values of an address; what goes without saying is left out."""
    scope = next(name for name, scope in SCOPES.items() if scope == question.scope)
    pace = next((name for name, pace in PACES.items() if pace == question.pace), "")
    told = [
        *((INDICATOR, code) for code in question.indicators),
        (ORG, question.org),
        (SCOPE, "" if question.scope == "one" else scope),
        *((KIND, kind) for kind in question.kinds),
        *((BY, way) for way in question.by),
        *(
            (PART, f"{kept.way}:{code or UNKNOWN}")
            for kept in question.filters
            for code in kept.codes
        ),
        (DAY, all_written(question.days)),
        (START, written(question.start) if question.start else ""),
        (PACE, pace),
        (OWN, "on" if question.own else ""),
    ]
    return [(name, value) for name, value in told if value]


def question_in(pairs: Pairs) -> Read:
    """Return the question of an address."""
    given: dict[str, list[str]] = {name: [] for name in NAMES}
    for name, value in pairs:
        if name in given and value.strip() and len(given[name]) < MOST_PARTS:
            given[name].append(value.strip())
    faults: list[Finding] = []
    question = Question(
        indicators=_once(given[INDICATOR]),
        org=next(iter(given[ORG]), "")[:LONGEST],
        scope=_listed(given[SCOPE], SCOPES, "one", SCOPE, faults),
        kinds=_once(given[KIND]),
        by=tuple(given[BY]),
        filters=_filters(given[PART], faults),
        days=_days(given[DAY], faults),
        start=_start(given[START], faults),
        pace=_listed(given[PACE], PACES, "", PACE, faults),
        own=bool(given[OWN]),
    )
    return Read(question, faults)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each[:LONGEST] for each in values))


def _listed(
    values: list[str],
    listed: Mapping[str, Any],
    default: Any,
    where: str,
    faults: list[Finding],
) -> Any:
    value = values[-1] if values else ""
    if value and value not in listed:
        told = {"text": value[:LONGEST], "allowed": ", ".join(listed)}
        faults.append(finding("QUESTION_NOT_LISTED", WHERE[where], **told))
    return listed.get(value, default)


def _filters(values: Iterable[str], faults: list[Finding]) -> tuple[Kept, ...]:
    found: dict[str, dict[str, None]] = {}
    for value in values:
        way, sign, code = value[:LONGEST].partition(":")
        if not sign or not code:
            faults.append(finding("QUESTION_NO_PART", "filters", text=value[:LONGEST]))
            continue
        found.setdefault(way, {})["" if code == UNKNOWN else code] = None
    return tuple(Kept(way, tuple(codes)) for way, codes in found.items())


def _days(values: Iterable[str], faults: list[Finding]) -> tuple[DayWord, ...]:
    told = [each for value in values for each in words_in(value)]
    found = [_day(each, "days", faults) for each in told]
    return tuple(dict.fromkeys(each for each in found if each)) or Question(()).days


def _start(values: list[str], faults: list[Finding]) -> DayWord | None:
    return _day(values[-1], "start", faults) if values else None


def _day(text: str, where: Literal["days", "start"], faults: list[Finding]) -> DayWord | None:
    word = read_day_word(text)
    if word is None:
        faults.append(finding("QUESTION_NO_DAY", where, text=text[:LONGEST]))
    return word


# The part of a question that each name of an address tells.
WHERE: Final = {
    INDICATOR: "indicators",
    ORG: "org",
    SCOPE: "scope",
    KIND: "kinds",
    BY: "by",
    PART: "filters",
    DAY: "days",
    START: "start",
    PACE: "pace",
}
