"""Open lists to those who may take them in."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from dangbo.accounts.access import Actor
from dangbo.intake.enums import Stage
from dangbo.intake.models import Intake, MappingMemory, Part, Provenance
from dangbo.members.access import chunks, every, may_change, readable_persons, strangers
from dangbo.members.models import (
    Attribute,
    Event,
    Identity,
    Number,
    Person,
    Posting,
    Sheet,
    Standing,
)
from dangbo.rules.rights import MEMBER_IMPORT

__all__ = [
    "Attribute",
    "Event",
    "Identity",
    "Number",
    "Person",
    "Posting",
    "Sheet",
    "Standing",
    "chunks",
    "every",
    "may_change",
    "strangers",
]
Row = TypeVar("Row", bound=Model)


def readable_intakes(actor: Actor) -> QuerySet[Intake]:
    """Return the lists that the actor may see: all, or only his or her own."""
    rows = Intake.objects.all()
    branches = actor.over(MEMBER_IMPORT)
    if branches is None:
        return rows
    return rows.filter(owner=actor.user_id or 0) if branches else rows.none()


def intake_row(actor: Actor, pk: int) -> Intake:
    """Return one list that the actor may see, or answer 404."""
    return get_object_or_404(readable_intakes(actor), pk=pk)


def lock_intake(actor: Actor, pk: int) -> Intake:
    """Return a list that the actor may change, held until the transaction ends."""
    may_change(actor, MEMBER_IMPORT)
    return get_object_or_404(readable_intakes(actor).select_for_update(of=("self",)), pk=pk)


def note_progress(intake: Intake, *, began: datetime) -> bool:
    """Keep how far a check is; say no where another one began meanwhile."""
    rows = Intake.objects.filter(pk=intake.pk, stage=Stage.CHECKING, changed_at=began)
    return bool(rows.update(done=intake.done, changed_at=intake.changed_at))


def new_intake(actor: Actor, **fields: object) -> Intake:
    """Return a list of the actor, not yet saved."""
    may_change(actor, MEMBER_IMPORT)
    return Intake(owner_id=actor.user_id, by=actor.name, **fields)


def parts_of(intake: Intake) -> QuerySet[Part]:
    """Return the parts of a list in their order."""
    return Part.objects.filter(intake=intake).order_by("number")


def add_parts(parts: Iterable[Part]) -> None:
    """Keep the parts of a list."""
    Part.objects.bulk_create(parts, batch_size=20)


def memories() -> QuerySet[MappingMemory]:
    """Return what was remembered of sources; headings are nothing personal."""
    return MappingMemory.objects.all()


def provenance_of(actor: Actor, persons: Iterable[int]) -> QuerySet[Provenance]:
    """Return what lists brought of persons whom the actor may read, the newest first."""
    seen = readable_persons(actor).filter(pk__in=list(persons))
    return Provenance.objects.filter(person__in=seen).select_related("intake").order_by("-intake")


def provenance_in(intake: Intake) -> QuerySet[Provenance]:
    """Return what one list brought."""
    return Provenance.objects.filter(intake=intake)
