"""Say which steps of cases are votes: of whom, and on what.

Source: `rules.md` 1.4, R2.14 to R2.17, R2.26, R2.53 to R2.58.
"""

from collections.abc import Mapping
from typing import Final

# Which step is a vote, of whom, and on what.
VOTES: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    ("admission", "cell_vote"): ("cell", "admission"),
    ("readmission", "cell_vote"): ("cell", "admission"),
    ("recognition", "cell_vote"): ("cell", "recognition"),
    ("exemption", "cell_vote"): ("cell", "exemption"),
    ("strike_off", "cell_vote"): ("cell", "strike_off"),
    ("resignation", "cell_vote"): ("cell", "resignation"),
    ("expulsion", "cell_vote"): ("cell", "expulsion_proposal"),
    ("expulsion", "decision"): ("body", "expulsion"),
    **{
        (kind, "grassroots_resolution"): ("body", "resolution")
        for kind in (
            *("admission", "readmission", "recognition", "strike_off", "resignation", "expulsion"),
        )
    },
}
COMMITTEE_VOTE: Final = ("body", "admission_by_committee")


def vote_of(*, kind: str, step: str, by: str = "") -> tuple[str, str] | None:
    """Return of whom (`cell`, `body`) a step is a vote and on what; None where it is none."""
    if (kind, step) in {("admission", "decision"), ("readmission", "decision")}:
        return COMMITTEE_VOTE if by == "empowered_committee" else None
    return VOTES.get((kind, step))
