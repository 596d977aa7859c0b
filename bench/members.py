"""Time counts, lists and searches of members against hand-written SQL, and a move of many."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.filling import Filled
from bench.moving import FEW, moved
from bench.questions import by_hand
from bench.timing import Thing, row, side_by_side
from dangbo.accounts.access import OPERATOR
from dangbo.members.queries import (
    PAGE,
    MemberFilters,
    count_members,
    member_counts,
    members_of,
    search_members,
    total_members,
)
from dangbo.orgs.access import paths_on
from dangbo.rules.age_bands import Band, band_days
from dangbo.rules.paths import AFTER_ALL

ON = date(2026, 6, 30)
COUNT_AIM, LIST_AIM, SEARCH_AIM = 1.5, 3.0, 1.5
# Above so many the figures come from columns (bench/rollup.py).
MANY = 100_000
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
AGED = f"""
SELECT COUNT(*) FROM members_posting s {PLACE}
 JOIN members_identity i ON i.person_id = s.person_id AND i.voided_by_id IS NULL
   AND i.birth >= %s AND i.birth <= %s
WHERE {POSTED}
"""
LEARNED = f"""
SELECT COUNT(*) FROM members_posting s {PLACE}
 JOIN members_attribute a ON a.person_id = s.person_id AND a.voided_by_id IS NULL
   AND a.start <= %s AND (a."end" IS NULL OR a."end" > %s)
   AND a.kind = 'education' AND a.value = 'thac_si'
WHERE {POSTED}
"""
HERE = f"""
EXISTS (SELECT 1 FROM members_posting s WHERE s.person_id = i.person_id AND {POSTED})
"""
INSIDE = f"""
EXISTS (SELECT 1 FROM members_posting s {PLACE} WHERE s.person_id = i.person_id AND {POSTED})
"""
# The same fifty in the same order, found by the index of each database, or by going through all;
# then what a row of the list tells of each.
FOUND = """
SELECT i.person_id, i.name_sort FROM members_identity i
WHERE i.voided_by_id IS NULL AND {named} AND {more}
ORDER BY {rank} i.name_sort, i.person_id LIMIT 50
"""
TOLD = """
SELECT u.id, u.uid, u.invented, i.name, i.name_sort, i.sex, i.birth, i.birth_precision,
  i.ethnicity, i.religion, i.home_town, s.kind, s.org_id, o.uid, o.invented, v.name, d.standing,
  d.activity, d.counted_from, d.admitted, n.kind, n.value, n.sealed, u.key
FROM members_person u JOIN members_identity i ON i.person_id = u.id AND i.voided_by_id IS NULL
LEFT JOIN members_posting s ON s.person_id = u.id AND s.voided_by_id IS NULL AND s.start <= {on}
  AND (s."end" IS NULL OR s."end" > {on})
LEFT JOIN orgs_org o ON o.id = s.org_id
LEFT JOIN orgs_orgversion v ON v.org_id = s.org_id AND v.voided_by_id IS NULL
  AND v.start <= {on} AND (v."end" IS NULL OR v."end" > {on})
LEFT JOIN members_standing d ON d.person_id = u.id AND d.voided_by_id IS NULL
  AND d.start <= {on} AND (d."end" IS NULL OR d."end" > {on})
LEFT JOIN members_number n ON n.person_id = u.id AND n.voided_by_id IS NULL
  AND n.start <= {on} AND (n."end" IS NULL OR n."end" > {on})
