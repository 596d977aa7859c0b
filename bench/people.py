"""Fill a made register with people: nineteen a cell, moved about, with what is counted of them."""

import random
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from django.db import connection

from bench.filling import Filled
from bench.guards import refresh_statistics, unguarded, unindexed
from bench.register import DAYS, day
from bench.writing import write_rows
from dangbo.base.vietnamese import fold, person_sort_key

A_CELL = 19  # 7,500, 750,000 and 5.6 million members at the three scales
TEMPORARY = 0.01  # are in another cell for a time
SHORT = 100  # days since those came
FORMER = 0.33  # of those ever posted; the others are members at the end
BATCH = 20_000
# The usual names and about how often they are borne (of a hundred families, of given names alike).
FAMILIES = (
    *("Nguyễn",) * 36,
    *("Trần",) * 11,
    *("Lê",) * 9,
    *("Phạm",) * 7,
    *("Hoàng", "Huỳnh", "Phan", "Vũ", "Đặng") * 4,
    *("Bùi", "Đỗ", "Hồ", "Ngô", "Võ", "Dương", "Lý") * 2,
    *("Đào", "Đinh", "Đoàn", "Trịnh", "Trương", "Mai", "Cao", "Lương", "Lưu", "Tạ", "Hà", "Chu"),
    *("Vương", "Tô", "Triệu", "Nông", "Lò", "Quách", "Thái", "Phùng", "Kiều", "Bế"),
)
MIDDLES = (
    *("Văn", "Thị") * 20,
    *("Hữu", "Đức", "Minh", "Quang", "Thanh", "Ngọc", "Xuân", "Thu", "Hồng", "Công") * 3,
    *("Bá", "Đình", "Duy", "Gia", "Hải", "Hoài", "Huy", "Khánh", "Kim", "Mạnh", "Mỹ", "Nhật"),
    *("Phương", "Quốc", "Quý", "Sỹ", "Tấn", "Thành", "Thế", "Thùy", "Tiến", "Trọng", "Tuấn"),
    *("Tường", "Viết", "Việt", "Vĩnh", "Bích", "Diệu", "Cẩm", "Lan", "Ánh", "Như", "Thúy", "Y"),
)
SECOND = 0.3  # have a second middle word
GIVEN = (
    *("An", "Anh", "Ánh", "Bảo", "Bình", "Châu", "Chi", "Chung", "Cường", "Dung", "Dũng", "Duyên"),
    *("Đại", "Đạt", "Điệp", "Định", "Đông", "Đức", "Giang", "Hà", "Hải", "Hạnh", "Hằng", "Hiền"),
    *("Hiếu", "Hiệp", "Hoa", "Hòa", "Hoàng", "Hồng", "Huệ", "Hùng", "Huy", "Huyền", "Hương"),
    *("Khải", "Khánh", "Khoa", "Khôi", "Kiên", "Lâm", "Lan", "Liên", "Linh", "Loan", "Long", "Ly"),
    *("Mai", "Mạnh", "Minh", "My", "Nam", "Nga", "Ngân", "Nghĩa", "Ngọc", "Nguyên", "Nhân", "Nhi"),
    *("Nhung", "Oanh", "Phong", "Phú", "Phúc", "Phước", "Phương", "Quân", "Quang", "Quyên"),
    *("Quỳnh", "Sơn", "Tài", "Tâm", "Tân", "Thái", "Thanh", "Thành", "Thảo", "Thắng", "Thịnh"),
    *("Thơ", "Thu", "Thủy", "Thúy", "Tiến", "Toàn", "Trang", "Trí", "Trinh", "Trung", "Tú", "Tuấn"),
    *("Tùng", "Tuyết", "Uyên", "Vân", "Việt", "Vinh", "Vũ", "Vy", "Xuân", "Yến", "Ý"),
)
EDUCATION = ("trung_cap", "cao_dang", "dai_hoc", "dai_hoc", "dai_hoc", "thac_si", "tien_si")
THEORY = ("so_cap", "trung_cap", "trung_cap", "cao_cap")

# Tables with the columns written; every row was opened by the first act, and is believed.
PERSON = ("members_person", "id, uid, invented, key")
IDENTITY = (
    "members_identity",
    "person_id, name, name_sort, name_folded, sex, birth, ethnicity, birth_precision, religion,"
    " home_town, facts, opened_by_id",
)
SPANNED = 'start, "end", end_basis_id, closed_by_id, basis_id, opened_by_id'
POSTING = ("members_posting", f"person_id, org_id, kind, {SPANNED}")
STANDING = (
    "members_standing",
    f"person_id, standing, activity, counted_from, admitted, {SPANNED}",
)
ATTRIBUTE = ("members_attribute", f"person_id, kind, value, {SPANNED}")
NEXT = "SELECT setval(pg_get_serial_sequence('members_person', 'id'), MAX(id)) FROM members_person"

WORDS = "INSERT INTO members_name (rowid, name_folded) SELECT id, name_folded FROM members_identity"
# A copy has the places, days and qualities of who was drawn, and the name of somebody else drawn.
COPIED = "INSERT INTO {table} ({columns}) SELECT {told} FROM {table} t{named} WHERE {among}"
NAMES = ("name", "name_sort", "name_folded")
NAMED = " JOIN members_identity i ON i.person_id = (t.person_id * {step} + {copy}) % {drawn} + 1"
STEP = 7919  # a prime, so the names of a cell are of cells all over the country


class Life(NamedTuple):
    """A made person: who, where from when on, until when."""

    id: int
    name: str
    sex: str
    birth: str
    places: list[tuple[int, int]]
    end: int | None
    visited: int | None
    education: str
    theory: str


