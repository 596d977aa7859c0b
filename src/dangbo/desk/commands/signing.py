"""Sign drafts: all of them in one transaction, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.access import hold_journal
from dangbo.audit.models import Act
from dangbo.desk.access import lock_draft
from dangbo.desk.commands.foreseeing import Foreseen, foresee_drafts, mixed_days
from dangbo.desk.commands.telling import tell_others_changed
from dangbo.desk.enums import State
from dangbo.desk.models import Draft
from dangbo.desk.queries.reading import ReadDraft
from dangbo.orgs.commands import decide, register_orgs
from dangbo.orgs.queries import org_ids
from dangbo.orgs.queries.names import are_any_invented
from dangbo.papers.access import paper_by_uid
from dangbo.papers.commands import record_paper
from dangbo.papers.models import Paper
from dangbo.rules.keyed_changes import begun_in, concerned_in, orgs_in, renamed
from dangbo.rules.verdicts import Verdict, finding


@dataclass
class Changed(Exception):  # noqa: N818 - an answer, not a fault
    """Something else would come of the drafts than what was seen: look again before signing."""

    foreseen: Foreseen
    since: int


@dataclass(frozen=True)
class Signed:
    """What signing did: acts in their order, or drafts that wait for their day."""

    acts: tuple[Act, ...] = ()
    waiting: tuple[int, ...] = ()


@transaction.atomic
def sign_drafts(
    *, actor: Actor, drafts: Sequence[int], seen: str, since: int, today: date
) -> Signed:
    """Sign drafts in their order, as they were seen: `seen` is the digest, `since` the last act.

    Those of a later day wait for it. Raises RuleError with every reason against, or Changed when
    something else would come of them now.
    """
    hold_journal()
    rows = [lock_draft(actor, pk) for pk in drafts]
    not_open = [finding("NOT_OPEN", state=row.state) for row in rows if row.state != State.OPEN]
    Verdict(tuple(not_open)).require()
    foreseen = foresee_drafts(actor=actor, contents=[row.content for row in rows], today=today)
    if foreseen.digest != seen:
        raise Changed(foreseen, since)
    foreseen.verdict.require()
    reads = [part.read for part in foreseen.parts if part.read is not None]
    mixed_days(reads, today).require()
    now = timezone.now()
    if any(read.on and read.on > today for read in reads):
        for row in rows:
            _sign(row, actor, now, State.SCHEDULED)
        return Signed(waiting=tuple(row.pk for row in rows))
    acts = []
    for row, read in zip(rows, reads, strict=True):
        act = enact(actor=actor, read=read)
        _sign(row, actor, now, State.SIGNED, act)
        acts.append(act)
    tell_others_changed(actor=actor, acts=acts, besides=drafts)
    return Signed(tuple(acts))


def _sign(row: Draft, actor: Actor, at: datetime, state: State, act: Act | None = None) -> None:
    row.state, row.act = state, act
    row.signed_by_id, row.signed_at = actor.user_id, at
    row.save()


def enact(*, actor: Actor, read: ReadDraft) -> Act:
    """Put a draft that may be signed into the register: its paper, its new keys, its decision.

    What is done to invented organisations is invented with all that comes of it, so that no
    export takes it for what happened.
    """
    changes = read.stated
    invented = are_any_invented(uids=[key for each in changes for key in concerned_in(each)])
    begun = [key for change in changes for key in begun_in(change)]
    ids = register_orgs(actor=actor, uids=begun, invented=invented)
    ids |= _ids_of(changes, ids)
    if read.on is None:
        raise AssertionError
    return decide(
        actor=actor,
        on=read.on,
        changes=[renamed(each, ids.__getitem__) for each in changes],
        paper=_paper(actor, read, invented=invented),
        title=read.title,
        reason=read.reason,
        invented=invented,
    )


def _ids_of(changes: Sequence[dict[str, Any]], known: dict[str, int]) -> dict[str, int]:
    keys = {key for change in changes for _, key in orgs_in(change)}
    return org_ids(uids=keys - known.keys())


def _paper(actor: Actor, read: ReadDraft, *, invented: bool) -> Paper:
    if read.new_paper is None:
        return paper_by_uid(actor=actor, uid=read.paper)
    draft = read.new_paper
    return record_paper(
        actor=actor,
        number_raw=draft.number_raw,
        kind=draft.kind,
        issuer_code=draft.issuer_code,
        issuer=draft.issuer,
        day=draft.day,
        subject=draft.subject,
        invented=invented,
    )
