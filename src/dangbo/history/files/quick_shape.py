"""Pass what plainly fits a schema at once; only the rest goes to the validator, which has words.

A sieve made of the same schema: it may say no to something good, but never yes to something bad.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

Fits = Callable[[Any], bool]

TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, Decimal),
    "null": (type(None),),
}
SILENT: Final = frozenset({"description", "title", "$schema", "$id"})


def sieve(part: Mapping[str, Any]) -> Fits:
    """Return the sieve of a schema whose references are written out."""
    if part.keys() - SILENT - MAKERS.keys() - {"properties", "required", "additionalProperties"}:
        return lambda _: False
    kinds = part.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    tests: dict[type, list[Fits]] = {each: [] for kind in kinds for each in TYPES[kind]}
    if not tests and "enum" not in part and "const" not in part:
        return lambda _: not part.keys() - SILENT
    every = [MAKERS[name](part[name]) for name in ("enum", "const") if name in part]
    for name, holders in KEYWORD_OF.items():
        for holder in tests.keys() & holders if name in part else ():
            tests[holder].append(MAKERS[name](part[name]))
    if dict in tests and ("properties" in part or "additionalProperties" in part):
        tests[dict].append(_mapping(part))
    return _both(tests, every)


def _both(tests: Mapping[type, list[Fits]], every: list[Fits]) -> Fits:
    def fits(value: Any) -> bool:
        own = tests.get(type(value))
        if own is None and tests:
            return False
        return all(test(value) for test in own or ()) and all(test(value) for test in every)

    return fits


def _mapping(part: Mapping[str, Any]) -> Fits:
    known = {name: sieve(each) for name, each in part.get("properties", {}).items()}
    required = frozenset(part.get("required", ()))
    more = part.get("additionalProperties", True)
    other = sieve(more) if isinstance(more, dict) else (lambda _: bool(more))

    def fits(value: dict[str, Any]) -> bool:
        return required <= value.keys() and all(
            known.get(name, other)(each) for name, each in value.items()
        )

    return fits


def _pattern(pattern: str) -> Fits:
    # A `$` of the schema also fits before a last line end; that is for the validator to say.
    search = re.compile(pattern).search
    return lambda value: search(value) is not None


def _items(part: Mapping[str, Any]) -> Fits:
    fits = sieve(part)
    return lambda value: all(fits(each) for each in value)


def _names(part: Mapping[str, Any]) -> Fits:
    fits = sieve({"type": "string", **part})
    return lambda value: all(fits(each) for each in value)


def _unique(wanted: bool) -> Fits:
    return lambda value: (
        not wanted
        or (all(isinstance(each, str) for each in value) and len(set(value)) == len(value))
    )


def _const(wanted: Any) -> Fits:
    return lambda value: type(value) is type(wanted) and value == wanted


MAKERS: Final[Mapping[str, Callable[[Any], Fits]]] = {
    "type": lambda _: lambda _: True,
    "enum": lambda choices: lambda value: isinstance(value, str) and value in choices,
    "const": _const,
    "minLength": lambda least: lambda value: len(value) >= least,
    "maxLength": lambda most: lambda value: len(value) <= most,
    "pattern": _pattern,
    "minItems": lambda least: lambda value: len(value) >= least,
    "items": _items,
    "uniqueItems": _unique,
    "propertyNames": _names,
    "minimum": lambda least: lambda value: value >= least,
    "maximum": lambda most: lambda value: value <= most,
    "exclusiveMinimum": lambda least: lambda value: value > least,
}
NUMBERS: Final = frozenset({int, Decimal})
KEYWORD_OF: Final[Mapping[str, frozenset[type]]] = {
    "minLength": frozenset({str}),
    "maxLength": frozenset({str}),
    "pattern": frozenset({str}),
    "minItems": frozenset({list}),
    "items": frozenset({list}),
    "uniqueItems": frozenset({list}),
    "propertyNames": frozenset({dict}),
    "minimum": NUMBERS,
    "maximum": NUMBERS,
    "exclusiveMinimum": NUMBERS,
}
