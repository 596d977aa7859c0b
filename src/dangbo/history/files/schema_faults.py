"""Turn what a JSON Schema validator objects to into problems of our own, with remedies."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final, NamedTuple

from jsonschema.exceptions import ValidationError

from dangbo.base.numbers import NumberError, NumberFault
from dangbo.base.published import parse_published
from dangbo.history.files.nearest import nearest
from dangbo.history.files.problems import FieldPath, Problem, problem
from dangbo.rules.org_keys import RESERVED
from dangbo.rules.published import Operator

TYPES: Final = (
    (bool, "boolean"),
    (int, "integer"),
    (Decimal, "number"),
    (str, "string"),
    (dict, "object"),
    (list, "array"),
    (type(None), "null"),
)
# Patterns of the schema by the code under which a departure from them is told.
PATTERN_CODES: Final = {"^https?://": "NOT_AN_ADDRESS", r"^[^/\\]+$": "NOT_A_FILE_NAME"}

NO_NUMBERS: Final = {
    NumberFault.PAPER: "PAPER_FOR_NUMBER",
    NumberFault.PARTS: "PARTS_FOR_NUMBER",
}


class Fault(NamedTuple):
    """One thing a validator objects to: the keyword, what it wants, and what it found."""

    keyword: str
    wanted: Any
    found: Any
    known: tuple[str, ...]
    message: str


def faults_of(error: ValidationError, path: FieldPath) -> Iterator[Problem]:
    """Yield the problems that one error of the validator stands for."""
    place = (*path, *error.absolute_path)
    keyword = str(error.validator)
    reader = READERS.get(keyword)
    if reader is None:
        yield problem("SCHEMA", place, words=error.message)
        return
    part: Any = error.schema
    known = tuple(part.get("properties", ())) if isinstance(part, dict) else ()
    fault = Fault(keyword, error.validator_value, error.instance, known, error.message)
    yield from reader(fault, place)


def _missing(error: Fault, path: FieldPath) -> Iterator[Problem]:
    found = re.match(r"'(.*?)' is a required", error.message)
    yield problem("MISSING", path, field=found[1] if found else "")


def _unknown(error: Fault, path: FieldPath) -> Iterator[Problem]:
    known = error.known
    for name in error.found:
        if name not in known:
            given = ", ".join(known)
            close = nearest(name, known)
            yield problem(
                "UNKNOWN_FIELD", (*path, name), at_key=True, field=name, near=close, known=given
            )


def _type(error: Fault, path: FieldPath) -> Iterator[Problem]:
    wanted = error.wanted
    wanted = wanted if isinstance(wanted, str) else "|".join(wanted)
    if error.found is None:
        yield problem("NO_VALUE", path)
    elif wanted in {"number", "integer"} and isinstance(error.found, str):
        yield _number_as_text(error.found, path)
    else:
        yield problem("WRONG_TYPE", path, wanted=wanted, found=_type_of(error.found))


def _number_as_text(text: str, path: FieldPath) -> Problem:
    try:
        found = parse_published(text)
    except NumberError as fault:
        meant = ", ".join(fault.candidates)
        return problem(NO_NUMBERS.get(fault.code, "NOT_A_NUMBER"), path, text=text, meant=meant)
    meant = f"{found.value:f}"
    if found.operator is Operator.EXACT and not found.percent:
        return problem("NUMBER_AS_TEXT", path, text=text, meant=meant)
    operator = str(found.operator)
    return problem("NUMBER_IN_WORDS", path, text=text, meant=meant, operator=operator)


def _choice(error: Fault, path: FieldPath) -> Iterator[Problem]:
    choices = [str(each) for each in error.wanted]
    text = str(error.found)
    yield problem(
        "NOT_A_CHOICE", path, text=text, near=nearest(text, choices), known=", ".join(choices)
    )


def _pattern(error: Fault, path: FieldPath) -> Iterator[Problem]:
    if error.found in RESERVED:
        yield problem("KEY_RESERVED", path, key=error.found)
        return
    code = PATTERN_CODES.get(error.wanted)
    if code is None:
        code = "NOT_A_KEY" if "A-Z" in error.wanted else "NOT_A_CODE"
    yield problem(code, path, text=str(error.found)[:80])


def _length(error: Fault, path: FieldPath) -> Iterator[Problem]:
    size = len(error.found)
    if error.keyword.startswith("min"):
        yield problem("EMPTY", path)
    else:
        yield problem("TOO_LONG", path, size=size, most=error.wanted)


def _version(error: Fault, path: FieldPath) -> Iterator[Problem]:
    yield problem("NOT_THIS_VALUE", path, wanted=str(error.wanted).lower())


def _range(error: Fault, path: FieldPath) -> Iterator[Problem]:
    yield problem("OUT_OF_RANGE", path, value=str(error.found))


def _twice(_: Fault, path: FieldPath) -> Iterator[Problem]:
    yield problem("TWICE_IN_LIST", path)


def _type_of(value: Any) -> str:
    return next((name for kind, name in TYPES if isinstance(value, kind)), "")


READERS: Final[dict[str, Callable[[Fault, FieldPath], Iterator[Problem]]]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "type": _type,
    "enum": _choice,
    "pattern": _pattern,
    "minLength": _length,
    "maxLength": _length,
    "minItems": _length,
    "const": _version,
    "minimum": _range,
    "maximum": _range,
    "exclusiveMinimum": _range,
    "uniqueItems": _twice,
}
