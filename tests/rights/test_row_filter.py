"""Prove over made-up trees, moves, grants and days that nothing is told but what is granted."""

from datetime import date
from typing import Any, Final, NamedTuple

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from dangbo.accounts.access import OPERATOR, Actor, actor_of
from dangbo.accounts.models import User
from dangbo.members.access import person_by_uid
from dangbo.members.commands import record_events
from dangbo.members.queries import EVERYONE, count_members, members_of, search_members
from dangbo.orgs.commands import decide, register_orgs
from dangbo.rights.commands import grant_role

pytestmark = [pytest.mark.django_db, pytest.mark.by_grants]
FIRST: Final = date(2010, 1, 1)
# What stands under what at first; cells move between the two in the middle.
TREE: Final = {"khoi-thu": "", "a": "khoi-thu", "b": "khoi-thu", "a1": "a", "a2": "a", "b1": "b"}
KINDS: Final = {"khoi-thu": "dang_bo_cap_tren", "a": "dang_bo_co_so", "b": "dang_bo_co_so"}
CELLS: Final = ("a1", "a2", "b1")
YEARS: Final = st.integers(2011, 2020)


class Story(NamedTuple):
    """What happens: moves of cells (year, cell, superior) and postings (year, person, cell)."""

    moves: list[tuple[int, str, str]]
    postings: list[tuple[int, int, str]]
    granted: list[str]
    asked: int


STORIES: Final = st.builds(
    Story,
    st.lists(st.tuples(YEARS, st.sampled_from(CELLS), st.sampled_from("ab")), max_size=3),
    st.lists(st.tuples(YEARS, st.integers(0, 2), st.sampled_from(CELLS)), min_size=2, max_size=6),
    st.lists(st.sampled_from(sorted(TREE)), min_size=1, max_size=2, unique=True),
    st.integers(2011, 2022),
)


class Told(NamedTuple):
    """What came of a story: where cells stood and persons were, year by year."""

    superiors: dict[str, list[tuple[int, str]]]
    places: dict[str, list[tuple[int, str]]]

    def chain(self, org: str, year: int) -> set[str]:
        """Return an organisation with all above it in a year."""
        found = set()
        while org:
            found.add(org)
            org = last(self.superiors[org], year)
        return found

    def cell(self, person: str, year: int) -> str:
        return last(self.places.get(person, []), year)


def last(known: list[tuple[int, str]], year: int) -> str:
    return next((value for since, value in reversed(known) if since <= year), "")


def happen(story: Story) -> tuple[Told, dict[str, int]]:
    """Put a story into the register, and what does not fit aside."""
    ids = register_orgs(actor=OPERATOR, uids=list(TREE))
    begun = [
        {"change": "found", "org": ids[org], "name": f"Tổ chức {org}",
         "kind": KINDS.get(org, "chi_bo_truc_thuoc"),
         **({"superior": ids[above]} if above else {})}
        for org, above in TREE.items()
    ]  # fmt: skip
    decide(actor=OPERATOR, on=FIRST, changes=begun, reason="ví dụ")
    told = Told({org: [(0, above)] for org, above in TREE.items()}, {})
    for year, cell, above in sorted(set(story.moves)):
        if last(told.superiors[cell], year) == above or told.superiors[cell][-1][0] == year:
            continue
        change = {"change": "move", "orgs": [ids[cell]], "superior": ids[above]}
        decide(actor=OPERATOR, on=date(year, 6, 1), changes=[change], reason="ví dụ")
        told.superiors[cell].append((year, above))
    for year, number, cell in sorted(set(story.postings)):
        post(told, ids, f"p{number}", year, cell)
    return told, ids


def post(told: Told, ids: dict[str, int], person: str, year: int, cell: str) -> None:
    known = told.places.setdefault(person, [])
    if known and (known[-1][0] == year or known[-1][1] == cell):
        return
    event: dict[str, Any] = {"change": "transfer", "person": person, "org": ids[cell]}
    if not known:
        identity = {"name": f"Người Tên {person}", "birth": "1980-01-01", "sex": "nam"}
        event |= {"change": "enter", "standing": "official", "identity": identity}
    record_events(actor=OPERATOR, on=date(year, 9, 1), events=[event], reason="ví dụ")
    known.append((year, cell))


def holder(story: Story, ids: dict[str, int]) -> Actor:
    user = User.objects.create(username="ai-do", demonstration=True)
    for org in story.granted:
        grant_role(
            actor=OPERATOR, username="ai-do", role="committee_member", org=ids[org],
            start=FIRST, reason="ví dụ",
        )  # fmt: skip
    return actor_of(user)


def opens(actor: Actor, person: str) -> bool:
    try:
        person_by_uid(actor, person)
    except (PermissionDenied, Http404):
        return False
    return True


@given(STORIES)
@settings(max_examples=8, deadline=None)
def test_no_question_tells_of_more_than_is_granted(story: Story) -> None:
    with transaction.atomic():
        told, ids = happen(story)
        actor = holder(story, ids)
        granted, now = set(story.granted), timezone.localdate().year
        on = date(story.asked, 12, 31)

        def inside(person: str, stood: int) -> bool:
            cell = told.cell(person, story.asked)
            return bool(cell and told.chain(cell, stood) & granted)

        then = {each for each in told.places if inside(each, story.asked)}
        later = {each for each in told.places if inside(each, now)}
        mine = {each for each in told.places if told.chain(told.cell(each, now), now) & granted}
        asked: dict[str, Any] = {"actor": actor, "org": None, "on": on}
        listed = [row.uid for row in members_of(**asked)]
        found = {row.uid for row in search_members(actor=actor, text="nguoi ten", on=on)}

        assert len(listed) == len(set(listed)) == count_members(**asked, filters=EVERYONE)
        assert then <= set(listed) <= then | later
        assert mine <= found <= then | later | mine
        assert {each for each in told.places if opens(actor, each)} == mine
        transaction.set_rollback(True)
