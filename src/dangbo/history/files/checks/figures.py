"""Check published figures: what is counted, the number, and the number as it was printed."""

import re
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from dangbo.base.numbers import NumberError, parse_number
from dangbo.history.files.catalogue import Indicator, catalogue
from dangbo.history.files.checks.context import Context
from dangbo.history.files.entries import FileEntry, sound_entries
from dangbo.history.files.nearest import nearest
from dangbo.history.files.problems import FieldPath, Problem, problem

MOST: Final = 10**12
MOST_DECIMALS: Final = 2
THOUSANDS: Final = 3
NUMBERS: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*(?: [0-9]{3}(?![0-9]))*")


def check_raw_numbers(
    value: Mapping[str, Any], unsound: Collection[FieldPath]
) -> Iterator[Problem]:
    """Yield the numbers written with a dot that could part thousands: 5.022, or even 7.5000."""
    for position, entry in sound_entries(value, "figures", unsound):
        for name in ("value", "read_as"):
            if isinstance(entry.get(name), Decimal):
                yield from _doubtful(entry[name], ("figures", position, name))


def _doubtful(given: Decimal, path: FieldPath) -> Iterator[Problem]:
    _, _, decimals = str(given).partition(".")
    if len(decimals) <= MOST_DECIMALS:
        return
    code = "DOT_OF_THOUSANDS" if len(decimals) == THOUSANDS else "MALFORMED_NUMBER"
    yield problem(code, path, text=str(given), meant=str(given).replace(".", ""))


def check_figures(context: Context) -> None:
    """Refuse figures nobody could read, and results of congresses that nobody knows."""
    known = catalogue().indicators
    for entry in context.file.entries("figures"):
        indicator = known.get(entry.body["indicator"])
        if indicator is None:
            context.problems.refuse(
                _unknown(entry.body["indicator"], (*entry.path, "indicator"), known)
            )
        for found in (*_number(entry), *(_unit(entry, indicator) if indicator else ())):
            context.problems.refuse(found)
    for entry in context.file.entries("congresses"):
        for code in entry.body.get("results", {}):
            if code not in known:
                context.problems.refuse(_unknown(code, (*entry.path, "results", code), known))


def _unknown(code: str, path: FieldPath, known: Mapping[str, Indicator]) -> Problem:
    return problem("NO_SUCH_INDICATOR", path, code=code, near=nearest(code, known))


def _number(entry: FileEntry) -> Iterator[Problem]:
    body, path = entry.body, entry.path
    malformed = "malformed" in body.get("flags", ())
    if malformed and ("read_as" not in body or "as_printed" not in body):
        yield problem("MALFORMED_NEEDS", path)
    if malformed and "value" in body:
        yield problem("VALUE_OF_MALFORMED", (*path, "value"))
    if not malformed and "read_as" in body:
        yield problem("READ_AS_WITHOUT_FLAG", (*path, "read_as"))
    elif not malformed and "value" not in body:
        yield problem("NO_NUMBER", path)
    if "reading" in body.get("flags", ()) and "reading" not in body:
        yield problem("READING_WITHOUT_WORDS", path)
    yield from _printed(body, path, malformed=malformed)


def _printed(body: Mapping[str, Any], path: FieldPath, *, malformed: bool) -> Iterator[Problem]:
    """Compare the number with the words of the source, where these hold any number."""
    readable, unreadable = _numbers_in(body.get("as_printed", ""))
    place = (*path, "as_printed")
    if malformed and readable and not unreadable:
        yield problem("NOT_MALFORMED", place, text=body["as_printed"])
    if malformed or "value" not in body or not (readable or unreadable):
        return
    value = Decimal(str(body["value"]))
    if value in readable:
        return
    if unreadable:
        text, meant = unreadable[0]
        yield problem("MALFORMED_PRINTED", place, text=text, meant=meant)
    else:
        yield problem("VALUE_NOT_PRINTED", (*path, "value"), value=f"{value:f}")


def _numbers_in(words: str) -> tuple[set[Decimal], list[tuple[str, str]]]:
    readable, unreadable = set(), []
    for found in NUMBERS.findall(words):
        try:
            readable.add(parse_number(found))
        except NumberError as error:
            unreadable.append((found, ", ".join(error.candidates)))
    return readable, unreadable


def _unit(entry: FileEntry, indicator: Indicator) -> Iterator[Problem]:
    stated = entry.body.get("unit", indicator.unit.code)
    if stated != indicator.unit.code:
        yield problem(
            "OTHER_UNIT", (*entry.path, "unit"), stated=stated, wanted=indicator.unit.code
        )
    for name in ("value", "read_as"):
        given = entry.body.get(name, 0)
        if not 0 <= given < MOST:
            yield problem("OUT_OF_RANGE", (*entry.path, name), value=str(given))
        elif indicator.unit.whole and not isinstance(given, int):
            yield problem("NOT_WHOLE", (*entry.path, name), value=str(given), unit=stated)
