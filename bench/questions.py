"""Time the tree of a day and the correspondence of two against hand-written SQL."""

from collections.abc import Iterator
from datetime import date

from django.db import connection

from bench.timing import row, side_by_side
from dangbo.accounts.access import OPERATOR
from dangbo.orgs.queries import correspondence, tree

ON = date(1999, 5, 20)
LATER = date(2026, 6, 30)
AIM = 1.5

TREE = """
SELECT v.org_id, o.uid, v.name, v.kind, v.superior_id, v.code, o.invented
FROM orgs_orgversion v JOIN orgs_org o ON o.id = v.org_id
WHERE v.voided_by_id IS NULL AND v.start <= %s AND (v."end" IS NULL OR v."end" > %s)
ORDER BY v.name_sort, v.org_id
"""

PAIRS = """
WITH RECURSIVE
 a(org) AS (SELECT org_id FROM orgs_orgversion
   WHERE voided_by_id IS NULL AND start <= %(a)s AND ("end" IS NULL OR "end" > %(a)s)),
 b(org) AS (SELECT org_id FROM orgs_orgversion
   WHERE voided_by_id IS NULL AND start <= %(b)s AND ("end" IS NULL OR "end" > %(b)s)),
 w(origin, org, day, act, pos) AS (
   SELECT org, org, %(a)s, 2147483647, 0 FROM a
   UNION
   SELECT w.origin, s.result_id, s."on", s.act_id, s.position
   FROM w JOIN orgs_succession s ON s.source_id = w.org AND s.voided_by_id IS NULL
     AND s."on" <= %(b)s AND (s."on", s.act_id, s.position) > (w.day, w.act, w.pos)
   WHERE NOT EXISTS (SELECT 1 FROM orgs_succession e WHERE e.source_id = w.org
     AND e.voided_by_id IS NULL AND (e."on", e.act_id, e.position) > (w.day, w.act, w.pos)
     AND (e."on", e.act_id, e.position) < (s."on", s.act_id, s.position)))
SELECT w.origin, b.org FROM w LEFT JOIN b ON b.org = w.org
WHERE NOT EXISTS (SELECT 1 FROM orgs_succession s WHERE s.source_id = w.org
  AND s.voided_by_id IS NULL AND s."on" <= %(b)s
  AND (s."on", s.act_id, s.position) > (w.day, w.act, w.pos))
"""


def by_hand(statement: str, values: object) -> list[tuple[object, ...]]:
    """Fetch a hand-written statement's rows."""
    with connection.cursor() as cursor:
        text = statement
        if connection.vendor == "postgresql":
            text = text.replace("SELECT org, org, %(a)s,", "SELECT org, org, %(a)s::date,")
            text = text.replace("2147483647, 0", "2147483647::bigint, 0")
        cursor.execute(text, values)  # type: ignore[arg-type]
        return cursor.fetchall()


def lines() -> Iterator[str]:
    """Check that both ways answer the same, then time them, a line a question."""
    pairs = {"a": ON, "b": LATER}
    ours = tree(actor=OPERATOR, on=ON)
    peer = by_hand(TREE, [ON, ON])
    assert [each[:6] for each in ours] == [each[:6] for each in peer]  # noqa: S101
    mine = correspondence(actor=OPERATOR, start=ON, end=LATER)
    theirs = set(by_hand(PAIRS, pairs))
    assert {each[:2] for each in mine if each.source} == theirs  # noqa: S101
    found = side_by_side(
        {
            "tree": lambda: tree(actor=OPERATOR, on=ON),
            "tree by hand": lambda: by_hand(TREE, [ON, ON]),
            "pairs": lambda: correspondence(actor=OPERATOR, start=ON, end=LATER),
            "pairs by hand": lambda: by_hand(PAIRS, pairs),
        }
    )
    yield row("tree of one day", found["tree"], found["tree by hand"], AIM)
    yield row("correspondence of two days", found["pairs"], found["pairs by hand"], AIM)
