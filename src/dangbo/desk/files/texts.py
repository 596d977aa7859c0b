"""Read the text of a file, YAML or JSON, into plain values that know their lines.

Nothing is constructed and no alias followed, so a small file cannot grow into a large one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

MOST_BYTES: Final = 20 << 20
MOST_DEPTH: Final = 12
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True)
class Problem:
    """What is wrong with a file: a code, the field and the line it is in, and its facts."""

    code: str
    where: str = ""
    line: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)


class Unreadable(Exception):  # noqa: N818 - an answer, not a fault
    """Nothing can be read of a text, for one reason."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code)


@dataclass(frozen=True)
class Value:
    """A mapping of values, a list of them, or a text (None: empty), with the line it begins on."""

    held: "dict[str, Value] | list[Value] | str | None"
    line: int
    twice: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return a text, or nothing for what is none."""
        return self.held.strip() if isinstance(self.held, str) else ""


def parse_text(content: bytes) -> Value:
    """Return what a file holds; JSON is read as the YAML that it is."""
    if len(content) > MOST_BYTES:
        raise Unreadable(Problem("TOO_LARGE", facts={"most": MOST_BYTES >> 20}))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(Problem("NOT_UTF8", line=line)) from error
    # JSON may be indented by tabs, YAML may not; between its tokens a tab means nothing.
    if text.lstrip().startswith("{"):
        text = text.replace("\t", " ")
    try:
        root = yaml.compose(_plain(text), Loader=LOADER)
    except yaml.YAMLError as error:
        raise Unreadable(_syntax(error)) from error
    except RecursionError as error:
        raise Unreadable(Problem("TOO_DEEP")) from error
    if root is None:
        raise Unreadable(Problem("EMPTY"))
    return _value(root, 0)


def _plain(text: str) -> str:
    """Refuse anchors and aliases before anything is composed of them."""
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.AliasEvent):
            mark = event.start_mark
            raise Unreadable(Problem("ALIAS", line=mark.line + 1 if mark else 0))
    return text


def _syntax(error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    words = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return Problem("SYNTAX", line=mark.line + 1 if mark else 0, facts={"words": words})


def _value(node: Any, depth: int) -> Value:
    line = node.start_mark.line + 1
    if depth > MOST_DEPTH:
        raise Unreadable(Problem("TOO_DEEP", line=line))
    if isinstance(node, yaml.SequenceNode):
        return Value([_value(each, depth + 1) for each in node.value], line)
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Value] = {}
        twice = []
        for key, each in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if name in found:
                twice.append(name)
            found[name] = _value(each, depth + 1)
        return Value(found, line, tuple(twice))
    plain = node.style is None and node.value in NULLS
    return Value(None if plain else str(node.value), line)
