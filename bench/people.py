"""Fill a made register with people: sixteen a cell, moved about, with what is counted of them."""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection

from bench.filling import Filled
from bench.guards import refresh_statistics, unguarded
from bench.register import DAYS, day
from dangbo.base.vietnamese import fold, person_sort_key

A_CELL = 16
FORMER = 0.33  # of those ever posted; the others are members at the end
BATCH = 20_000
FAMILIES = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
)
MIDDLES = (
    "Văn",
    "Thị",
    "Hữu",
    "Đức",
    "Minh",
    "Quang",
    "Thanh",
    "Ngọc",
    "Xuân",
    "Thu",
    "Bá",
    "Hồng",
)
GIVEN = (
    *("An", "Ánh", "Bình", "Châu", "Dũng", "Đạt", "Giang", "Hà", "Hải", "Hòa", "Hùng", "Hương"),
    *("Khánh", "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Oanh", "Phúc", "Quân", "Sơn", "Thảo"),
    *("Thủy", "Trang", "Tuấn", "Uyên", "Việt", "Xuân", "Yến", "Ý"),
)
EDUCATION = ("trung_cap", "cao_dang", "dai_hoc", "dai_hoc", "dai_hoc", "thac_si", "tien_si")
THEORY = ("so_cap", "trung_cap", "trung_cap", "cao_cap")

PERSON = "INSERT INTO members_person (id, uid, invented, key) VALUES (%s, %s, true, '')"
IDENTITY = (
    "INSERT INTO members_identity (person_id, name, name_sort, name_folded, sex, birth,"
    " birth_precision, ethnicity, religion, home_town, facts, opened_by_id)"
    " VALUES (%s, %s, %s, %s, %s, %s, 'day', %s, '', '', '{}', 1)"
)
POSTING = (
    'INSERT INTO members_posting (person_id, org_id, kind, start, "end", basis_id, end_basis_id,'
    " opened_by_id, closed_by_id) VALUES (%s, %s, 'official', %s, %s, 1, %s, 1, %s)"
)
STANDING = (
    'INSERT INTO members_standing (person_id, standing, activity, start, "end", counted_from,'
    " admitted, basis_id, end_basis_id, opened_by_id, closed_by_id)"
    " VALUES (%s, 'official', 'active', %s, %s, %s, %s, 1, %s, 1, %s)"
)
ATTRIBUTE = (
    "INSERT INTO members_attribute (person_id, kind, value, start, basis_id, opened_by_id)"
    " VALUES (%s, %s, %s, %s, 1, 1)"
)
NEXT = "SELECT setval(pg_get_serial_sequence('members_person', 'id'), MAX(id)) FROM members_person"

WORDS = "INSERT INTO members_name (rowid, name_folded) SELECT id, name_folded FROM members_identity"


class Life(NamedTuple):
    """A made person: who, where from when on, until when."""

    id: int
    name: str
    sex: str
    birth: date
    places: list[tuple[int, int]]
    end: int | None
    education: str
    theory: str


def settle(filled: Filled) -> int:
    """Post people in every cell of a made register; return how many there are."""
    draw = random.Random(11)
    with unguarded() as cursor:
        count = 0
        for batch in _batches(_lives(filled, draw)):
            _write(cursor, batch)
            count += len(batch)
        cursor.execute(NEXT if connection.vendor == "postgresql" else WORDS)
    refresh_statistics()
    return count


def _lives(filled: Filled, draw: random.Random) -> Iterator[Life]:
    cells = [org for org in filled.orgs if org.level == filled.orgs[-1].level]
    standing = [org.id for org in cells if org.born == 0 and org.ended is None]
    number = 0
    for cell in cells:
        last = DAYS if cell.ended is None else cell.ended
        for _ in range(round(A_CELL * (1 + FORMER / (1 - FORMER)))):
            number += 1
            start = draw.randrange(cell.born, max(cell.born + 1, last))
            places = [(cell.id, start)]
            # A person seldom stays: half go on to a cell that has stood throughout.
            if last - start > 400 and draw.random() < 0.5:
                places.append((draw.choice(standing), draw.randrange(start + 200, last)))
            gone = draw.random() < FORMER or (cell.ended is not None and len(places) == 1)
            first = places[-1][1] + 1
            end = draw.randrange(first, max(first + 1, last)) if gone else None
            yield _one(draw, number, places, end)


def _one(draw: random.Random, number: int, places: list[tuple[int, int]], end: int | None) -> Life:
    name = f"{draw.choice(FAMILIES)} {draw.choice(MIDDLES)} {draw.choice(GIVEN)}"
    birth = day(places[0][1]) - timedelta(days=draw.randrange(18 * 365, 45 * 365))
    more = (draw.choice(EDUCATION), draw.choice(THEORY))
    return Life(number, name, draw.choice(("nam", "nu")), birth, places, end, *more)


def _batches(lives: Iterator[Life]) -> Iterator[list[Life]]:
    while batch := list(islice(lives, BATCH)):
        yield batch


def _write(cursor: Any, lives: list[Life]) -> None:
    cursor.executemany(PERSON, [(each.id, f"b-{each.id}") for each in lives])
    cursor.executemany(IDENTITY, _identities(lives))
    cursor.executemany(POSTING, _postings(lives))
    cursor.executemany(STANDING, _standings(lives))
    cursor.executemany(ATTRIBUTE, _attributes(lives))


def _identities(lives: Iterable[Life]) -> list[tuple[Any, ...]]:
    return [
        (
            *(each.id, each.name, person_sort_key(each.name), fold(each.name)),
            *(each.sex, each.birth, "tay" if each.id % 13 == 0 else "kinh"),
        )
        for each in lives
    ]


def _postings(lives: Iterable[Life]) -> list[tuple[Any, ...]]:
    found = []
    for each in lives:
        ends = [start for _, start in each.places[1:]] + [each.end]
        for (org, start), end in zip(each.places, ends, strict=True):
            by = None if end is None else 1
            found.append((each.id, org, day(start), end and day(end), by, by))
    return found


def _standings(lives: Iterable[Life]) -> list[tuple[Any, ...]]:
    found = []
    for each in lives:
        first, by = day(each.places[0][1]), None if each.end is None else 1
        found.append((each.id, first, each.end and day(each.end), first, first, by, by))
    return found


def _attributes(lives: Iterable[Life]) -> list[tuple[Any, ...]]:
    return [
        (each.id, kind, value, day(each.places[0][1]))
        for each in lives
        for kind, value in (("education", each.education), ("theory", each.theory))
    ]
