"""Judge where a member is active: transfers, temporary activity, exemption, suspension.

Source: `rules.md` 2.8, R2.53, R2.61; the values are in `sets/membership.toml`.
"""

from datetime import date

from dangbo.rules.days import add_months
from dangbo.rules.membership_terms import (
    Term,
    deadline_of,
    late_finding,
    regulation_on,
    term_on,
)
from dangbo.rules.verdicts import Fact, Finding, Findings, Verdict, finding
from dangbo.rules.voting import VoteResult

ACTIVE = "active"
SUSPENDED = "suspended"


def may_transfer_out(
    *, standing: str | None, activity: str, effect: date, on: date, open_cases: int = 0
) -> Verdict:
    """Say whether a transfer may be made on `on` after a decision or change of the day `effect`."""
    found = Findings()
    check_member(standing, effect, found)
    limit = deadline_of(step="transfer", since=effect)
    if on < effect:
        found.refuse(finding("BEFORE_EFFECT", source=limit.source, day=effect.isoformat()))
    if on > limit.due:
        found.warn(late_finding("TRANSFER_LATE", limit.due, on, limit.source))
    if activity == SUSPENDED:
        found.warn(finding("MOVES_SUSPENDED", source=limit.source))
    if open_cases:
        found.warn(finding("CASES_OPEN", source=limit.source, count=open_cases))
    return found.verdict()


def may_present_letter(*, introduced: date, on: date) -> Verdict:
    """Say whether a letter of the day `introduced` may be taken at the new cell on `on`."""
    found = Findings()
    limit = deadline_of(step="letter", since=introduced)
    if on < introduced:
        found.refuse(finding("BEFORE_EFFECT", source=limit.source, day=introduced.isoformat()))
    if on > limit.due:
        found.warn(late_finding("LETTER_LATE", limit.due, on, limit.source))
    return found.verdict()


def may_post_temporarily(
    *, standing: str | None, start: date, end: date | None, study: bool = False
) -> Verdict:
    """Say whether a member may be active elsewhere for a time; study may last to its own end."""
    found = Findings()
    check_member(standing, start, found)
    shortest = term_on("temporary_from_months", start)
    longest = term_on("temporary_to_months", start)
    if end is None:
        found.warn(finding("END_UNKNOWN", source=longest.source))
    elif end <= start:
        found.refuse(finding("ENDS_BEFORE_START", source=longest.source))
    elif end < add_months(start, shortest.value):
        found.warn(_length("TEMPORARY_SHORT", shortest))
    elif not study and end > add_months(start, longest.value):
        found.warn(_length("TEMPORARY_LONG", longest))
    return found.verdict()


def may_exempt(
    *,
    standing: str | None,
    activity: str,
    reason: str,
    requested: bool,
    cell: VoteResult | None,
    on: date,
) -> Verdict:
    """Say whether a member may be exempted from work and activity on `on`."""
    found = Findings()
    check_member(standing, on, found)
    reasons = term_on("exemption_reasons", on)
    if activity != ACTIVE:
        found.refuse(finding("NOT_ACTIVE", source=reasons.source, activity=activity))
    if reason not in reasons.value:
        found.refuse(finding("REASON_UNKNOWN", source=reasons.source, reason=reason))
    if not requested:
        found.refuse(finding("REQUEST_MISSING", source=reasons.source))
    return found.verdict(vote_verdicts(cell, on, found))


def may_suspend(
    *, standing: str | None, activity: str, start: date, until: date, extension: bool = False
) -> Verdict:
    """Say whether activity may be suspended, or a suspension extended, from `start` to `until`."""
    found = Findings()
    check_member(standing, start, found)
    step = "extension_end" if extension else "suspension_end"
    limit = deadline_of(step=step, since=start)
    if (activity == SUSPENDED) is not extension:
        code = "NOT_SUSPENDED" if extension else "SUSPENDED_ALREADY"
        found.refuse(finding(code, source=limit.source))
    if until <= start:
        found.refuse(finding("ENDS_BEFORE_START", source=limit.source))
    if until > limit.due:
        facts: dict[str, Fact] = {"due": limit.due.isoformat(), "days": limit.count}
        found.refuse(finding("SUSPENSION_LONG", "", limit.source, **facts))
    return found.verdict()


def may_resume(*, standing: str | None, activity: str, on: date) -> Verdict:
    """Say whether an exempt or suspended member may be active again from `on`."""
    found = Findings()
    check_member(standing, on, found)
    if activity == ACTIVE:
        found.refuse(finding("ACTIVITY_ALREADY", source=regulation_on(on), activity=activity))
    return found.verdict()


def check_member(standing: str | None, on: date, found: Findings) -> None:
    """Refuse what only a member can do."""
    if standing is None:
        found.refuse(finding("NOT_A_MEMBER", source=regulation_on(on)))


def vote_verdicts(vote: VoteResult | None, on: date, found: Findings) -> tuple[Verdict, ...]:
    """Refuse where the cell has not voted, and return what stands against its vote."""
    if vote is None:
        found.refuse(finding("CELL_NOT_AGREED", "cell", regulation_on(on)))
        return ()
    return (vote.verdict(),)


def _length(code: str, term: Term) -> Finding:
    return finding(code, source=term.source, months=term.value)
