"""Keep questions under a name: save, change, copy, put away and take back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.access import Actor
from dangbo.reports.access import (
    is_name_taken,
    lock_own_question,
    lock_question,
    new_question,
    question_row,
)
from dangbo.reports.models import Question
from dangbo.rules.verdicts import Verdict, finding

LONGEST = 160
LONGEST_NOTE = 2_000


@transaction.atomic
def save_question(*, actor: Actor, name: str, note: str, query: str) -> Question:
    """Keep a question of the actor's own under a name that is free."""
    row = new_question(actor, name=_named(name), note=note[:LONGEST_NOTE].strip(), query=query)
    _insist_on_name(row)
    row.save()
    return row


@transaction.atomic
def change_question(
    *, actor: Actor, pk: int, seen: int, name: str, note: str, query: str
) -> Question:
    """Change a question, its name or its note; `seen` is the revision that was changed."""
    row = lock_question(actor, pk)
    if row.revision != seen:
        other = str(row.changed_by)
        Verdict((finding("QUESTION_CHANGED", "name", name=other),)).require()
    row.name, row.note, row.query = _named(name), note[:LONGEST_NOTE].strip(), query
    _insist_on_name(row)
    _note_change(row, actor)
    row.save()
    return row


@transaction.atomic
def copy_question(*, actor: Actor, pk: int) -> Question:
    """Keep a question that one may ask as one's own, under a name of its own."""
    origin = question_row(actor, pk)
    row = new_question(actor, note=origin.note, query=origin.query)
    name = origin.name
    while is_name_taken(row.owner_id, name):
        name = _("Bản sao của %(name)s") % {"name": name}
        name = name[:LONGEST] if len(name) <= LONGEST else f"{name[: LONGEST - 20]} {_stamp()}"
    row.name = name
    row.save()
    return row


@transaction.atomic
def drop_question(*, actor: Actor, pk: int) -> Question:
    """Put a question of one's own away: nobody can ask it, and it is not asked by itself."""
    row = lock_own_question(actor, pk)
    row.dropped_at = timezone.now()
    row.every, row.due_first, row.due_next = "", None, None
    row.save()
    return row


@transaction.atomic
def restore_question(*, actor: Actor, pk: int) -> Question:
    """Take back a question that was put away."""
    row = lock_own_question(actor, pk, dropped=True)
    row.dropped_at = None
    _insist_on_name(row)
    _note_change(row, actor)
    row.save()
    return row


def _named(name: str) -> str:
    return " ".join(name.replace("\x00", "").split())[:LONGEST]


def _stamp() -> str:
    return f"{timezone.localtime():%H:%M:%S.%f}"


def _insist_on_name(row: Question) -> None:
    if not row.name:
        Verdict((finding("QUESTION_NAME_EMPTY", "name"),)).require()
    if is_name_taken(row.owner_id, row.name, but=row.pk):
        Verdict((finding("QUESTION_NAME_TAKEN", "name", name=row.name),)).require()


def _note_change(row: Question, actor: Actor) -> None:
    row.revision += 1
    row.changed_by_id = actor.user_id or row.owner_id
    row.changed_at = timezone.now()
