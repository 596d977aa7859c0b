"""Open drafts to those who work on them."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from dangbo.accounts.access import Actor
from dangbo.desk.models import Draft, Edit, Notice, Paste, Share
from dangbo.orgs.access import may_change


def readable_drafts(actor: Actor) -> QuerySet[Draft]:
    """Return the drafts that the actor owns or was asked to work on or to read."""
    shared = Share.objects.filter(draft=OuterRef("pk"), user=actor.user_id or 0)
    return Draft.objects.filter(Q(owner=actor.user_id or 0) | Exists(shared))


def writable_drafts(actor: Actor) -> QuerySet[Draft]:
    """Return the drafts that the actor may change."""
    shared = Share.objects.filter(draft=OuterRef("pk"), user=actor.user_id or 0, may_write=True)
    return Draft.objects.filter(Q(owner=actor.user_id or 0) | Exists(shared))


def draft_row(actor: Actor, pk: int) -> Draft:
    """Return one draft that the actor may read, or answer 404."""
    return get_object_or_404(readable_drafts(actor).select_related("owner", "changed_by"), pk=pk)


def lock_draft(actor: Actor, pk: int) -> Draft:
    """Return a draft that the actor may change, held until the transaction ends."""
    may_change(actor)
    draft = get_object_or_404(readable_drafts(actor).select_for_update(of=("self",)), pk=pk)
    if not writable_drafts(actor).filter(pk=pk).exists():
        raise PermissionDenied
    return draft


def lock_own_draft(actor: Actor, pk: int) -> Draft:
    """Return a draft that the actor owns, held until the transaction ends."""
    may_change(actor)
    return get_object_or_404(
        Draft.objects.filter(owner=actor.user_id or 0).select_for_update(of=("self",)), pk=pk
    )


def all_drafts() -> QuerySet[Draft]:
    """Return every draft, for the acts that nobody is present at."""
    return Draft.objects.all()


def new_draft(actor: Actor, **fields: object) -> Draft:
    """Return a draft of the actor, not yet saved; only a person may own one."""
    may_change(actor)
    if actor.user_id is None:
        raise PermissionDenied
    return Draft(owner_id=actor.user_id, changed_by_id=actor.user_id, **fields)


def edits_of(draft: Draft) -> QuerySet[Edit]:
    """Return what was changed in a draft, newest first."""
    return Edit.objects.filter(draft=draft).select_related("user").order_by("-revision")


def shares_of(draft: Draft) -> QuerySet[Share]:
    """Return who else works on a draft."""
    return Share.objects.filter(draft=draft).select_related("user").order_by("pk")


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """Return what the actor was told."""
    rows = Notice.objects.filter(user=actor.user_id or 0)
    return rows.select_related("draft").order_by("-pk")


def notices_about(draft: Draft) -> QuerySet[Notice]:
    """Return what people were told of a draft, newest first."""
    return Notice.objects.filter(draft=draft).order_by("-pk")


def notify(notices: Iterable[Notice]) -> None:
    """Tell people."""
    Notice.objects.bulk_create(notices)


def people_of(draft: Draft) -> list[int]:
    """Return the ids of the accounts that a draft concerns."""
    return [draft.owner_id, *shares_of(draft).values_list("user", flat=True)]


def pastes_of(actor: Actor, draft: Draft) -> QuerySet[Paste]:
    """Return what the actor pasted for a draft and has not dealt with yet."""
    return Paste.objects.filter(draft=draft, user=actor.user_id or 0)
