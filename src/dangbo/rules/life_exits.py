"""Judge how a member leaves and comes back: strike-off, resignation, expulsion, readmission.

Source: `rules.md` R2.55 to R2.62; the values are in `sets/membership.toml`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangbo.rules.days import add_months
from dangbo.rules.life_moves import check_member, vote_verdicts
from dangbo.rules.member_course import READMITTED_AFTER, RESTORED_AFTER
from dangbo.rules.membership_terms import regulation_on, term_on
from dangbo.rules.verdicts import Fact, Findings, Verdict, finding
from dangbo.rules.voting import VoteResult

OFFICIAL = "official"
ANY_STANDING = "any"


@dataclass(frozen=True)
class FormerMember:
    """What is known of one who left: the day and manner, times readmitted, grounds, sentences.

    `cleared`: the day a criminal record was cleared; `serious`: the longer time counts.
    """

    left: date
    left_by: str
    times_readmitted: int = 0
    grounds: frozenset[str] = frozenset()
    sentenced: bool = False
    serious: bool = False
    cleared: date | None = None


def strike_off_reasons(*, on: date) -> tuple[str, ...]:
    """Return the codes of the reasons for which a member may be struck off."""
    return tuple(each["code"] for each in term_on("strike_off_reasons", on).value)


def may_strike_off(
    *,
    standing: str | None,
    reason: str,
    count: int,
    cell: VoteResult | None,
    on: date,
    excused: bool = False,
    deserves_expulsion: bool = False,
) -> Verdict:
    """Say whether a member may be struck off for a reason that has gone on for `count` of its unit.

    `excused`: there was good reason.
    """
    found = Findings()
    check_member(standing, on, found)
    term = term_on("strike_off_reasons", on)
    known: Mapping[str, Mapping[str, Any]] = {each["code"]: each for each in term.value}
    if reason not in known:
        found.refuse(finding("REASON_UNKNOWN", source=term.source, reason=reason))
    else:
        _check_reason(known[reason], standing, count, term.source, found)
    if excused:
        found.refuse(finding("EXCUSED", source=term.source, reason=reason))
    _check_expulsion(on, found, deserved=deserves_expulsion)
    return found.verdict(vote_verdicts(cell, on, found))


def may_resign(
    *,
    standing: str | None,
    requested: bool,
    cell: VoteResult | None,
    on: date,
    deserves_expulsion: bool = False,
) -> Verdict:
    """Say whether a member who asks for it may be let go on `on`."""
    found = Findings()
    check_member(standing, on, found)
    if not requested:
        found.refuse(finding("REQUEST_MISSING", source=regulation_on(on)))
    _check_expulsion(on, found, deserved=deserves_expulsion)
    return found.verdict(vote_verdicts(cell, on, found))


def may_expel(
    *, standing: str | None, proposal: VoteResult | None, decision: VoteResult | None, on: date
) -> Verdict:
    """Say whether an official member may be expelled: proposed below, decided by the body above."""
    found = Findings()
    check_member(standing, on, found)
    source = regulation_on(on)
    if standing is not None and standing != OFFICIAL:
        found.refuse(finding("EXPEL_NEEDS_OFFICIAL", source=source))
    if decision is None:
        found.refuse(finding("DECISION_MISSING", "decision", source))
    votes = vote_verdicts(proposal, on, found)
    return found.verdict(votes if decision is None else (*votes, decision.verdict()))


def readmission_day(*, left: date) -> date:
    """Return the first day on which one who left may be admitted again."""
    return add_months(left, term_on("readmission_months", left).value)


def may_readmit(*, former: FormerMember, consents: Collection[str], on: date) -> Verdict:
    """Say whether one who left may be admitted again; the rules of a candidate come on top."""
    found = Findings()
    months, times = term_on("readmission_months", on), term_on("readmission_times", on)
    if former.left_by not in READMITTED_AFTER:
        found.refuse(finding("EXIT_IS_FINAL", source=months.source, left_by=former.left_by))
    first = add_months(former.left, months.value)
    if on < first:
        facts: dict[str, Fact] = {"day": first.isoformat(), "months": months.value}
        found.refuse(finding("READMISSION_EARLY", "", months.source, **facts))
    if former.times_readmitted >= times.value:
        found.refuse(
            finding("READMITTED_BEFORE", source=times.source, times=former.times_readmitted)
        )
    barred = term_on("readmission_barred", on)
    for ground in sorted(former.grounds & {*barred.value}):
        found.refuse(finding("GROUND_BARS", source=barred.source, ground=ground))
    if "readmission" not in consents:
        found.refuse(finding("CONSENT_MISSING", source=months.source))
    _check_sentence(former, on, found)
    return found.verdict()


def may_restore(*, left_by: str, concluded_wrong: bool, on: date) -> Verdict:
    """Say whether a wrong exit may be undone, so that membership goes on without a gap."""
    found = Findings()
    source = regulation_on(on)
    if left_by not in RESTORED_AFTER:
        found.refuse(finding("EXIT_IS_FINAL", source=source, left_by=left_by))
    if not concluded_wrong:
        found.refuse(finding("CONCLUSION_MISSING", source=source))
    return found.verdict()


def _check_reason(
    reason: Mapping[str, Any], standing: str | None, count: int, source: str, found: Findings
) -> None:
    code, needed = reason["code"], reason["count"]
    if standing is not None and reason["standing"] not in (ANY_STANDING, standing):
        found.refuse(finding("REASON_NOT_FOR", source=source, reason=code, standing=standing))
    if count < needed:
        facts: dict[str, Fact] = {"count": count, "needed": needed, "unit": reason["unit"]}
        found.refuse(finding("REASON_NOT_REACHED", "", source, reason=code, **facts))


def _check_expulsion(on: date, found: Findings, *, deserved: bool) -> None:
    if deserved:
        found.refuse(finding("DESERVES_EXPULSION", source=regulation_on(on)))


def _check_sentence(former: FormerMember, on: date, found: Findings) -> None:
    if not former.sentenced:
        return
    term = term_on("serious_sentence_months" if former.serious else "sentence_months", on)
    if former.cleared is None:
        found.refuse(finding("RECORD_NOT_CLEARED", source=term.source))
        return
    first = add_months(former.cleared, term.value)
    if on < first:
        facts: dict[str, Fact] = {"day": first.isoformat(), "months": term.value}
        found.refuse(finding("SENTENCE_RECENT", "", term.source, **facts))
