"""Say what the organisations of one day became by another, through every merger and split."""

from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.orgs.access import paths_on
from dangbo.rules.paths import AFTER_ALL
from dangbo.rules.rights import ORG_READ


class Pair(NamedTuple):
    """What of `source` is in `result`: all of it, or a part.

    No result: it ended without a stated successor. No source: it came without a predecessor.
    """

    source: int | None
    result: int | None
    whole: bool


KNOWN = "{t}.opened_by_id <= {k} AND ({t}.voided_by_id IS NULL OR {t}.voided_by_id > {k})"
NOW = "{t}.voided_by_id IS NULL"
VALID = '{t}.start <= {d} AND ({t}."end" IS NULL OR {t}."end" > {d}{later})'
LATER = " OR {t}.closed_by_id > {k}"

OF_ACTOR = """
  AND EXISTS (
    SELECT 1 FROM orgs_orgpath p
    WHERE p.org_id = v.org_id AND p.voided_by_id IS NULL AND ({inside}))
"""
OF_BRANCH = """
  AND EXISTS (
    SELECT 1 FROM orgs_orgpath p
    WHERE p.org_id = v.org_id AND {valid} AND p.path >= {low} AND p.path < {high})
"""

SQL = """
WITH RECURSIVE
standing(org) AS (
  SELECT v.org_id FROM orgs_orgversion v WHERE {valid_a} {within_a}
),
ended(org) AS (
  SELECT v.org_id FROM orgs_orgversion v WHERE {valid_b}
),
event AS (
  SELECT s.source_id AS source, s.result_id AS result, s."on" AS day, s.act_id AS act,
         s.position AS pos, FIRST_VALUE(s."on") OVER earlier AS last_day,
         FIRST_VALUE(s.act_id) OVER earlier AS last_act,
         FIRST_VALUE(s.position) OVER earlier AS last_pos
  FROM orgs_succession s WHERE {known_s} AND s."on" > %(a)s AND s."on" <= %(b)s
  WINDOW earlier AS (PARTITION BY s.source_id ORDER BY s."on", s.act_id, s.position
                     GROUPS BETWEEN 1 PRECEDING AND 1 PRECEDING)
),
walk(origin, org, day, act, pos) AS (
  SELECT st.org, e.result, e.day, e.act, e.pos
  FROM standing st JOIN event e ON e.source = st.org AND e.last_day IS NULL
  UNION
  SELECT w.origin, e.result, e.day, e.act, e.pos
  FROM walk w JOIN event e ON e.source = w.org AND (e.day, e.act, e.pos) > (w.day, w.act, w.pos)
  WHERE e.last_day IS NULL OR (e.last_day, e.last_act, e.last_pos) <= (w.day, w.act, w.pos)
),
terminal(origin, org) AS (
  SELECT DISTINCT w.origin, x.org
  FROM walk w LEFT JOIN ended x ON x.org = w.org
  WHERE NOT EXISTS (
    SELECT 1 FROM event n
    WHERE n.source = w.org AND (n.day, n.act, n.pos) > (w.day, w.act, w.pos))
),
whole(origin) AS (
  SELECT origin FROM terminal GROUP BY origin HAVING COUNT(*) = 1
)
SELECT t.origin, t.org, w.origin IS NOT NULL
FROM terminal t LEFT JOIN whole w ON w.origin = t.origin
UNION ALL
SELECT st.org, x.org, TRUE
FROM standing st LEFT JOIN ended x ON x.org = st.org
WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.source = st.org)
UNION ALL
SELECT NULL, v.org_id, TRUE FROM orgs_orgversion v
WHERE {valid_b} {within_b}
  AND NOT EXISTS (SELECT 1 FROM terminal t WHERE t.org = v.org_id)
  AND NOT EXISTS (
    SELECT 1 FROM standing st
    WHERE st.org = v.org_id AND NOT EXISTS (SELECT 1 FROM event e WHERE e.source = st.org))
"""


def correspondence(
    *,
    actor: Actor,
    start: date,
    end: date,
    within: int | None = None,
    known: date | None = None,
) -> list[Pair]:
    """Return the pairs of what stood on `start` and what it had become by `end`.

    A source is whole in its result when that is the only one it went to and nothing of it went
    where nobody stated. With `within`, the sources are those below one organisation on `start` and
    the newcomers those below it on `end`.
    """
    act = act_known_on(known)
    values: dict[str, Any] = {"a": start, "b": end, "k": act}
    seen = _seen_by(actor, values)
    branches = {"within_a": seen, "within_b": seen}
    if within is not None:
        for key, day in (("within_a", start), ("within_b", end)):
            branches[key] += _within(actor, within, day, act, key=key, values=values)
    pairs = _rows(act, branches, values)
    return sorted(pairs, key=lambda each: (each.source or 0, each.result or 0))


def _seen_by(actor: Actor, values: dict[str, Any]) -> str:
    """Return the condition that an organisation ever stood in one of the actor's branches."""
    branches = actor.over(ORG_READ)
    if branches is None:
        return ""
    ranges = ["FALSE"]
    for number, path in enumerate(branches):
        values |= {f"from_{number}": path, f"to_{number}": path + AFTER_ALL}
        ranges.append(f"(p.path >= %(from_{number})s AND p.path < %(to_{number})s)")
    inside = " OR ".join(ranges)
    return OF_ACTOR.format(inside=inside)


def _within(
    actor: Actor, org: int, on: date, act: int | None, *, key: str, values: dict[str, Any]
) -> str:
    path = paths_on(actor, on=on, known=act).filter(org=org).values_list("path", flat=True).first()
    if path is None:
        return " AND FALSE"
    values |= {f"{key}_from": path, f"{key}_to": path + AFTER_ALL}
    day = "%(a)s" if key == "within_a" else "%(b)s"
    return OF_BRANCH.format(
        valid=_valid("p", day, act), low=f"%({key}_from)s", high=f"%({key}_to)s"
    )


def _known(table: str, act: int | None) -> str:
    return (NOW if act is None else KNOWN).format(t=table, k="%(k)s")


def _valid(table: str, day: str, act: int | None) -> str:
    later = "" if act is None else LATER.format(t=table, k="%(k)s")
    return f"{_known(table, act)} AND {VALID.format(t=table, d=day, later=later)}"


def _rows(act: int | None, branches: dict[str, str], values: dict[str, Any]) -> list[Pair]:
    text = SQL.format(
        valid_a=_valid("v", "%(a)s", act),
        valid_b=_valid("v", "%(b)s", act),
        known_s=_known("s", act),
        **branches,
    )
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return [Pair(source, result, bool(whole)) for source, result, whole in cursor.fetchall()]
