"""Time counts, lists and searches of members against hand-written SQL, and a move of many."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.filling import Filled
from bench.moving import FEW, NEW, moved
from bench.questions import by_hand
from bench.timing import Thing, row, side_by_side
from dangbo.accounts.access import OPERATOR
from dangbo.members.queries import PAGE, member_counts, members_of, search_members, total_members
from dangbo.orgs.access import paths_on
from dangbo.orgs.queries import org_ids
from dangbo.rules.paths import AFTER_ALL

ON = date(2026, 6, 30)
COUNT_AIM, LIST_AIM, SEARCH_AIM = 1.5, 3.0, 1.5
PLACE = """
 JOIN orgs_orgpath p ON p.org_id = s.org_id AND p.path >= %s AND p.path < %s
   AND p.voided_by_id IS NULL AND p.start <= %s AND (p."end" IS NULL OR p."end" > %s)
"""
POSTED = """
 s.kind = 'official' AND s.voided_by_id IS NULL AND s.start <= %s
   AND (s."end" IS NULL OR s."end" > %s)
"""
COUNT = f"SELECT COUNT(*) FROM members_posting s {PLACE} WHERE {POSTED}"
SORTED = f"""
SELECT i.person_id FROM members_posting s {PLACE}
 JOIN members_identity i ON i.person_id = s.person_id AND i.voided_by_id IS NULL
WHERE {POSTED} ORDER BY i.name_sort, i.person_id LIMIT {PAGE}
"""
GROUPED = f"""
SELECT a.kind, a.value, COUNT(*) FROM members_posting s {PLACE}
 JOIN members_attribute a ON a.person_id = s.person_id AND a.voided_by_id IS NULL
   AND a.start <= %s AND (a."end" IS NULL OR a."end" > %s)
WHERE {POSTED} GROUP BY 1, 2
"""
LIKE = "SELECT person_id FROM members_identity WHERE name_folded LIKE %s LIMIT 50"
RARE, COMMON = "ngo ba y", "nguyen van an"


def lines(filled: Filled) -> Iterator[str]:
    """Ask of the whole tree, a province, a committee and an organisation, as they are now."""
    for what, org in _places(filled):
        yield from _asked(what, org)
    for text in (RARE, COMMON):
        things: dict[str, Thing] = {
            "ours": partial(search_members, actor=OPERATOR, text=text, on=ON),
            "peer": partial(by_hand, LIKE, [f"%{text}%"]),
        }
        found = side_by_side(things)
        yield row(f"search «{text}» beside LIKE", found["ours"], found["peer"], SEARCH_AIM)
    # Seventeen of this level have some 2,000 members in the cells below them.
    own = [each.id for each in filled.orgs if each.level == 3 and each.ended is None]
    superior = org_ids(uids=[NEW])[NEW]
    with assert_unwritten():
        yield moved(f"move of {FEW} organisations with their members", own[-FEW:], superior)


@contextmanager
def assert_unwritten() -> Iterator[None]:
    """See that what is done meanwhile writes no row of a member."""
    with CaptureQueriesContext(connection) as seen:
        yield
    written = [each["sql"] for each in seen if "members_posting" in each["sql"]]
    assert not [each for each in written if not each.startswith("SELECT")]  # noqa: S101


def _places(filled: Filled) -> Iterator[tuple[str, int]]:
    names = ("the whole tree", "a province", "a committee", "an organisation")
    for level, name in enumerate(names):
        standing = [each.id for each in filled.orgs if each.level == level and each.ended is None]
        yield name, standing[len(standing) // 2]


def _asked(what: str, org: int) -> Iterator[str]:
    path = paths_on(OPERATOR, on=ON, known=None).filter(org=org).values_list("path", flat=True)[0]
    place: list[Any] = [path, path + AFTER_ALL, ON, ON]
    asked: dict[str, Any] = {"actor": OPERATOR, "org": org, "on": ON}
    total = total_members(**asked)
    assert [(total,)] == by_hand(COUNT, [*place, ON, ON])  # noqa: S101
    things: dict[str, Thing] = {
        "count": partial(total_members, **asked),
        "count by hand": partial(by_hand, COUNT, [*place, ON, ON]),
        "list": partial(members_of, **asked),
        "list by hand": partial(by_hand, SORTED, [*place, ON, ON]),
        "figures": partial(member_counts, **asked),
        "figures by hand": partial(by_hand, GROUPED, [*place, ON, ON, ON, ON]),
    }
    found = side_by_side(things, runs=3)
    named = f"{what} ({total:,} members)"
    yield row(f"count of {named}", found["count"], found["count by hand"], COUNT_AIM)
    yield row(f"first {PAGE} of {named}", found["list"], found["list by hand"], LIST_AIM)
    # All breakdowns beside a single one by hand: three statements of this kind make them.
    yield row(f"all figures of {named}", found["figures"], found["figures by hand"], 3 * COUNT_AIM)
