"""Time moves of whole branches against the update of every member below, and a preview."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db import connection

from bench.filling import Filled
from bench.timing import Thing, row, row_each, side_by_side, taken_back
from dangbo.accounts.access import OPERATOR
from dangbo.orgs.commands import decide, preview, register_orgs
from dangbo.orgs.queries import counts_below, tree

FOUNDED, ON = date(2026, 8, 1), date(2026, 9, 1)
FEW, MANY, PREVIEWED = 17, 10_000, 300
MEMBERS = 16  # of each organisation: 5.6 million in 350,000
NEW = "bench-tinh"
EACH = 100  # microseconds for each organisation below
TABLE = "CREATE TABLE bench_member (id integer PRIMARY KEY, cell integer, committee integer)"
INSERT = "INSERT INTO bench_member (id, cell, committee) VALUES (%s, %s, 0)"
UPDATE = "UPDATE bench_member SET committee = %s WHERE id = %s AND cell = %s"


def lines(filled: Filled) -> Iterator[str]:
    """Move 17 organisations, and one with about 10,000 below it; preview a move of 300."""
    levels = [[each.id for each in filled.orgs if _stands(each, level)] for level in range(5)]
    province = _new_province()
    sizes = {org: counts_below(actor=OPERATOR, org=org, on=ON).total for org in levels[1]}
    large = min(sizes, key=lambda org: abs(sizes[org] - MANY))
    yield moved(f"move of {FEW} grassroots organisations", levels[2][:FEW], province)
    yield moved("move of one committee", [large], province)
    yield _previewed(levels[3][-PREVIEWED:], levels[2][0])


def _stands(org: Any, level: int) -> bool:
    return bool(org.level == level and org.ended is None)


def _new_province() -> int:
    org = register_orgs(actor=OPERATOR, uids=[NEW])[NEW]
    founding = {"change": "found", "org": org, "name": "Đảng bộ tỉnh khác", "kind": "dang_bo_tinh"}
    decide(actor=OPERATOR, on=FOUNDED, changes=[founding])
    return org


def _moving(orgs: list[int], superior: int) -> dict[str, Any]:
    change = {"change": "move", "orgs": orgs, "superior": superior}
    return {"actor": OPERATOR, "on": ON, "changes": [change]}


def moved(what: str, orgs: list[int], superior: int) -> str:
    """Time a move that is taken back against the update of every member below."""
    cells = [row.id for org in orgs for row in tree(actor=OPERATOR, on=ON, org=org)]
    things = {
        "ours": taken_back(partial(decide, **_moving(orgs, superior))),
        "peer": taken_back(_members_updated(cells)),
    }
    found = side_by_side(things, runs=3)
    below = len(cells) - len(orgs)
    title = f"{what}, {below:,} below, {len(cells) * MEMBERS:,} members"
    return row_each(title, found["ours"], found["peer"], number=below, aim=EACH)


def _members_updated(cells: list[int]) -> Thing:
    """Return the update of each member, as it is done where members carry their place."""
    members = [(number, cell) for number, cell in enumerate(cells * MEMBERS)]
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_member")
        cursor.execute(TABLE)
        cursor.executemany(INSERT, members)
        cursor.execute("CREATE INDEX bench_member_cell ON bench_member (cell)")

    def update() -> None:
        with connection.cursor() as cursor:
            cursor.executemany(UPDATE, [(1, number, cell) for number, cell in members])

    return update


def _previewed(orgs: list[int], superior: int) -> str:
    deciding = _moving(orgs, superior)
    found = side_by_side(
        {"preview": partial(preview, **deciding), "sign": taken_back(partial(decide, **deciding))}
    )
    what = f"preview of a move of {len(orgs)}, beside signing it"
    return row(what, found["preview"], found["sign"], 1)
