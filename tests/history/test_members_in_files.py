"""Prove that where members went is loaded from a history file and told in an exported one."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from factories import small_membership, small_register
from history.samples import TODAY

from dangbo.accounts.access import OPERATOR
from dangbo.history.commands import load_history
from dangbo.history.exports import export_history
from dangbo.history.files import FileRefused, read_history
from dangbo.history.files.writing import as_json, as_yaml
from dangbo.members.models import Carry, Person, Posting
from dangbo.orgs.models import Org
from dangbo.orgs.queries import find_org

pytestmark = pytest.mark.django_db
ON = "2024-05-01"
MEMBERS = {"listed": {"an": "y-te-1"}, "rest": "giam-dinh"}


@pytest.fixture
def ids(db: None) -> dict[str, int]:
    """Return the ids of the small register with members in it."""
    found = small_register.build()
    small_membership.build(found)
    return found


def told(members: Any) -> dict[str, Any]:
    """Return a file in which a decision ends an organisation with members."""
    change = {"change": "dissolve", "org": "bao-dai", "below": "y-te", "members": members}
    decision = {"key": "giai-the", "number_not_known": True, "on": ON, "changes": [change]}
    return {
        "dangbo": 1,
        "committee": "khoi",
        "sources": [{"key": "bao", "title": "Báo tỉnh"}],
        "decisions": [{**decision, "source": "bao"}],
    }


def places(on: date) -> dict[str, str]:
    rows = Posting.objects.filter(voided_by=None, start__lte=on).select_related("org", "person")
    return {row.person.uid: row.org.uid for row in rows if row.end is None or row.end > on}


@pytest.mark.parametrize("write", [as_json, as_yaml])
def test_loading_takes_members_where_the_file_says(ids: dict[str, int], write: Any) -> None:
    name = "tep.json" if write is as_json else "tep.yaml"

    load_history(actor=OPERATOR, content=write(told(MEMBERS)).encode(), name=name)

    found = places(date.fromisoformat(ON))
    assert {who: found[who] for who in ("an", "binh", "chau")} == {
        "an": "y-te-1",
        "binh": "giam-dinh",
        "chau": "giam-dinh",
    }


def test_an_export_says_it_by_keys_and_an_empty_register_keeps_it(db: None) -> None:
    with transaction.atomic():
        small_membership.build(small_register.build())
        load_history(actor=OPERATOR, content=as_json(told(MEMBERS)).encode(), name="tep.json")
        text = as_yaml(exported())
        transaction.set_rollback(True)
    assert Org.objects.count() == Person.objects.count() == 0

    load_history(actor=OPERATOR, content=text.encode(), name="xuat.yaml")

    # Whom the register does not know it keeps a place for, and tells again what the file said.
    carries = Carry.objects.exclude(result=None).select_related("result").order_by("pk")
    assert [(uids_of(each.persons), each.result.uid) for each in carries] == [
        (None, "bao-dai"),
        (None, "bao-dai"),
        (["an"], "y-te-1"),
        (None, "giam-dinh"),
    ]
    assert [each["members"] for each in changes_of(exported()) if "members" in each] == [MEMBERS]


def uids_of(persons: list[int] | None) -> list[str] | None:
    if persons is None:
        return None
    return list(Person.objects.filter(pk__in=persons).values_list("uid", flat=True))


def exported() -> dict[str, Any]:
    org = find_org(actor=OPERATOR, text="khoi", on=timezone.localdate())
    return export_history(actor=OPERATOR, org=org)


def changes_of(file: dict[str, Any]) -> list[dict[str, Any]]:
    return [change for each in file["decisions"] for change in each["changes"]]


@pytest.mark.parametrize(
    "members", ["khoi", {"to": "khoi"}, {"rest": ["khoi"]}, {"listed": {"an": 3}}]
)
def test_a_file_that_says_it_wrongly_is_refused(members: Any) -> None:
    with pytest.raises(FileRefused):
        read_history(as_json(told(members)).encode(), name="tep.json", today=TODAY, standing=list)
