"""Say when a correction of decisions is complete: one thing to do for each, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dangbo.rules.verdicts import Finding, Verdict, finding


@dataclass(frozen=True)
class Correction:
    """What becomes of a decision: another day (or in force again from it), or void where None."""

    act: int
    on: date | None = None
    precision: str = "day"


def may_correct(
    *,
    corrections: Iterable[Correction],
    days: Mapping[int, date | None],
    reason: str,
    cited: bool,
) -> Verdict:
    """Say whether corrections made together are complete; `days` are those now (None: void)."""
    wanted = list(corrections)
    against = [] if wanted else [finding("NOTHING_TO_CORRECT")]
    seen: set[int] = set()
    for each in wanted:
        against += _against(each, days[each.act])
        if each.act in seen:
            against.append(finding("CORRECTED_TWICE", act=each.act))
        seen.add(each.act)
    return Verdict((*against, *why_given(reason=reason, cited=cited)))


def why_given(*, reason: str, cited: bool) -> tuple[Finding, ...]:
    """Return what is missing where neither a reason nor a paper is given."""
    return () if cited or reason.strip() else (finding("NO_REASON"),)


def _against(correction: Correction, now: date | None) -> list[Finding]:
    if correction.on != now:
        return []
    if now is None:
        return [finding("VOID_ALREADY", act=correction.act)]
    return [finding("SAME_DATE", on=now.isoformat())]
