"""Record events as they were seen: not over what another officer recorded meanwhile."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.audit.models import Act
from dangbo.members.commands.recording import record_events
from dangbo.members.queries.meanwhile import last_act_about
from dangbo.papers.access import find_paper
from dangbo.papers.models import Paper
from dangbo.rules.member_changes import Given
from dangbo.rules.verdicts import Verdict, finding


class ChangedSince(Exception):  # noqa: N818 - an answer, not a fault
    """Say that something was recorded of a person after the page was made."""


def needs_paper(events: Sequence[Given], paper: str) -> Verdict:
    """Refuse to correct who a person is without a paper (rules.md R2.34, 2.11)."""
    named = any(event["change"] == "identify" for event in events)
    return Verdict((finding("PAPER_NEEDED"),) if named and not paper else ())


def paper_of(*, actor: Actor, paper: str) -> Paper | None:
    """Return the paper of a number or a key; None where none is cited."""
    return find_paper(actor=actor, number=paper) if paper else None


@transaction.atomic
def record_seen(
    *,
    actor: Actor,
    uid: str,
    since: int,
    on: date,
    events: Sequence[Given],
    paper: str = "",
    **more: Any,
) -> Act:
    """Record events of one person, or raise ChangedSince where there is a later act than `since`.

    `paper` is the number or the key of a paper in the register.
    """
    hold_journal()
    if last_act_about(uid=uid) > since:
        raise ChangedSince
    needs_paper(events, paper).require()
    cited = paper_of(actor=actor, paper=paper)
    return record_events(actor=actor, on=on, events=events, paper=cited, **more)
