"""Say what was found of a deployment: how grave, in words, and what to do."""

from typing import Final, Literal, NamedTuple

Level = Literal["bad", "warn", "good"]
BAD: Final = "bad"
WARN: Final = "warn"
GOOD: Final = "good"


class Finding(NamedTuple):
    """One thing that was looked at; `remedy` is empty where nothing has to be done."""

    code: str
    level: Level
    text: str
    remedy: str = ""
