"""Rebuild members from the journal: nothing differs until a row is altered."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from committing import take_down
from django.db import connection
from factories.small_membership import happen, identity

from dangbo.accounts.access import OPERATOR
from dangbo.members.commands import correct_events
from dangbo.members.models import (
    Attribute,
    Carry,
    Event,
    Identity,
    Number,
    Posting,
    Sheet,
    Standing,
)
from dangbo.members.queries.verifying import first_difference
from dangbo.orgs.commands import correct, correct_together, decide
from dangbo.orgs.models import Decision, Org
from dangbo.rules.corrections import Correction


@contextmanager
def guards_down() -> Iterator[None]:
    """Let rows be altered that the databases guard, within the transaction of a test."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    statements = take_down()
    yield
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def ids(ids: dict[str, int]) -> dict[str, int]:
    """Have every kind of row, correction and decision behind the members."""
    happen(
        date(2016, 12, 1),
        {"change": "number", "person": "an", "kind": "citizen", "value": "022085001234"},
        {"change": "number", "person": "an", "kind": "card", "value": "10123456"},
        {"change": "attribute", "person": "an", "kind": "education", "value": "dai_hoc"},
        {"change": "sheet", "person": "an", "group": "family", "body": {"father": "X"}},
        {"change": "post_temporarily", "person": "em", "org": ids["bao-dai"]},
    )
    who = {**identity("an"), "name": "Nguyễn Văn Ân", "birth_name": "Nguyễn Văn Anh"}
    renamed = happen(date(2017, 1, 1), {"change": "identify", "person": "an", "identity": who})
    happen(
        date(2017, 1, 5),
        {"change": "sheet", "person": "an", "group": "family", "body": {"father": "Y"}},
        {"change": "attribute", "person": "an", "kind": "education", "value": "thac_si"},
        {"change": "identify", "person": "em", "identity": {"home_town": "Hạ Long"}},
    )
    correct_events(actor=OPERATOR, act=renamed.seq, void=True, reason="nhầm")
    admitted = Event.objects.get(person__uid="em", change="admit", voided_by=None).act_id
    correct_events(actor=OPERATOR, act=admitted, on=date(2016, 5, 20), reason="nhầm")
    members = {"listed": {"em": ids["y-te-2"]}, "rest": ids["bao-dai"]}
    ended = {"change": "dissolve", "org": ids["y-te-1"], "members": members}
    act = decide(actor=OPERATOR, on=date(2020, 1, 1), changes=[ended])
    merger = Decision.objects.get(on=date(2015, 6, 1), voided_by=None).act_id
    correct(actor=OPERATOR, act=merger, on=date(2015, 3, 1), reason="nhầm ngày")
    correct_together(
        actor=OPERATOR, corrections=[Correction(act.seq, date(2020, 2, 1))], reason="nhầm"
    )
    happen(date(2020, 3, 1), {"change": "resign", "person": "dung"})
    return ids


def test_nothing_differs_from_the_journal(ids: dict[str, int]) -> None:
    assert first_difference() is None


def top() -> int:
    return Org.objects.get(uid="tinh").pk


Alter = Callable[[], Any]
ALTERED: dict[str, tuple[str, Alter]] = {
    "an event of another day": (
        "members_event: missing",
        lambda: Event.objects.filter(change="recognise").update(on=date(2014, 3, 2)),
    ),
    "an event that was not voided": (
        "members_event: missing",
        lambda: Event.objects.filter(voided_by=None, change="resign").update(voided_by=1),
    ),
    "an event that is gone": (
        "members_event: missing",
        lambda: Event.objects.filter(change="resign").delete(),
    ),
    "a carry to another organisation": (
        "members_carry: missing",
        lambda: Carry.objects.filter(voided_by=None, persons__isnull=True).update(result=top()),
    ),
    "a posting in another organisation": (
        "members_posting: missing",
        lambda: Posting.objects.filter(person__uid="chau", voided_by=None, end=None).update(
            org=top()
        ),
    ),
    "a posting known later": (
        "members_posting: missing",
        lambda: Posting.objects.filter(person__uid="chau", voided_by=None, end=None).update(
            opened_by=1
        ),
    ),
    "a standing of another kind": (
        "members_standing: missing",
        lambda: Standing.objects.filter(person__uid="chau").update(activity="exempt"),
    ),
    "a voided span that is gone": (
        "members_posting: missing",
        lambda: Posting.objects.filter(person__uid="an").exclude(voided_by=None).delete(),
    ),
    "a value of an attribute": (
        "members_attribute: missing",
        lambda: Attribute.objects.filter(value="thac_si").update(value="tien_si"),
    ),
    "a number": (
        "members_number: missing",
        lambda: Number.objects.filter(kind="card").update(lookup="1"),
    ),
    "a sealed number": (
        "members_number: the sealed number",
        lambda: Number.objects.filter(kind="citizen").update(sealed="x"),
    ),
    "a name": (
        "members_identity: person=",
        lambda: Identity.objects.filter(person__uid="chau").update(name="Lê Minh Chấu"),
    ),
    "a name of the past": (
        "members_identity: person=",
        lambda: Identity.objects.filter(name="Nguyễn Văn Ân").update(voided_by=1),
    ),
    "a field group": (
        "members_sheet: person=",
        lambda: Sheet.objects.filter(voided_by=None).update(body="x"),
    ),
}


@pytest.mark.parametrize("name", ALTERED)
def test_altered_row_is_found(ids: dict[str, int], name: str) -> None:
    words, alter = ALTERED[name]
    with guards_down():
        assert alter()

    found = first_difference()

    assert found is not None
    assert found.startswith(words)
