"""Share questions with colleagues and with everybody who works in an organisation."""

from django.db import transaction

from dangbo.accounts.access import Actor, colleagues
from dangbo.orgs.access import ask_over
from dangbo.reports.access import lock_own_question, shares_of
from dangbo.reports.models import Share
from dangbo.rules.rights import MEMBER_READ
from dangbo.rules.verdicts import Verdict, finding


@transaction.atomic
def share_with(*, actor: Actor, pk: int, username: str, may_change: bool) -> Share:
    """Let a colleague ask a question of one's own, or change it too."""
    row = lock_own_question(actor, pk)
    user = colleagues(actor).filter(username=username.strip()[:150]).first()
    if user is None:
        Verdict((finding("QUESTION_NO_COLLEAGUE", "username", text=username[:150]),)).require()
        raise AssertionError
    if user.pk == row.owner_id:
        Verdict((finding("QUESTION_OWN", "username"),)).require()
    share = shares_of([row.pk]).filter(user=user).first() or Share(question=row, user=user)
    share.may_change = may_change
    share.save()
    return share


@transaction.atomic
def share_in(*, actor: Actor, pk: int, org: int) -> Share:
    """Let everybody who works in an organisation, or below it, ask a question of one's own."""
    row = lock_own_question(actor, pk)
    ask_over(actor, MEMBER_READ, [org])
    share = shares_of([row.pk]).filter(org=org).first() or Share(question=row, org_id=org)
    share.save()
    return share


@transaction.atomic
def unshare(*, actor: Actor, pk: int, share: int) -> None:
    """Stop sharing a question of one's own with a colleague or an organisation."""
    row = lock_own_question(actor, pk)
    shares_of([row.pk]).filter(pk=share).delete()
