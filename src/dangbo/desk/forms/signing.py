"""Read what the form that signs sends back: what was seen, and what was acknowledged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

LONGEST: Final = 200_000
# More digits are no number of a row.
DIGITS: Final = 18


@dataclass(frozen=True)
class Seen:
    """What somebody saw before signing, and which warnings he or she acknowledged."""

    digest: str
    since: int
    summary: str
    warned: Sequence[str]
    ticked: frozenset[str]

    @property
    def acknowledged(self) -> bool:
        """Say whether each warning that was shown is acknowledged."""
        return self.ticked.issuperset(self.warned)


def whole_number(text: str) -> int | None:
    """Return a number that an address or a form gives, or None for what is none."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None


def seen_in(posted: QueryDict | Mapping[str, str]) -> Seen:
    """Return what a posted form says was seen; what cannot be read was not seen."""
    ticked = posted.getlist("tick") if isinstance(posted, QueryDict) else []
    return Seen(
        digest=str(posted.get("digest", ""))[:100],
        since=whole_number(str(posted.get("since", ""))) or 0,
        summary=str(posted.get("summary", ""))[:LONGEST],
        warned=str(posted.get("warned", "")).split()[:1_000],
        ticked=frozenset(ticked),
    )
