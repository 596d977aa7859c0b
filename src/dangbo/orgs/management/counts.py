"""Let higher areas count below an organisation too, in the answer of `dangbo count`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True)
class FurtherCount:
    """What another area counts: for programs, and as lines of label and number for people."""

    answer: Mapping[str, Any]
    lines: Sequence[tuple[str, int]]


# Called with the keywords actor, org, on, known, invented and since.
Counting = Callable[..., FurtherCount]
_counts: Final[dict[str, Counting]] = {}


def register_count(key: str, counting: Counting) -> None:
    """Have `dangbo count` ask `counting` too, and tell its answer under `key`; in `ready()`."""
    _counts[key] = counting


def further_counts(**asked: Any) -> dict[str, FurtherCount]:
    """Ask every area that counts too."""
    return {key: counting(**asked) for key, counting in _counts.items()}
