"""Read the JSON of a package or of a receipt, and judge its shape by its schema."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from dangbo.history.files.json_text import parse_json
from dangbo.history.files.packages.writing import packaged
from dangbo.history.files.problems import Problem, problem
from dangbo.history.files.texts import Undecoded, text_of

MOST_FAULTS = 20


def shaped(content: bytes, *, schema: str, sign: str, version: int, kind: str) -> Any:
    """Return the value of a JSON file, or the problems that make it none of its kind.

    `sign` is the field that carries the version; `kind` begins the codes of problems.
    """
    try:
        parsed = parse_json(text_of(content))
    except Undecoded as error:
        return [error.found]
    if parsed.problems:
        return list(parsed.problems)
    value = parsed.value
    if not isinstance(value, dict) or sign not in value:
        return [problem(f"{kind}_NOT_ONE")]
    if value[sign] != version:
        return [problem(f"{kind}_VERSION", found=str(value[sign])[:20], known=version)]
    return list(_faults(schema, value)) or value


def _faults(schema: str, value: Any) -> Iterator[Problem]:
    for place, error in enumerate(_validator(schema).iter_errors(value)):
        if place == MOST_FAULTS:
            return
        yield problem("PACKAGE_SHAPE", tuple(error.absolute_path), words=error.message[:200])


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(packaged(schema)), format_checker=FormatChecker())
