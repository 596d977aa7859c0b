"""Prove that what sources state of organisations is told where they are to end."""

from datetime import date
from typing import Any

import pytest
from desk.samples import content, person
from django.test import Client
from history.samples import SMALL, as_bytes

from dangbo.accounts.access import NOBODY, Actor
from dangbo.accounts.models import User
from dangbo.desk.commands import start_draft
from dangbo.history.commands import load_history
from dangbo.history.queries.hanging import stated_of
from dangbo.history.tables.hanging import statements_hanging
from dangbo.orgs.queries import org_ids

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


@pytest.fixture
def ids(actor: Actor) -> dict[str, int]:
    """Load the small file, and return the ids of its organisations by key."""
    load_history(actor=actor, content=as_bytes(SMALL), name="small.json")
    return org_ids(uids=["khoi", "tinh"])


def expected() -> dict[str, int]:
    """Count what the small file states of its committee, section by section."""
    names = ("figures", "leaders", "congresses", "notes", "aliases")
    counts = {
        name: sum(each.get("org", "khoi") == "khoi" for each in SMALL.get(name, ()))
        for name in names
    }
    return {name: count for name, count in counts.items() if count}


def test_statements_are_counted_by_section(actor: Actor, ids: dict[str, int]) -> None:
    found = stated_of(actor=actor, orgs=ids.values())

    assert {org: dict(counts) for org, counts in found.items()} == {ids["khoi"]: expected()}
    assert stated_of(actor=NOBODY, orgs=ids.values()) == {}


def test_nothing_hangs_on_one_of_whom_nothing_is_stated(actor: Actor, ids: dict[str, int]) -> None:
    assert statements_hanging(actor=actor, orgs=[ids["tinh"]], on=DAY) is None


def hanging(actor: Actor, change: dict[str, Any]) -> list[tuple[int, str]]:
    draft = start_draft(actor=actor, content=content(change))
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    found = client.get(f"/lam-viec/sap-xep/{draft.pk}/kiem-tra/").context["hanging"]
    return [
        (each.count, line.url)
        for each in found
        for line in each.lines
        if "đang soạn" not in line.text
    ]


def test_check_tells_it_of_those_that_end_and_of_no_other(ids: dict[str, int]) -> None:
    officer = person("to-chuc")

    ended = hanging(officer, {"change": "dissolve", "org": "khoi"})
    renamed = hanging(officer, {"change": "rename", "org": "khoi", "name": "Khối"})

    assert ended == [(sum(expected().values()), "/lam-viec/to-chuc/khoi/")]
    assert renamed == []
