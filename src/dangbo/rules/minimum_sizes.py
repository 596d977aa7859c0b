"""Say how many members an organisation of a kind needs on a day.

Source: `rules.md` 1.1 (R1.1, R1.2), after the Party Statute; the sets are in
`sets/minimum_sizes.toml`.
"""

from dataclasses import dataclass
from datetime import date

from dangbo.rules.instruments import instrument_on


@dataclass(frozen=True)
class MinimumSize:
    """The fewest members of a kind, and by which instrument.

    `official`: probationary members do not count. `consent`: the superior committee may agree to
    fewer.
    """

    members: int
    official: bool
    consent: bool
    source: str


def minimum_size(*, kind: str, on: date) -> MinimumSize | None:
    """Return the minimum of a kind on a day; None where no instrument that we know has one."""
    instrument = instrument_on("minimum_sizes", on)
    if on < instrument.since:
        return None
    for raw in instrument.values["minimum"]:
        if kind in raw["kinds"]:
            return MinimumSize(
                raw["members"], raw["official"], raw.get("consent", False), instrument.source
            )
    return None
