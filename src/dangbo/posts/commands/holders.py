"""Make a person known who holds posts and is not counted as a member."""

from datetime import date
from typing import Any

from dangbo.accounts.access import Actor, ask, lend
from dangbo.audit.models import Act
from dangbo.members.commands import record_events
from dangbo.papers.models import Paper
from dangbo.rules.rights import MEMBER_CHANGE, POST_CHANGE


def record_holder(
    *,
    actor: Actor,
    uid: str,
    name: str,
    on: date,
    paper: Paper | None = None,
    reason: str = "",
    invented: bool = False,
    recorded: date | None = None,
    **facts: Any,
) -> Act:
    """Make a person known by name, with no standing; posts may be recorded for `uid` then."""
    ask(actor, POST_CHANGE)
    return record_events(
        actor=lend(actor, MEMBER_CHANGE),
        on=on,
        events=[{"change": "identify", "person": uid, "identity": {"name": name, **facts}}],
        paper=paper,
        reason=reason,
        invented=invented,
        recorded=recorded,
    )
