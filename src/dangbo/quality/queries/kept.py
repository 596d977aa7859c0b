"""Keep a few answers that cost much for as long as what they rest on stays as it is."""

from collections.abc import Callable, Hashable
from typing import Final, Generic, TypeVar

Answer = TypeVar("Answer")
MOST: Final = 8


class Kept(Generic[Answer]):
    """The last answers by what they rest on, in this process."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._answers: dict[Hashable, Answer] = {}

    def answer(self, key: Hashable, work: Callable[[], Answer]) -> Answer:
        """Return the answer of a key, worked out once."""
        if key not in self._answers:
            found = work()
            while len(self._answers) >= self.most:
                self._answers.pop(next(iter(self._answers)), None)
            self._answers[key] = found
        return self._answers[key]

    def forget(self) -> None:
        """Let all answers go."""
        self._answers.clear()
