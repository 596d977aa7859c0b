"""Work the hand-over of Gia Lai of 10 Feb 2025 (rules.md R14.2): every sum, to the person.

By one decision, 1533-QĐ/TU, the bloc ends: 105 organisations with 4,558 members are handed over: 22
with 567 to the committee of Party agencies, 52 with 3,413 to the side of the People's Committee,
31 enterprises with 578 to Pleiku city and Ia Grai district. How the 31 are divided between the two
is not published; here 30 with 560 go to Pleiku. The names of the persons are invented.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act
from dangbo.members.commands import record_events
from dangbo.members.models import Carry, Posting, Standing
from dangbo.members.queries import MemberFilters, balance, member_counts, members_of
from dangbo.members.queries.verifying import first_difference
from dangbo.orgs.commands import decide, register_orgs
from dangbo.orgs.queries import counts_below
from dangbo.papers.commands import record_paper
from dangbo.rules.days import DAY, PartialDay, Precision

FOUNDED = date(2010, 1, 1)
ENTERED = date(2010, 1, 2)
ON = date(2025, 2, 10)
EVE = ON - DAY
# To which committee how many organisations with how many members go.
PARTS = {"co-quan-dang": (22, 567), "ubnd": (52, 3_413), "pleiku": (30, 560), "ia-grai": (1, 18)}
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Rơ", "Ksor", "Siu", "Đặng")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Hà", "Lan", "Minh", "Yến")


def sizes(orgs: int, members: int) -> list[int]:
    """Spread members over organisations as evenly as can be."""
    share, rest = divmod(members, orgs)
    return [share + (at < rest) for at in range(orgs)]


def of_part(part: str) -> Iterator[tuple[str, int]]:
    for at, size in enumerate(sizes(*PARTS[part])):
        yield f"{part}-{at}", size


@pytest.fixture
def bloc(db: None) -> dict[str, int]:
    """Found the province, the bloc, the four committees and the 105, and enter the members."""
    cells = [key for part in PARTS for key, _ in of_part(part)]
    ids = register_orgs(actor=OPERATOR, uids=["tinh", "khoi", *PARTS, *cells])

    def founded(key: str, kind: str, superior: str) -> dict[str, object]:
        place = {"superior": ids[superior]} if superior else {}
        return {"change": "found", "org": ids[key], "name": f"ĐB {key}", "kind": kind, **place}

    committees = [founded(key, "dang_bo_cap_tren", "tinh") for key in ("khoi", *PARTS)]
    decide(
        actor=OPERATOR,
        on=FOUNDED,
        reason="dựng ví dụ",
        changes=[
            founded("tinh", "dang_bo_tinh", ""),
            *committees,
            *(founded(key, "dang_bo_co_so", "khoi") for key in cells),
        ],
    )
    numbered = (
        (key, number) for part in PARTS for key, size in of_part(part) for number in range(size)
    )
    record_events(
        actor=OPERATOR,
        on=ENTERED,
        reason="dựng ví dụ",
        invented=True,
        events=[
            {
                "change": "enter",
                "person": f"{key}.{number}",
                "org": ids[key],
                "standing": "probationary" if number % 20 == 0 else "official",
                "identity": {"name": f"{FAMILY[number % 8]} Văn {GIVEN[number // 8 % 8]}"},
            }
            for key, number in numbered
        ],
    )
    return ids


def hand_over(ids: dict[str, int]) -> Act:
    day = PartialDay(ON, Precision.DAY)
    paper = record_paper(actor=OPERATOR, number_raw="1533-QĐ/TU", day=day, subject="Bàn giao")
    moved = [
        {
            "change": "move",
            "orgs": [ids[key] for key, _ in of_part(part)],
            "superior": ids[part],
        }
        for part in PARTS
    ]
    ended = {"change": "dissolve", "org": ids["khoi"]}
    return decide(actor=OPERATOR, on=ON, changes=[*moved, ended], paper=paper)


def members_below(org: int, on: date) -> int:
    return member_counts(actor=OPERATOR, org=org, on=on).total


def test_published_figures_come_out_with_every_sum(bloc: dict[str, int]) -> None:
    assert sum(orgs for orgs, _ in PARTS.values()) == 22 + 52 + 31 == 105
    assert sum(members for _, members in PARTS.values()) == 567 + 3_413 + 578 == 4_558
    postings = Posting.objects.count()

    by = hand_over(bloc)

    # No row of a member is written: the organisations are moved, and the members with them.
    assert Posting.objects.count() == postings == 4_558
    assert Carry.objects.filter(act=by).count() == 0
    before = member_counts(actor=OPERATOR, org=bloc["khoi"], on=EVE)
    assert (before.total, len(before.below), members_below(bloc["khoi"], ON)) == (4_558, 105, 0)
    for part, (orgs, members) in PARTS.items():
        assert counts_below(actor=OPERATOR, org=bloc[part], on=ON).total == orgs
        assert counts_below(actor=OPERATOR, org=bloc[part], on=EVE).total == 0
        found = member_counts(actor=OPERATOR, org=bloc[part], on=ON)
        assert [found.total, sum(each.total for each in found.below)] == [members, members]
        assert members_below(bloc[part], EVE) == 0
    assert members_below(bloc["pleiku"], ON) + members_below(bloc["ia-grai"], ON) == 578
    assert members_below(bloc["tinh"], EVE) == members_below(bloc["tinh"], ON) == 4_558


def test_balance_of_each_side_closes(bloc: dict[str, int]) -> None:
    by = hand_over(bloc)
    year = {"start": date(2025, 1, 1), "end": date(2025, 12, 31)}

    out = balance(actor=OPERATOR, org=bloc["khoi"], **year)
    lines = {line.code: line.count.total for line in out.lines if line.count.total}
    assert (out.opening.total, lines, out.closing.total) == (
        4_558,
        {"moved_out_with_org": 4_558},
        0,
    )
    assert out.closes
    gone = {each.uid for line in out.lines for each in line.persons}
    come: set[str] = set()
    for part, (_, members) in PARTS.items():
        found = balance(actor=OPERATOR, org=bloc[part], **year)
        persons = {line.code: line.persons for line in found.lines if line.persons}
        assert (found.opening.total, found.closing.total, found.closes) == (0, members, True)
        assert set(persons) == {"moved_in_with_org"}
        assert {each.on for each in persons["moved_in_with_org"]} == {ON}
        come |= {each.uid for each in persons["moved_in_with_org"]}
    assert come == gone
    assert len(come) == 4_558
    whole = balance(actor=OPERATOR, org=bloc["tinh"], **year)
    assert (whole.opening, whole.closing, whole.closes) == (whole.closing, whole.opening, True)
    assert not any(line.persons for line in whole.lines)
    assert by.paper


def test_whoever_was_in_the_bloc_is_found_by_it(bloc: dict[str, int]) -> None:
    hand_over(bloc)
    filters = MemberFilters(in_on=(bloc["khoi"], EVE))

    found = members_of(actor=OPERATOR, org=bloc["ia-grai"], on=ON, filters=filters, limit=None)

    assert len(found) == 18
    assert {each.org.uid for each in found if each.org} == {"ia-grai-0"}


def test_decision_costs_no_statement_a_member(bloc: dict[str, int]) -> None:
    with CaptureQueriesContext(connection) as made:
        hand_over(bloc)

    written = [each["sql"] for each in made if each["sql"].startswith(("INSERT", "UPDATE"))]
    assert not [each for each in written if "members_posting" in each]
    assert Standing.objects.count() == 4_558
    assert first_difference() is None
