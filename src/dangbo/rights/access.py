"""Open the grants to those who give them, to those who hold them, and to the keeper of rights."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404

from dangbo.accounts.access import Actor
from dangbo.accounts.models import User
from dangbo.base.spans import known_at, valid_on
from dangbo.members.models import Person
from dangbo.orgs.access import within
from dangbo.orgs.models import OrgPath, OrgVersion
from dangbo.posts.models import Post
from dangbo.rights.models import BELIEVED, Grant
from dangbo.rules.rights import RIGHT_GRANT

Row = TypeVar("Row", bound=Model)


def every(model: type[Row]) -> QuerySet[Row]:
    """Return all rows of a model, for the acts and projections that write them."""
    return model._default_manager.all()


def readable_grants(actor: Actor, *, known: int | None = None) -> QuerySet[Grant]:
    """Return the grants over organisations where the actor gives rights, and all of his or hers."""
    return _shown(actor).filter(known_at(known))


def told_of_grant(actor: Actor, *, act: int) -> list[Grant]:
    """Return every row that told of what an act granted, those taken back first, or answer 404."""
    rows = list(_shown(actor).filter(opened_by=act).order_by("pk"))
    if not rows:
        raise Http404
    return rows


def _shown(actor: Actor) -> QuerySet[Grant]:
    rows = Grant.objects.select_related("user", "org", "behalf", "person")
    if actor.over(RIGHT_GRANT) is None:
        return rows
    own = Q(user=actor.user_id or 0) | Q(behalf=actor.user_id or 0)
    return rows.filter(own | Q(within(actor, act=RIGHT_GRANT)))


def loans_of(user: int) -> QuerySet[Grant]:
    """Return what an account lends others, as it is believed now."""
    return Grant.objects.filter(BELIEVED, behalf=user).select_related("user", "org")


def loans_to(user: int) -> QuerySet[Grant]:
    """Return what others lend an account, as it is believed now."""
    rows = Grant.objects.filter(BELIEVED, user=user, behalf__isnull=False)
    return rows.select_related("behalf", "org")


def grants_of(user: User, *, on: date) -> list[Grant]:
    """Return the grants of an account in force on a day."""
    return list(
        Grant.objects.filter(valid_on(on, None), user=user).select_related("behalf").order_by("pk")
    )


def grants_on(*, on: date, known: int | None = None) -> QuerySet[Grant]:
    """Return all grants in force on a day."""
    return Grant.objects.filter(valid_on(on, known)).order_by("pk")


def posts_of(
    persons: Iterable[int], *, on: date, known: int | None = None
) -> list[tuple[int, str, str, int]]:
    """Return person, body, title and organisation of the posts that persons hold on a day."""
    rows = Post.objects.filter(valid_on(on, known), person__in=list(persons), org__isnull=False)
    return list(rows.order_by("pk").values_list("person", "body", "title", "org"))


def secretaries(kinds: Iterable[str], *, on: date) -> QuerySet[Post]:
    """Return the posts of invented members who lead organisations of some kinds on a day."""
    standing = OrgVersion.objects.filter(
        valid_on(on, None), org=OuterRef("org"), kind__in=list(kinds)
    )
    rows = Post.objects.filter(valid_on(on, None), Exists(standing), person__invented=True)
    return rows.filter(title__in=["bi_thu", "bi_thu_chi_bo"]).order_by("pk")


def kinds_of(orgs: Iterable[int], *, on: date, known: int | None = None) -> dict[int, str]:
    """Return the kinds of organisations that stand on a day."""
    rows = OrgVersion.objects.filter(valid_on(on, known), org__in=list(orgs))
    return dict(rows.values_list("org", "kind"))


def places_of(orgs: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return every path at which organisations ever stood: what once was below them is theirs."""
    found: dict[int, tuple[str, ...]] = {}
    wanted = list(orgs)
    if wanted:
        rows = OrgPath.objects.filter(BELIEVED, org__in=wanted).order_by("path")
        for org, path in rows.values_list("org", "path").distinct():
            found[org] = (*found.get(org, ()), path)
    return found


def user_by_name(username: str) -> User:
    """Return an account that is open, or answer 404."""
    user = User.objects.filter(username=username.strip().lower(), is_active=True).first()
    if user is None:
        raise Http404
    return user


def person_by_key(uid: str) -> Person | None:
    """Return a person by the key, None where there is none."""
    return Person.objects.filter(uid=uid).first()


def grant_of_act(act: int) -> Grant | None:
    """Return what an act granted, as it is believed now."""
    rows = Grant.objects.filter(BELIEVED, opened_by=act)
    return rows.select_related("user", "org", "behalf", "person").first()
