"""Judge the steps in the life of a report: filled, confirmed, sent, received, and back again.

Source: `rules.md` 13.1 (grassroots, the committee above, the province; each level locks;
corrections reopen with a reason).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from dangbo.rules.org_kinds import KindSet
from dangbo.rules.return_periods import Level
from dangbo.rules.verdicts import Findings, Verdict, finding

State = Literal["draft", "confirmed", "sent", "received"]
StepKind = Literal[
    "fill", "confirm", "take_up", "send", "send_back", "receive", "reopen", "reopen_along", "remind"
]
# From which states a step may be taken, and the state that it leads to ("": it stays).
MOVES: Final[dict[StepKind, tuple[frozenset[State], State | Literal[""]]]] = {
    "fill": (frozenset({"draft"}), "draft"),
    "confirm": (frozenset({"draft"}), "confirmed"),
    "take_up": (frozenset({"confirmed"}), "draft"),
    "send": (frozenset({"confirmed"}), "sent"),
    "send_back": (frozenset({"sent"}), "draft"),
    "receive": (frozenset({"sent"}), "received"),
    "reopen": (frozenset({"received"}), "draft"),
    "reopen_along": (frozenset({"confirmed", "sent", "received"}), "draft"),
    "remind": (frozenset({"draft", "confirmed"}), ""),
}
LOCKED: Final[frozenset[State]] = frozenset({"sent", "received"})
# Steps of the organisation itself, and steps of the level that receives its report.
OWN: Final[tuple[StepKind, ...]] = ("fill", "confirm", "take_up", "send")
RECEIVER: Final[tuple[StepKind, ...]] = ("receive", "send_back", "reopen", "remind")
# Steps that nobody can take without a reason (of a reminder: its words).
REASONED: Final[frozenset[StepKind]] = frozenset({"send_back", "reopen", "remind"})
# Steps that vouch for the figures.
VOUCHING: Final[frozenset[StepKind]] = frozenset({"confirm", "send"})


@dataclass(frozen=True)
class Other:
    """The report of another organisation, same form and period; `may`: it may be reopened."""

    name: str
    state: State
    may: bool = True


@dataclass(frozen=True)
class Facing:
    """What a step meets: the report as it is, and those below and above it, the nearest first.

    `changed`: somebody took a step since whoever acts looked. `failed` are checks that do not
    hold, `lacking` cells that nobody filled, `hidden` cells that whoever acts may not read.
    """

    state: State
    today: date
    cut_off: date
    stood: bool = True
    changed: bool = False
    failed: Sequence[str] = ()
    lacking: Sequence[str] = ()
    hidden: Sequence[str] = ()
    below: Sequence[Other] = ()
    above: Sequence[Other] = ()
    reason: str = ""


def state_after(kind: StepKind, state: State) -> State:
    """Return the state to which a step leads."""
    return MOVES[kind][1] or state


def may_step(kind: StepKind, facing: Facing) -> Verdict:
    """Return every reason against a step, and what to heed about it."""
    findings = Findings()
    if facing.changed:
        findings.refuse(finding("RETURN_CHANGED"))
    if facing.state not in MOVES[kind][0]:
        findings.refuse(finding("RETURN_STATE", state=facing.state, step=kind))
    if kind in REASONED and not facing.reason.strip():
        findings.refuse(finding("WORDS_NEEDED" if kind == "remind" else "REASON_NEEDED", "reason"))
    if kind in (*OWN, "remind") and not facing.stood:
        findings.refuse(finding("RETURN_NOT_STANDING", on=facing.cut_off.isoformat()))
    if kind in VOUCHING:
        _vouch(facing, findings)
    if kind in ("send", "reopen"):
        _look_up(kind, facing, findings)
    return findings.verdict()


def _vouch(facing: Facing, findings: Findings) -> None:
    if facing.today < facing.cut_off:
        findings.refuse(finding("PERIOD_RUNNING", on=facing.cut_off.isoformat()))
    for code, names in (
        ("CELL_LACKING", facing.lacking),
        ("CELL_HIDDEN", facing.hidden),
        ("CHECK_FAILED", facing.failed),
    ):
        findings.refuse(*(finding(code, name=name) for name in names))
    findings.warn(
        *(
            finding("BELOW_NOT_RECEIVED", name=each.name, state=each.state)
            for each in facing.below
            if each.state != "received"
        )
    )


def _look_up(kind: StepKind, facing: Facing, findings: Findings) -> None:
    """Mind the levels above: a locked one reopens along, or holds what is below it."""
    for each in facing.above:
        if each.state not in LOCKED:
            continue
        if kind == "send":
            findings.warn(finding("ABOVE_SENT", name=each.name))
        elif each.may:
            findings.warn(finding("ABOVE_REOPENS", name=each.name))
        else:
            findings.refuse(finding("ABOVE_LOCKED", name=each.name))


def reopens_along(state: State) -> bool:
    """Say whether a report above one that is reopened is reopened with it."""
    return state in MOVES["reopen_along"][0]


def course_is_sound(kinds: Sequence[StepKind]) -> bool:
    """Say whether steps may have followed upon each other from a draft."""
    state: State = "draft"
    for kind in kinds:
        if state not in MOVES[kind][0]:
            return False
        state = state_after(kind, state)
    return True


def level_of(kinds: KindSet, *, kind: str, superior: str | None) -> Level | None:
    """Return at which level an organisation sends reports; None: it sends none."""
    if kinds.is_grassroots(kind=kind, superior=superior):
        return "grassroots"
    held = (each.grassroots_under or each.under for each in kinds.kinds.values() if each.grassroots)
    return "upper" if any(kind in under for under in held) else None
