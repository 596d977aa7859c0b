"""Read YAML from its events: plain mappings, lists and words only, each with its place.

Nothing is constructed and no alias followed, so a small file cannot grow into a large one.
"""

import re
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from dangbo.history.files.places import Node
from dangbo.history.files.problems import NOWHERE, FieldPath, Place, Problem, placed, problem
from dangbo.history.files.scalars import plain_value

MOST_DEPTH: Final = 24
MOST_TABS_NAMED: Final = 20
TABS: Final = re.compile(r"^ *\t", re.MULTILINE)
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What libyaml says, by the code under which we say it.
SYNTAX: Final = {
    "mapping values are not allowed": "YAML_COLON",
    "could not find expected ':'": "YAML_NO_COLON",
    "did not find expected key": "YAML_INDENT",
    "did not find expected '-' indicator": "YAML_INDENT",
    "found unexpected end of stream": "YAML_QUOTE",
    "found character that cannot start any token": "YAML_SIGN",
    "did not find expected ',' or": "YAML_BRACKET",
    "control characters are not allowed": "YAML_CONTROL",
}


@dataclass
class Parsed:
    """The value of a text, its places, and what is wrong with it as a text."""

    value: Any = None
    node: Node = field(default_factory=lambda: Node(NOWHERE))
    problems: list[Problem] = field(default_factory=list)


class _Stop(Exception):  # noqa: N818 - ends the reading, nothing more
    """Nothing after this place can be trusted."""


@dataclass
class _Frame:
    """A list or mapping that is being read."""

    value: Any
    node: Node
    path: FieldPath
    key: str | None = None
    key_place: Place = NOWHERE


def parse_yaml(text: str) -> Parsed:
    """Return the value of a YAML text, or what is wrong with it."""
    tabs = [text.count("\n", 0, each.start()) + 1 for each in TABS.finditer(text)]
    if tabs:
        found = [placed(problem("TAB"), Place(line, 1)) for line in tabs[:MOST_TABS_NAMED]]
        return Parsed(problems=found)
    reader = _Reader()
    try:
        reader.read(text)
    except _Stop:
        pass
    except yaml.YAMLError as error:
        reader.found.problems.append(syntax_problem(error))
    return reader.found


def syntax_problem(error: yaml.YAMLError) -> Problem:
    """Say what libyaml could not read, and where."""
    words = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    mark = getattr(error, "problem_mark", None)
    place = Place(mark.line + 1, mark.column + 1) if mark else Place()
    codes = (code for start, code in SYNTAX.items() if words.startswith(start))
    return placed(problem(next(codes, "YAML_SYNTAX"), words=words), place)


class _Reader:
    """Build a value and its places while events come by."""

    def __init__(self) -> None:
        self.found = Parsed()
        self.frames: list[_Frame] = []
        self.documents = 0

    def read(self, text: str) -> None:
        """Take every event of a text."""
        for event in yaml.parse(text, Loader=LOADER):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._open({} if kind is yaml.MappingStartEvent else [], event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.frames.pop()
            else:
                self._between(event)

    def _between(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse("YAML_ALIAS", event, stop=True, name=str(event.anchor))
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._refuse("YAML_DOCUMENTS", event, stop=True)

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._check_plain(event)
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame.key is None and isinstance(frame.value, dict):
            self._key(frame, event)
            return
        value = plain_value(event.value) if event.implicit[0] else event.value
        self._put(value, Node(_place(event)))

    def _key(self, frame: _Frame, event: Any) -> None:
        place = _place(event)
        if event.value == "<<" and event.implicit[0]:
            self._refuse("YAML_MERGE", event)
        earlier = frame.node.keys.get(event.value)
        if earlier is not None:
            self._refuse("KEY_TWICE", event, field=event.value, line=earlier[0].line)
        frame.key, frame.key_place = event.value, place

    def _open(self, value: Any, event: Any) -> None:
        self._check_plain(event)
        frame = self.frames[-1] if self.frames else None
        if frame is not None and frame.key is None and isinstance(frame.value, dict):
            self._refuse("YAML_KEY", event, stop=True)
        if len(self.frames) >= MOST_DEPTH:
            self._refuse("TOO_DEEP", event, stop=True, most=MOST_DEPTH)
        path = self._path()
        node = Node(_place(event), has_parts=True)
        self._put(value, node)
        self.frames.append(_Frame(value, node, path))

    def _put(self, value: Any, node: Node) -> None:
        if not self.frames:
            self.found.value, self.found.node = value, node
            return
        frame = self.frames[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
            frame.node.items.append(node)
        elif frame.key is not None:
            frame.value[frame.key] = value
            frame.node.keys[frame.key] = (frame.key_place, node)
            frame.key = None

    def _path(self) -> FieldPath:
        if not self.frames:
            return ()
        frame = self.frames[-1]
        step = len(frame.value) if isinstance(frame.value, list) else frame.key
        return frame.path if step is None else (*frame.path, step)

    def _check_plain(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse("YAML_ANCHOR", event, name=event.anchor)
        if event.tag is not None:
            self._refuse("YAML_TAG", event, tag=event.tag)

    def _refuse(self, code: str, event: Any, *, stop: bool = False, **facts: str | int) -> None:
        told = tuple(sorted(facts.items()))
        self.found.problems.append(Problem(code, self._path(), told, _place(event)))
        if stop:
            raise _Stop


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)
