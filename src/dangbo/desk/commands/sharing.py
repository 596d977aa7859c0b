"""Share drafts between named people."""

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor, colleagues
from dangbo.desk.access import lock_own_draft, notices_of, notify, shares_of
from dangbo.desk.enums import News
from dangbo.desk.models import Notice, Share
from dangbo.rules.verdicts import Verdict, finding


@transaction.atomic
def share_draft(*, actor: Actor, draft: int, username: str, may_write: bool) -> Share:
    """Let a person work on a draft of one's own, or only read it; the person is told."""
    row = lock_own_draft(actor, draft)
    user = colleagues(actor).filter(username=username.strip()).first()
    if user is None:
        Verdict((finding("NO_SUCH_PERSON", "username", text=username),)).require()
        raise AssertionError
    if user.pk == row.owner_id:
        Verdict((finding("OWN_DRAFT", "username"),)).require()
    share = shares_of(row).filter(user=user).first() or Share(draft=row, user=user)
    told_before, share.may_write = share.pk is not None, may_write
    share.save()
    if not told_before:
        facts = {"by": actor.name, "may_write": may_write}
        notify([Notice(draft=row, user=user, at=timezone.now(), news=News.SHARED, facts=facts)])
    return share


@transaction.atomic
def unshare_draft(*, actor: Actor, draft: int, username: str) -> None:
    """Stop letting a person work on a draft of one's own."""
    row = lock_own_draft(actor, draft)
    shares_of(row).filter(user__username=username).delete()


def see_notices(*, actor: Actor, draft: int | None = None) -> None:
    """Note that the actor has seen what he or she was told, of one draft or of all."""
    rows = notices_of(actor).filter(seen_at__isnull=True)
    if draft is not None:
        rows = rows.filter(draft=draft)
    rows.update(seen_at=timezone.now())
