"""Keep what a person pasted until it is dealt with."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.desk.access import lock_draft, pastes_of
from dangbo.desk.models import Paste


@transaction.atomic
def keep_paste(*, actor: Actor, draft: int, place: str, content: dict[str, Any]) -> None:
    """Keep what was pasted for a place of a draft, instead of what was kept before."""
    row = lock_draft(actor, draft)
    kept = pastes_of(actor, row).filter(place=place).first()
    if kept is None:
        kept = Paste(draft=row, user_id=actor.user_id or row.owner_id, place=place)
    kept.content, kept.at = content, timezone.now()
    kept.save()


@transaction.atomic
def drop_paste(*, actor: Actor, draft: int, place: str) -> None:
    """Put away what was pasted for a place of a draft."""
    pastes_of(actor, lock_draft(actor, draft)).filter(place=place).delete()
