"""Hand the checks what they look at."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date

from dangbo.history.files.entries import HistoryFile
from dangbo.history.files.problems import FieldPath, Place, Problems

Standing = Callable[[Collection[str]], Collection[str]]


@dataclass
class Context:
    """A file, the day on which it is read, and which keys the register knows already."""

    file: HistoryFile
    today: date
    standing: Standing
    place_of: Callable[[FieldPath], Place]
    problems: Problems = field(default_factory=Problems)