WHERE u.id IN ({persons})
"""
INDEXED = {
    "sqlite": "i.id IN (SELECT rowid FROM members_name WHERE members_name MATCH %s)",
    "postgresql": "(' ' || i.name_folded) LIKE ALL (%s)",
}
EACH_WORD = "(i.name_folded LIKE %s OR i.name_folded LIKE %s)"
ANY = "SELECT person_id FROM members_identity WHERE name_folded LIKE %s LIMIT 50"
OF_MEMBERS = [
    f"members_{name}" for name in ("posting", "standing", "attribute", "identity", "event")
]
TEXTS = ("ngo ba y", "nguyen van an", "thuy duong")


def lines(filled: Filled) -> Iterator[str]:
    """Ask of the whole tree, a province, a committee and an organisation, as they are now."""
    places = list(_places(filled))
    for what, org in places:
        yield from _asked(what, org)
    yield from _narrowed(*places[1])
    yield from _narrowed(*places[2])
    for text in TEXTS:
        yield from _searched(text)
        yield _searched_in(text, *places[1])
    yield _carried(filled)


def _searched(text: str) -> Iterator[str]:
    """Search among all: members of the day come first, then the others."""
    words, days = text.split(), [ON, ON]
    ranked = {"more": "1 = 1", "rank": f"NOT {HERE},"}
    indexed = FOUND.format(named=INDEXED[connection.vendor], **ranked)
    scanned = FOUND.format(named=" AND ".join([EACH_WORD] * len(words)), **ranked)
    patterns = [pattern for word in words for pattern in (f"{word}%", f"% {word}%")]
    things: dict[str, Thing] = {
        "ours": partial(search_members, actor=OPERATOR, text=text, on=ON),
        "index": partial(_told, indexed, [_asked_of_index(words), *days]),
        "scan": partial(_told, scanned, [*patterns, *days]),
        "any": partial(by_hand, ANY, [f"%{text}%"]),
    }
    ours = [each.id for each in search_members(actor=OPERATOR, text=text, on=ON)]
    assert ours == things["index"]() == things["scan"]()  # noqa: S101
    quick = {name: things[name] for name in ("ours", "index")}
    found = side_by_side(quick)
    yield row(f"search «{text}» beside the same by hand", found["ours"], found["index"], SEARCH_AIM)
    # To go through millions of names takes a while.
    found |= side_by_side({name: things[name] for name in ("scan", "any")}, runs=1)
    yield row(f"search «{text}» beside LIKE, same rows", found["ours"], found["scan"], SEARCH_AIM)
    yield row(f"search «{text}» beside LIKE, any 50 ids", found["ours"], found["any"], SEARCH_AIM)


def _searched_in(text: str, what: str, org: int) -> str:
    """Search in the list of a branch: the first fifty there by name."""
    words = text.split()
    place = [*_place(org), ON, ON]
    statement = FOUND.format(named=INDEXED[connection.vendor], more=INSIDE, rank="")
    ours = partial(
        members_of, actor=OPERATOR, org=org, on=ON, filters=MemberFilters(text=text), limit=50
    )
    peer = partial(_told, statement, [_asked_of_index(words), *place])
    assert [each.id for each in ours()] == peer()  # noqa: S101
    found = side_by_side({"ours": ours, "peer": peer})
    return row(f"search «{text}» in {what} by hand", found["ours"], found["peer"], SEARCH_AIM)


def _told(statement: str, values: list[Any]) -> list[Any]:
    """Find persons by hand, fetch what is told of each, and return them in order."""
    persons = [person for person, _ in by_hand(statement, values)]
    if persons:
        ids = ", ".join(map(str, persons))
        rows = by_hand(TOLD.format(on=f"'{ON.isoformat()}'", persons=ids), [])
        assert {each[0] for each in rows} == set(persons)  # noqa: S101
    return persons


def _asked_of_index(words: list[str]) -> object:
    if connection.vendor == "sqlite":
        return " AND ".join(f'"{word}"*' for word in words)
    return [f"% {word}%" for word in words]


def _carried(filled: Filled) -> str:
    """Move seventeen organisations that have some 2,000 members, and see no member written."""
    superior, *_ = _standing(filled, 2)
    own = _standing(filled, 3)
    with assert_unwritten():
        return moved(f"move of {FEW} organisations with their members", own[-FEW:], superior)


@contextmanager
def assert_unwritten() -> Iterator[None]:
    """See that what is done meanwhile writes no row of a member."""
    with CaptureQueriesContext(connection) as seen:
        yield
    written = [each["sql"] for each in seen if not each["sql"].startswith("SELECT")]
    assert not [sql for sql in written for table in OF_MEMBERS if table in sql]  # noqa: S101


def _places(filled: Filled) -> Iterator[tuple[str, int]]:
    names = ("the whole tree", "a province", "a committee", "an organisation")
    for level, name in enumerate(names):
        standing = _standing(filled, level)
        yield name, standing[len(standing) // 2]


def _standing(filled: Filled, level: int) -> list[int]:
    return [each.id for each in filled.orgs if each.level == level and each.ended is None]


def _place(org: int) -> list[Any]:
    path = paths_on(OPERATOR, on=ON, known=None).filter(org=org).values_list("path", flat=True)[0]
    return [path, path + AFTER_ALL, ON, ON]


def _asked(what: str, org: int) -> Iterator[str]:
    place = _place(org)
    asked: dict[str, Any] = {"actor": OPERATOR, "org": org, "on": ON}
    total = total_members(**asked)
    assert [(total,)] == by_hand(COUNT, [*place, ON, ON])  # noqa: S101
    things: dict[str, Thing] = {
        "count": partial(total_members, **asked),
        "count by hand": partial(by_hand, COUNT, [*place, ON, ON]),
        "list": partial(members_of, **asked),
    }
    if total <= MANY:
        things |= {
            "list by hand": partial(by_hand, SORTED, [*place, ON, ON]),
            "figures": partial(member_counts, **asked),
            "figures by hand": partial(by_hand, GROUPED, [*place, ON, ON, ON, ON]),
        }
    found = side_by_side(things, runs=3 if total <= MANY else 1)
    named = f"{what} ({total:,} members)"
    yield row(f"count of {named}", found["count"], found["count by hand"], COUNT_AIM)
    if total > MANY:
        yield row(f"first {PAGE} of {named} beside its count", found["list"], found["count"], 1)
        return
    yield row(f"first {PAGE} of {named}", found["list"], found["list by hand"], LIST_AIM)
    # All breakdowns beside a single one by hand: three statements of this kind make them.
    yield row(f"all figures of {named}", found["figures"], found["figures by hand"], 3 * COUNT_AIM)


def _narrowed(what: str, org: int) -> Iterator[str]:
    """Count those of some age, and those of some education."""
    place, asked = _place(org), {"actor": OPERATOR, "org": org, "on": ON}
    days = band_days([Band("asked", "", "", 31, 40)], ON)["asked"]
    ways = (
        ("age", MemberFilters(ages=(31, 40)), AGED, [*place, days.first, days.last, ON, ON]),
        (
            "education",
            MemberFilters(values={"education": frozenset({"thac_si"})}),
            LEARNED,
            [*place, ON, ON, ON, ON],
        ),
    )
    for name, filters, statement, values in ways:
        ours = partial(count_members, **asked, filters=filters)
        peer = partial(by_hand, statement, values)
        total = ours()
        assert [(total,)] == peer()  # noqa: S101
        found = side_by_side({"ours": ours, "peer": peer}, runs=3)
        title = f"count by {name} in {what} ({total:,} members)"
        yield row(title, found["ours"], found["peer"], COUNT_AIM)
