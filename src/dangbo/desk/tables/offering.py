"""Offer to draft a decision where organisations and decisions are shown."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.desk.queries.listing import unseen_count
from dangbo.orgs.queries import Standing
from dangbo.rules.rights import ORG_CHANGE
from dangbo.ui.parts import Act


def unseen(actor: Actor) -> int:
    """Count what the actor was told of drafts and has not seen."""
    return unseen_count(actor=actor)


def offer_to_draft(*, actor: Actor, subject: Standing) -> Act | None:
    """Offer to draft a decision about an organisation."""
    if actor.user_id is None or not actor.may(ORG_CHANGE):
        return None
    url = f"{reverse('desk:new')}?{urlencode({'org': subject.uid})}"
    return Act(_("Soạn quyết định"), url, "square-pen")


def offer_to_draft_alike(*, actor: Actor, subject: int) -> Act | None:
    """Offer to draft a decision like one that was taken."""
    if actor.user_id is None or not actor.may(ORG_CHANGE):
        return None
    url = f"{reverse('desk:new')}?{urlencode({'quyet-dinh': subject})}"
    return Act(_("Soạn bản giống vậy"), url, "copy")
