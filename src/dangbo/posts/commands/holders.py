"""Make a person known who holds posts and is not counted as a member."""

from datetime import date
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.audit.models import Act
from dangbo.members.commands import record_events
from dangbo.papers.models import Paper


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
    return record_events(
        actor=actor,
        on=on,
        events=[{"change": "identify", "person": uid, "identity": {"name": name, **facts}}],
        paper=paper,
        reason=reason,
        invented=invented,
        recorded=recorded,
    )
