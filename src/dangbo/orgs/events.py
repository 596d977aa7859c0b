"""Tell higher areas what happened to organisations."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OrgsReorganised:
    """A decision about organisations was recorded, moved or voided by the act `act`."""

    act: int
    since: date
    orgs: frozenset[int]
