"""Give every dated fact its two clocks: valid days, and the acts by which it became known."""

from typing import Any

from django.db import models
from django.db.models import Case, DateField, F, Q, Value, When
from django.db.models.expressions import Combinable


def known_at(act: int | None, at: str = "") -> Q:
    """Return the condition of facts believed after `act`, or believed now when it is None.

    `at` leads to the fact from the rows that are asked for (`"org__paths__"`).
    """
    unvoided = Q(**{f"{at}voided_by__isnull": True})
    if act is None:
        return unvoided
    return Q(**{f"{at}opened_by__lte": act}) & (unvoided | Q(**{f"{at}voided_by__gt": act}))


def valid_on(on: Any, act: int | None, at: str = "") -> Q:
    """Return the condition of spans that hold on the day `on` as believed after `act`."""
    later = Q(**{f"{at}end__isnull": True}) | Q(**{f"{at}end__gt": on})
    if act is not None:
        later |= Q(**{f"{at}closed_by__gt": act})
    return known_at(act, at) & Q(**{f"{at}start__lte": on}) & later


def not_over(today: Any, at: str = "") -> Q:
    """Return the condition of spans, as believed now, that hold today or from a day to come."""
    later = Q(**{f"{at}end__isnull": True}) | Q(**{f"{at}end__gt": today})
    return known_at(None, at) & later


def around(on: Any, act: int | None, at: str = "") -> Q:
    """Return the condition of spans that hold on the day `on` or on its eve."""
    later = Q(**{f"{at}end__isnull": True}) | Q(**{f"{at}end__gte": on})
    if act is not None:
        later |= Q(**{f"{at}closed_by__gt": act})
    return known_at(act, at) & Q(**{f"{at}start__lte": on}) & later


def known_end(act: int | None) -> Combinable:
    """Return the expression of a span's end as believed after `act`."""
    if act is None:
        return F("end")
    return Case(
        When(closed_by__lte=act, then=F("end")), default=Value(None), output_field=DateField()
    )


class Recorded(models.Model):
    """A fact that an act recorded and a later one may void; rows are never deleted."""

    opened_by = models.ForeignKey("audit.Act", models.PROTECT, related_name="+", db_index=False)
    voided_by = models.ForeignKey(
        "audit.Act", models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        abstract = True


class Span(Recorded):
    """A fact that holds from `start` up to but not on `end`; an empty end means still so."""

    start = models.DateField()
    end = models.DateField(null=True)
    closed_by = models.ForeignKey(
        "audit.Act", models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        abstract = True


def version_checks(name: str, key: str) -> list[models.BaseConstraint]:
    """Return the constraints of a table of versions: one open, one from a day, voided later."""
    believed = Q(voided_by__isnull=True)
    return [
        models.UniqueConstraint(
            name=f"{name}_one_open", fields=[key], condition=believed & Q(end__isnull=True)
        ),
        models.UniqueConstraint(
            name=f"{name}_one_start", fields=[key, "start"], condition=believed
        ),
        models.CheckConstraint(
            name=f"{name}_voided_later",
            condition=Q(voided_by__isnull=True) | Q(voided_by__gt=F("opened_by")),
        ),
    ]


def span_checks(name: str) -> list[models.BaseConstraint]:
    """Return the constraints each table of spans has: ends after starts, each end with its act."""
    return [
        models.CheckConstraint(
            name=f"{name}_end_after_start",
            condition=Q(end__isnull=True) | Q(end__gt=F("start")),
        ),
        models.CheckConstraint(
            name=f"{name}_end_has_its_act",
            condition=Q(end__isnull=True, closed_by__isnull=True)
            | Q(end__isnull=False, closed_by__isnull=False),
        ),
    ]
