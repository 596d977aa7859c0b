"""Prove that a register put back is the register its acts would have made."""

from datetime import date
from inspect import unwrap

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from factories import built_once, small_membership, small_register
from factories.built_once import state

from dangbo.accounts.access import OPERATOR
from dangbo.audit.commands import record
from dangbo.audit.models import Act
from dangbo.members.queries import total_members
from dangbo.orgs.commands import decide
from dangbo.orgs.models import OrgVersion

pytestmark = pytest.mark.django_db
# What tells one making from another: the moment and the seal of each act, and what is sealed in it.
OF_THE_MOMENT = ("at", "hash", "params")


class Calls(list[str]):
    """Build the small register with its members, and note each time it is done by its acts."""

    def build(self) -> dict[str, int]:
        self.append("acts")
        found: dict[str, int] = unwrap(small_register.build)()
        unwrap(small_membership.build)(found)
        return found


def told() -> tuple[list[tuple[object, ...]], list[tuple[object, ...]], dict[str, int]]:
    """Return the journal without what is of the moment, the versions, and how much there is."""
    names = [each.name for each in Act._meta.concrete_fields if each.name not in OF_THE_MOMENT]
    journal = list(Act.objects.order_by("seq").values_list(*names))
    versions = OrgVersion.objects.order_by("start", "org__uid", "opened_by")
    fields = ("org__uid", "name", "kind", "superior__uid", "start", "end", "opened_by")
    counts = {table: len(rows) for table, rows in state().items()}
    return journal, list(versions.values_list(*fields)), counts


def built_twice(calls: Calls) -> list[object]:
    """Build in two transactions that are taken back, and return what each left."""
    build, found = built_once.built_once(calls.build), []
    for _ in range(2):
        with transaction.atomic():
            answer = build()
            found.append((answer, state()))
            transaction.set_rollback(True)
    return found


def test_puts_back_each_row_without_acting_again() -> None:
    calls = Calls()

    made, put_back = built_twice(calls)

    assert made == put_back
    assert calls == ["acts"]


def test_register_put_back_is_as_its_acts_make_it() -> None:
    build = built_once.built_once(Calls().build)
    with transaction.atomic():
        build()
        transaction.set_rollback(True)
    with transaction.atomic():
        Calls().build()
        by_acts = told()
        transaction.set_rollback(True)

    ids = build()

    assert told() == by_acts
    assert connection.check_constraints() is None
    assert total_members(actor=OPERATOR, org=ids["khoi"], on=date(2020, 1, 1)) == 5


def test_goes_on_from_where_it_was_put_back() -> None:
    build = built_once.built_once(unwrap(small_register.build))
    for _ in range(2):
        with transaction.atomic():
            ids = build()
            changes = [{"change": "rename", "org": ids["y-te"], "name": "Đảng bộ Y tế"}]
            act = decide(actor=OPERATOR, on=date(2023, 1, 1), changes=changes)
            connection.check_constraints()
            assert act.seq == Act.objects.count()
            transaction.set_rollback(True)


def test_acts_again_where_something_is_there_already() -> None:
    calls = Calls()
    build = built_once.built_once(calls.build)
    for code in ("", "", "x.noted"):
        with transaction.atomic():
            if code:
                record(actor=OPERATOR, code=code)
            build()
            transaction.set_rollback(True)

    assert calls == ["acts", "acts"]


@pytest.mark.parametrize("setting", ["AUDIT_KEYS", "SECRET_KEYS"])
def test_acts_again_under_another_key(settings: LazySettings, setting: str) -> None:
    calls = Calls()
    build = built_once.built_once(calls.build)
    for again in (False, True):
        if again:
            setattr(settings, setting, ["bm9jaC1laW4tU2NobHVlc3NlbC1mdWVyLVRlc3RzISE="])
        with transaction.atomic():
            build()
            transaction.set_rollback(True)

    assert calls == ["acts", "acts"]