def settle(filled: Filled, *, copies: int = 1) -> int:
    """Post people in every cell of a made register; return how many there are.

    With several copies only the first is drawn, which takes most of the time.
    """
    draw = random.Random(11)
    with unguarded() as cursor, unindexed(cursor, "members"):
        drawn = 0
        for batch in _batches(_lives(filled, draw, copies)):
            _write(cursor, batch)
            drawn += len(batch)
        _copy(cursor, drawn, copies)
        cursor.execute(NEXT if connection.vendor == "postgresql" else WORDS)
    refresh_statistics()
    return drawn * copies


def _copy(cursor: Any, drawn: int, copies: int) -> None:
    """Write those drawn again under other ids and names, within the database."""
    if copies == 1:
        return
    cursor.execute("CREATE INDEX bench_drawn ON members_identity (person_id)")
    for copy in range(1, copies):
        for table, columns in (PERSON, IDENTITY, POSTING, STANDING, ATTRIBUTE):
            person = "id" if table == PERSON[0] else "person_id"
            shifted = {"id": f"t.id + {copy * drawn}", "uid": f"'b-' || (t.id + {copy * drawn})"}
            shifted["person_id"] = f"t.person_id + {copy * drawn}"
            shifted |= {name: f"i.{name}" for name in NAMES if table == IDENTITY[0]}
            told = (shifted.get(name, f"t.{name}") for name in columns.split(", "))
            named = NAMED.format(step=STEP, copy=copy, drawn=drawn)
            cursor.execute(
                COPIED.format(
                    table=table,
                    columns=columns,
                    told=", ".join(told),
                    named=named if table == IDENTITY[0] else "",
                    among=f"t.{person} <= {drawn}",
                )
            )
    cursor.execute("DROP INDEX bench_drawn")


def _lives(filled: Filled, draw: random.Random, copies: int) -> Iterator[Life]:
    cells = [org for org in filled.orgs if org.level == filled.orgs[-1].level]
    standing = [org.id for org in cells if org.born == 0 and org.ended is None]
    number = 0
    for cell in cells:
        last = DAYS if cell.ended is None else cell.ended
        for _ in range(round(A_CELL * (1 + FORMER / (1 - FORMER)) / copies)):
            number += 1
            start = draw.randrange(cell.born, max(cell.born + 1, last))
            places = [(cell.id, start)]
            # A person seldom stays: half go on to a cell that has stood throughout.
            if last - start > 400 and draw.random() < 0.5:
                places.append((draw.choice(standing), draw.randrange(start + 200, last)))
            gone = draw.random() < FORMER or (cell.ended is not None and len(places) == 1)
            first = places[-1][1] + 1
            end = draw.randrange(first, max(first + 1, last)) if gone else None
            away = end is None and draw.random() < TEMPORARY
            yield _one(draw, number, places, end, draw.choice(standing) if away else None)


def _one(
    draw: random.Random,
    number: int,
    places: list[tuple[int, int]],
    end: int | None,
    visited: int | None,
) -> Life:
    middle = draw.choice(MIDDLES)
    if draw.random() < SECOND:
        middle = f"{middle} {draw.choice(MIDDLES)}"
    name = f"{draw.choice(FAMILIES)} {middle} {draw.choice(GIVEN)}"
    birth = written(places[0][1] - draw.randrange(18 * 365, 45 * 365))
    more = (draw.choice(EDUCATION), draw.choice(THEORY))
    return Life(number, name, draw.choice(("nam", "nu")), birth, places, end, visited, *more)


@cache
def written(number: int) -> str:
    """Return a day as both databases take it; made once, for each is written many times."""
    return day(number).isoformat()


def _batches(lives: Iterator[Life]) -> Iterator[list[Life]]:
    while batch := list(islice(lives, BATCH)):
        yield batch


def _write(cursor: Any, lives: list[Life]) -> None:
    write_rows(cursor, *PERSON, ((each.id, f"b-{each.id}", True, "") for each in lives))
    write_rows(cursor, *IDENTITY, _identities(lives))
    write_rows(cursor, *POSTING, _postings(lives))
    write_rows(cursor, *STANDING, _standings(lives))
    write_rows(cursor, *ATTRIBUTE, _attributes(lives))


def _identities(lives: Iterable[Life]) -> Iterator[tuple[Any, ...]]:
    for each in lives:
        ethnicity = "tay" if each.id % 13 == 0 else "kinh"
        keys = person_sort_key(each.name), fold(each.name)
        who = (each.name, *keys, each.sex, each.birth, ethnicity)
        yield (each.id, *who, "day", "", "", "{}", 1)


def _spanned(start: int, end: int | None) -> tuple[Any, ...]:
    """Return the days of a span, and the act that opened and closed it."""
    if end is None:
        return written(start), None, None, None, 1, 1
    return written(start), written(end), 1, 1, 1, 1


def _postings(lives: Iterable[Life]) -> Iterator[tuple[Any, ...]]:
    for each in lives:
        ends = [*(start for _, start in each.places[1:]), each.end]
        for (org, start), end in zip(each.places, ends, strict=True):
            yield (each.id, org, "official", *_spanned(start, end))
        if each.visited is not None:
            yield (each.id, each.visited, "temporary", *_spanned(DAYS - SHORT, None))


def _standings(lives: Iterable[Life]) -> Iterator[tuple[Any, ...]]:
    for each in lives:
        start = each.places[0][1]
        first = written(start)
        yield (each.id, "official", "active", first, first, *_spanned(start, each.end))


def _attributes(lives: Iterable[Life]) -> Iterator[tuple[Any, ...]]:
    for each in lives:
        spanned = _spanned(each.places[0][1], None)
        yield (each.id, "education", each.education, *spanned)
        yield (each.id, "theory", each.theory, *spanned)
