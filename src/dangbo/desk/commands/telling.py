"""Tell people what happened to their drafts, or to the organisations in them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.models import Act
from dangbo.desk.access import all_drafts, notify, people_of
from dangbo.desk.enums import News, State
from dangbo.desk.models import Draft, Notice
from dangbo.desk.queries.naming import keys_in
from dangbo.orgs.queries.deciding import uids_touched


def tell(draft: Draft, news: News, facts: dict[str, Any], *, besides: int | None = None) -> None:
    """Tell everybody whom a draft concerns, but for one person."""
    people = [user for user in people_of(draft) if user != besides]
    now = timezone.now()
    notify(Notice(draft=draft, user_id=user, at=now, news=news, facts=facts) for user in people)


def tell_others_changed(
    *,
    actor: Actor,
    acts: Sequence[Act],
    besides: Iterable[int],
    touched: set[str] | None = None,
) -> None:
    """Tell those whose drafts name organisations that acts have just changed.

    `touched` are their keys; those that the acts touch, where they are not given.
    """
    if touched is None:
        touched = uids_touched(acts=[act.seq for act in acts])
    waiting = all_drafts().filter(state__in=[State.OPEN, State.SCHEDULED]).exclude(pk__in=besides)
    for draft in waiting:
        common = sorted(touched & keys_in(draft.content))
        if common:
            facts = {"acts": [act.seq for act in acts], "orgs": common[:20], "count": len(common)}
            tell(draft, News.CHANGED, facts, besides=actor.user_id)
