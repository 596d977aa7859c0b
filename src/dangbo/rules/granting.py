"""Say whether a role may be granted, lent for a time, or withdrawn.

Source: architecture of rights; nobody grants to himself, nobody lends what is lent to him.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dangbo.rules.rights import MEMBER, Role, Roles
from dangbo.rules.verdicts import Finding, Findings, Verdict, finding

# Kept by the account itself: whoever opens accounts marks it.
MARKED: Final = "administrator"
# A leave, not a change of posts: what lasts longer is granted.
LONGEST_LOAN: Final = timedelta(days=180)


@dataclass(frozen=True)
class Asked:
    """A role somebody would be given: `over` an organisation (None: the register), or a record.

    `held`: the account has it there already on the first day.
    """

    role: str
    over: int | None
    person: int | None
    start: date
    end: date | None
    self_given: bool
    held: bool = False


def may_grant(asked: Asked, *, roles: Roles) -> Verdict:
    """Return every reason against a grant."""
    found, role = Findings(), roles.roles.get(asked.role)
    if role is None or asked.role == MARKED:
        found.refuse(finding("ROLE_UNKNOWN", "role", role=asked.role))
        return found.verdict()
    if asked.self_given:
        found.refuse(finding("SELF_GRANT", "username"))
    found.refuse(*_misplaced(asked, role))
    if asked.end is not None and asked.end <= asked.start:
        found.refuse(finding("ENDS_BEFORE_START", "end"))
    if asked.held:
        found.refuse(finding("ROLE_HELD", "role"))
    return found.verdict()


def _misplaced(asked: Asked, role: Role) -> Iterator[Finding]:
    """Yield what does not fit of the organisation, or the person, a role is to be held over."""
    if role.whole and asked.over is not None:
        yield finding("ROLE_OF_REGISTER", "org")
    if asked.role == MEMBER and asked.person is None:
        yield finding("PERSON_NEEDED", "person")
    if asked.role == MEMBER and asked.over is not None:
        yield finding("ROLE_OF_PERSON", "org")
    if asked.role != MEMBER and asked.person is not None:
        yield finding("PERSON_NOT_MEANT", "person")


def may_lend(
    *, holds: bool, own: bool, role: Role | None, start: date, end: date, today: date
) -> Verdict:
    """Return every reason against letting somebody else act in a role of one's own for a time."""
    found = Findings()
    if not holds or role is None or role.own or role.code == MARKED:
        found.refuse(finding("ROLE_NOT_OWN", "role"))
    if own:
        found.refuse(finding("LENT_TO_SELF", "username"))
    if start < today:
        found.refuse(finding("LENT_BACKWARDS", "start"))
    if end <= start:
        found.refuse(finding("ENDS_BEFORE_START", "end"))
    elif end - start > LONGEST_LOAN:
        found.refuse(finding("LENT_TOO_LONG", "end", days=LONGEST_LOAN.days))
    return found.verdict()


def may_withdraw(*, start: date, end: date | None, on: date) -> Verdict:
    """Return every reason against ending a grant on a day."""
    if end is not None and on >= end:
        return Verdict((finding("GRANT_ENDED", "on"),))
    return Verdict()
