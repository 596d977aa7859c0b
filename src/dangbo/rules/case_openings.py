"""Judge whether a case may be opened: of whom, where, and what else runs.

Source: `rules.md` 2.1.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from dangbo.rules.case_files import Whom
from dangbo.rules.verdicts import Findings, Verdict, finding


@dataclass(frozen=True)
class Opening:
    """A case that somebody would open: of whom, where, and what else runs.

    `cell`: whether the organisation is a cell on the day, None where none is named; `target` is the
    same of where to. `running`: the kinds of the cases that run for the person.
    """

    kind: str
    whom: Whom
    on: date
    today: date
    cell: bool | None = None
    target: bool | None = None
    same_place: bool = False
    outside: bool = False
    running: tuple[str, ...] = ()


NEWCOMERS: Final = frozenset({"admission", "readmission", "transfer_in", "restoration"})
AIMED: Final = frozenset({"transfer_out", "transfer_internal", "transfer_temporary"})
# What leads out of the register: the place is told in words.
OUTSIDE: Final = frozenset({"transfer_out", "temporary_outside"})
# What needs no open case book of its own: it goes by a decision about organisations.
BY_DECISION: Final = frozenset({"transfer_with_org"})


def may_open_case(*, opening: Opening, known: tuple[str, ...]) -> Verdict:
    """Say whether a case may be opened; `known` are the kinds of the day."""
    found = Findings()
    if opening.kind not in known or opening.kind in BY_DECISION:
        found.refuse(finding("KIND_UNKNOWN", "kind", kind=opening.kind))
        return found.verdict()
    if opening.on > opening.today:
        found.refuse(finding("STEP_IN_FUTURE", "on", today=opening.today.isoformat()))
    if opening.kind in opening.running:
        found.refuse(finding("CASE_RUNS", "kind"))
    member = opening.whom.standing is not None
    if member and opening.kind in NEWCOMERS:
        found.refuse(finding("NO_MEMBER_WANTED", "person"))
    if not member and opening.kind not in NEWCOMERS:
        found.refuse(finding("MEMBER_NEEDED", "person"))
    if opening.cell is None:
        found.refuse(finding("ORG_NEEDED", "org"))
    elif not opening.cell:
        found.refuse(finding("NOT_A_CELL", "org"))
    _check_target(opening, found)
    return found.verdict()


def _check_target(opening: Opening, found: Findings) -> None:
    wanted = opening.kind in AIMED | OUTSIDE
    outside = opening.outside and opening.kind in OUTSIDE
    inside = opening.target is not None and opening.kind in AIMED
    if wanted and not (inside or outside):
        found.refuse(finding("TARGET_NEEDED", "to_org"))
    if opening.kind not in AIMED:
        return
    if opening.target is False:
        found.refuse(finding("NOT_A_CELL", "to_org"))
    if opening.same_place:
        found.refuse(finding("TARGET_IS_HERE", "to_org"))
