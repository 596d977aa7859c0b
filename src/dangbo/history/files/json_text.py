"""Read JSON fast, and find the places of its values only when something is wrong."""

import json
import re
from decimal import Decimal
from typing import Any, Final

from dangbo.history.files.places import Node, depth_of
from dangbo.history.files.problems import FieldPath, Place, Problem, placed, problem
from dangbo.history.files.yaml_text import MOST_DEPTH, Parsed

TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]]|[^\s{}\[\],:"]+')
LONGEST_NUMBER: Final = 40


def parse_json(text: str) -> Parsed:
    """Return the value of a JSON text, or what is wrong with it; places are left to `places_of`."""
    twice: list[str] = []

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            twice.append("")
        return found

    try:
        value = json.loads(
            text,
            object_pairs_hook=mapping,
            parse_float=_decimal,
            parse_int=_whole,
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        found = problem("JSON_SYNTAX", words=error.msg)
        return Parsed(problems=[placed(found, Place(error.lineno, error.colno))])
    except RecursionError:
        return Parsed(problems=[problem("TOO_DEEP", most=MOST_DEPTH)])
    except ValueError as error:
        return Parsed(problems=[problem("JSON_NUMBER", words=str(error))])
    if twice:
        scanner = _Scanner(text)
        return Parsed(node=scanner.root, problems=scanner.problems)
    if depth_of(value) > MOST_DEPTH:
        return Parsed(problems=[problem("TOO_DEEP", most=MOST_DEPTH)])
    return Parsed(value=value)


def places_of(text: str) -> Node:
    """Return the places of all values of a correct JSON text."""
    return _Scanner(text).root


def _decimal(digits: str) -> Decimal:
    if len(digits) > LONGEST_NUMBER or "e" in digits.lower():
        raise ValueError(digits[:LONGEST_NUMBER])
    return Decimal(digits)


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError(digits[:LONGEST_NUMBER])
    return int(digits)


def _refuse_constant(word: str) -> Any:
    raise ValueError(word)


class _Scanner:
    """Walk over the tokens of a correct JSON text and note where they stand."""

    def __init__(self, text: str) -> None:
        self.root = Node(Place(1, 1))
        self.problems: list[Problem] = []
        self.open: list[tuple[Node, str, FieldPath]] = []
        self.key: tuple[str, Place] | None = None
        line, before, line_start = 1, 0, 0
        for found in TOKEN.finditer(text):
            lines = text.count("\n", before, found.start())
            if lines:
                line += lines
                line_start = text.rindex("\n", before, found.start()) + 1
            before = found.start()
            self._take(found[0], Place(line, before - line_start + 1))

    def _take(self, sign: str, place: Place) -> None:
        if sign in "}]":
            self.open.pop()
        elif self.open and self.open[-1][1] == "{" and self.key is None:
            self._key(json.loads(sign), place)
        else:
            self._value(sign, place)

    def _key(self, key: str, place: Place) -> None:
        node, _, path = self.open[-1]
        earlier = node.keys.get(key)
        if earlier is not None:
            found = problem("KEY_TWICE", (*path, key), field=key, line=earlier[0].line)
            self.problems.append(placed(found, place))
        self.key = (key, place)

    def _value(self, sign: str, place: Place) -> None:
        node = Node(place, has_parts=sign in "{[")
        path: FieldPath = ()
        if self.open:
            path = self._attach(node)
        else:
            self.root = node
        if sign in "{[":
            self.open.append((node, sign, path))

    def _attach(self, node: Node) -> FieldPath:
        parent, _, path = self.open[-1]
        if self.key is None:
            parent.items.append(node)
            return (*path, len(parent.items) - 1)
        name, place = self.key
        parent.keys[name] = (place, node)
        self.key = None
        return (*path, name)
