"""Open questions that are kept to those who own them and those with whom they are shared."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from dangbo.accounts.access import Actor, ask
from dangbo.accounts.models import User
from dangbo.reports.models import Question, Run, Share
from dangbo.rules.paths import orgs_of
from dangbo.rules.rights import MEMBER_READ


def readable_questions(actor: Actor) -> QuerySet[Question]:
    """Return the questions that the actor keeps, or that others share with him or her."""
    mine = Share.objects.filter(question=OuterRef("pk"), user=actor.user_id or 0)
    ours = Share.objects.filter(_where_actor_works(actor), question=OuterRef("pk"))
    own = Q(owner=actor.user_id or 0)
    rows = Question.objects.filter(own | Exists(mine) | Exists(ours), dropped_at__isnull=True)
    return rows.select_related("owner", "changed_by").order_by("name", "pk")


def _where_actor_works(actor: Actor) -> Q:
    """Return the condition of organisations in which, or below which, the actor reads members.

    Whoever reads the whole register works in each of them.
    """
    branches = actor.over(MEMBER_READ)
    if branches is None:
        return Q(org__isnull=False)
    above = {org for branch in branches for org in orgs_of(branch)}
    return Q(org__in=above)


def changeable_questions(actor: Actor) -> QuerySet[Question]:
    """Return the questions that the actor may change."""
    shared = Share.objects.filter(question=OuterRef("pk"), user=actor.user_id or 0, may_change=True)
    rows = Question.objects.filter(Q(owner=actor.user_id or 0) | Exists(shared))
    return rows.filter(dropped_at__isnull=True)


def question_row(actor: Actor, pk: int) -> Question:
    """Return one question that the actor may ask, or answer 404."""
    return get_object_or_404(readable_questions(actor), pk=pk)


def lock_question(actor: Actor, pk: int) -> Question:
    """Return a question that the actor may change, held until the transaction ends."""
    ask(actor, MEMBER_READ)
    question_row(actor, pk)
    rows = changeable_questions(actor).select_for_update(of=("self",))
    row = rows.filter(pk=pk).first()
    if row is None:
        raise PermissionDenied
    return row


def lock_own_question(actor: Actor, pk: int, *, dropped: bool = False) -> Question:
    """Return a question of the actor's own, held until the transaction ends, or answer 404."""
    ask(actor, MEMBER_READ)
    rows = Question.objects.filter(owner=actor.user_id or 0, dropped_at__isnull=not dropped)
    return get_object_or_404(rows.select_for_update(of=("self",)), pk=pk)


def new_question(actor: Actor, **fields: object) -> Question:
    """Return a question of the actor, not yet saved; only a person may keep one."""
    ask(actor, MEMBER_READ)
    if actor.user_id is None:
        raise PermissionDenied
    return Question(
        owner_id=actor.user_id,
        changed_by_id=actor.user_id,
        changed_at=timezone.now(),
        **fields,
    )


def dropped_questions(actor: Actor) -> QuerySet[Question]:
    """Return what the actor kept and put away, the last first."""
    rows = Question.objects.filter(owner=actor.user_id or 0, dropped_at__isnull=False)
    return rows.order_by("-dropped_at", "-pk")


def is_name_taken(owner: int, name: str, *, but: int | None = None) -> bool:
    """Say whether somebody keeps a question of this name already."""
    rows = Question.objects.filter(owner=owner, name=name, dropped_at__isnull=True)
    return rows.exclude(pk=but or 0).exists()


def kept_questions() -> QuerySet[Question]:
    """Return every question that is kept, for the console and for what nobody is present at."""
    rows = Question.objects.filter(dropped_at__isnull=True).select_related("owner")
    return rows.order_by("name", "pk")


def due_questions(today: date) -> QuerySet[Question]:
    """Return the questions that are due, the longest waiting first."""
    return kept_questions().filter(due_next__lte=today).order_by("due_next", "pk")


def shares_of(questions: Iterable[int]) -> QuerySet[Share]:
    """Return with whom some questions are shared."""
    rows = Share.objects.filter(question__in=list(questions)).select_related("user", "org")
    return rows.order_by("pk")


def runs_of(question: int) -> QuerySet[Run]:
    """Return what a question answered, the last first."""
    return Run.objects.filter(question=question).order_by("-on", "-pk")


def unseen_runs(actor: Actor) -> QuerySet[Run]:
    """Return what the actor's own questions answered and he or she has not seen."""
    return Run.objects.filter(
        question__owner=actor.user_id or 0,
        question__dropped_at__isnull=True,
        seen_at__isnull=True,
    )


def user_row(pk: int) -> User:
    """Return an account."""
    return User.objects.get(pk=pk)
