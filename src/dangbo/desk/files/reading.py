"""Read the file of a drafted decision: all of it, or everything that is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dangbo.desk.files.shapes import Shaping
from dangbo.desk.files.texts import Problem, Unreadable, parse_text


class FileRefused(Exception):  # noqa: N818 - an answer, not a fault
    """A file cannot be read as a decision, for these reasons."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(each.code for each in self.problems))


@dataclass(frozen=True)
class DecisionFile:
    """What a file describes, as a draft keeps it, and the lines its fields are in."""

    content: dict[str, Any]
    lines: Mapping[str, int]

    def line_of(self, where: str) -> int:
        """Return the line that a finding speaks of: its field's, else that of what holds it."""
        place = where.removeprefix("head.").replace("number_raw", "paper")
        while place and place not in self.lines:
            cut = max(place.rfind("."), place.rfind("["))
            place = place[: max(cut, 0)]
        return self.lines.get(place, 0)


def read_decision(content: bytes) -> DecisionFile:
    """Return what a file describes, or raise FileRefused with everything that is wrong."""
    try:
        root = parse_text(content)
    except Unreadable as error:
        raise FileRefused([error.problem]) from error
    shaping = Shaping()
    found = shaping.content(root)
    if shaping.problems:
        raise FileRefused(shaping.problems)
    return DecisionFile(found, shaping.lines)
