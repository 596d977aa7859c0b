"""Prove that rows put in many at a time all arrive, under ids that were kept free for them."""

import pytest

from dangbo.base.bulk import VALUES_AT_ONCE, insert_rows, reserved_ids
from dangbo.members.models import Person

pytestmark = pytest.mark.django_db
COLUMNS = ("uid", "invented", "key")


def test_rows_of_more_than_one_statement_all_arrive_in_their_order() -> None:
    uids = [f"person-{number:05}" for number in range(VALUES_AT_ONCE // len(COLUMNS) * 2 + 1)]

    insert_rows(Person, COLUMNS, ((uid, True, "") for uid in uids))

    assert list(Person.objects.order_by("pk").values_list("uid", flat=True)) == uids


def test_ids_kept_free_are_nobodys_and_nobody_gets_them() -> None:
    insert_rows(Person, COLUMNS, [("before", True, "")])

    ids = reserved_ids(Person, 3)
    rows = [(pk, f"reserved-{pk}", True, "") for pk in ids]
    insert_rows(Person, ("pk", *COLUMNS), rows)
    insert_rows(Person, COLUMNS, [("after", True, "")])

    found = dict(Person.objects.order_by("pk").values_list("uid", "pk"))
    assert [*found] == ["before", *(uid for _, uid, *_ in rows), "after"]
    assert [found[uid] for _, uid, *_ in rows] == ids
