"""Time the replay of the 2025 reform: 34 decisions, one given another day, one made void."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from bench.guards import refresh_statistics
from bench.timing import row, side_by_side, taken_back
from dangbo.accounts.access import OPERATOR
from dangbo.base.bulk import BATCH
from dangbo.orgs.commands import correct, decide, register_orgs
from tests.factories.reform import Raw, decisions, importing, read_reform

FILE = Path(__file__).resolve().parents[2] / "shared" / "data" / "vietnam-2025-reform.csv"
IMPORTED, ON, LATER = date(2025, 1, 1), date(2025, 7, 1), date(2026, 7, 1)
REDATED, VOIDED = "15", "79"
LOAD_AIM, CORRECTION_AIM = 10, 2
# What a decision writes: the column of the act that did, and those of an end that is set.
TABLES = {
    "audit_act": ("seq",),
    "orgs_decision": ("opened_by_id",),
    "orgs_orgversion": ("opened_by_id", '"end"', "end_basis_id", "closed_by_id"),
    "orgs_orgpath": ("opened_by_id", '"end"', "closed_by_id"),
    "orgs_touch": ("opened_by_id",),
    "orgs_succession": ("opened_by_id",),
}


def lines() -> Iterator[str]:
    """Load the reform into the empty register at hand, and correct two of its decisions."""
    if not FILE.exists():
        return
    reform = read_reform(FILE)
    ids = register_orgs(actor=OPERATOR, uids=reform.keys)
    first = decide(actor=OPERATOR, on=IMPORTED, changes=importing(reform, ids)).seq
    refresh_statistics()
    provinces = decisions(reform, ids)
    bare = _bare(partial(_decide_all, provinces), first)
    found = side_by_side(
        {"ours": taken_back(partial(_decide_all, provinces)), "peer": taken_back(bare)}, runs=2
    )
    what = f"reform of 2025, {len(provinces)} decisions, beside bare inserts"
    yield row(what, found["ours"], found["peer"], LOAD_AIM)
    yield from _corrections(provinces)


def _decide_all(provinces: dict[str, list[Raw]]) -> dict[str, int]:
    return {
        code: decide(actor=OPERATOR, on=ON, changes=changes).seq
        for code, changes in provinces.items()
    }


def _bare(thing: Callable[[], object], first: int) -> Callable[[], None]:
    """Do a thing, take down the rows it writes after the act `first`, and take it back.

    Return what writes the same rows again, and nothing else.
    """
    with transaction.atomic():
        thing()
        statements = list(_written(first))
        transaction.set_rollback(True)

    def write() -> None:
        with connection.cursor() as cursor:
            for statement, rows in statements:
                for at in range(0, len(rows), BATCH):
                    cursor.executemany(statement, rows[at : at + BATCH])
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM orgs_unchecked")

    return write


def _written(first: int) -> Iterator[tuple[str, list[Any]]]:
    """Yield the statements, with their rows, that leave the tables as they are now."""
    with connection.cursor() as cursor:
        for table, (key, *ends) in TABLES.items():
            if ends:
                wanted = ", ".join(ends)
                closed = f"SELECT {wanted}, id FROM {table} WHERE closed_by_id > %s AND {key} <= %s"
                cursor.execute(closed, [first, first])
                values = ", ".join(f"{each} = %s" for each in ends)
                yield f"UPDATE {table} SET {values} WHERE id = %s", cursor.fetchall()
            cursor.execute(f"SELECT * FROM {table} WHERE {key} > %s ORDER BY 1", [first])
            places = ", ".join(["%s"] * len(cursor.description or ()))
            yield f"INSERT INTO {table} VALUES ({places})", cursor.fetchall()


def _corrections(provinces: dict[str, list[Raw]]) -> Iterator[str]:
    """Correct two decisions, each beside the taking of it."""
    others = {code: each for code, each in provinces.items() if code not in {REDATED, VOIDED}}
    _decide_all(others)
    refresh_statistics()
    for code, what, how in (
        (REDATED, "another day for", {"on": LATER}),
        (VOIDED, "voiding of", {"void": True}),
    ):
        taking = partial(decide, actor=OPERATOR, on=ON, changes=provinces[code])
        deciding = side_by_side({"peer": taken_back(taking)})["peer"]
        act = taking().seq
        correcting = partial(correct, actor=OPERATOR, act=act, reason="bench", **how)
        ours = side_by_side({"ours": taken_back(correcting)})["ours"]
        rows = sum(len(each.get("rows", ())) for each in provinces[code])
        yield row(
            f"{what} one of them ({rows} rows), beside taking it", ours, deciding, CORRECTION_AIM
        )
