"""Prove that rows are found by many values at once in both databases."""

from datetime import date

import pytest
from factories import small_membership, small_register

from dangbo.members.models import Identity, Person

pytestmark = pytest.mark.django_db


def test_among_finds_what_in_finds() -> None:
    small_membership.build(small_register.build())
    persons = Person.objects.order_by("pk")
    uids = list(persons.values_list("uid", flat=True)[:3])
    ids = list(persons.values_list("pk", flat=True)[:3])
    births = list(Identity.objects.exclude(birth=None).values_list("birth", flat=True)[:2])

    assert list(persons.filter(uid__among=[*uids, "nobody"])) == list(persons[:3])
    assert list(persons.filter(pk__among=ids)) == list(persons[:3])
    for found, wanted in (
        (Identity.objects.filter(person__among=ids), Identity.objects.filter(person__in=ids)),
        (Identity.objects.filter(birth__among=births), Identity.objects.filter(birth__in=births)),
        (Identity.objects.filter(birth__among=[date(1800, 1, 1)]), Identity.objects.none()),
        (Identity.objects.filter(person__among=[]), Identity.objects.none()),
    ):
        assert list(found.order_by("pk")) == list(wanted.order_by("pk"))
