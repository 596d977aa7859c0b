"""Count the postings of a scope in one statement, from the paths of its organisations on.

The statements are written out: the mapper would go by way of the tables of organisations and
persons, which tell nothing here and cost more than half as much again. The order of the joins is
given (CROSS JOIN), for SQLite does not always find it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from dangbo.members.access import ever_there
from dangbo.members.queries.scopes import Scope
from dangbo.orgs.access import is_inside
from dangbo.rules.paths import AFTER_ALL
from dangbo.rules.rights import MEMBER_READ

NOW: Final = "{a}.voided_by_id IS NULL"
THEN: Final = (
    "{a}.opened_by_id <= %(act)s AND ({a}.voided_by_id IS NULL OR {a}.voided_by_id > %(act)s)"
)
NOT_ENDED: Final = '{a}.start <= %(on)s AND ({a}."end" IS NULL OR {a}."end" > %(on)s{later})'
VOIDED_LATER: Final = ("t.voided_by_id IS NULL", "t.voided_by_id IS NOT NULL")


def counted_rows(
    scope: Scope,
    *,
    columns: str = "",
    table: str = "",
    dated: bool = True,
    where: Sequence[str] = (),
    values: Mapping[str, Any] | None = None,
) -> Iterator[tuple[Any, ...]]:
    """Yield columns with how many official postings of the scope have them.

    Without a table, `o` is the path of the organisation and `p` the posting; with one, `t` is the
    row of it that holds of the person on the day. A group can come twice: once more for rows that
    were voided since.
    """
    tables, wanted = scope_tables(scope), [*of_scope(scope)]
    sides: Sequence[str] = ("",)
    if table:
        tables, wanted = _joined(tables, wanted, table)
        wanted += [holds("t", scope) if dated else known_condition("t", scope), *where]
        sides = ("",) if scope.act is None else VOIDED_LATER
    for side in sides:
        conditions = " AND ".join([*wanted, side] if side else wanted)
        places = range(1, columns.count(" AS ") + 1)
        statement = (
            f"SELECT {columns}{', ' if columns else ''}COUNT(*)"  # noqa: S608 - own words
            f" FROM {' CROSS JOIN '.join(tables)} WHERE {conditions}"
            + (f" GROUP BY {', '.join(map(str, places))}" if columns else "")
        )
        yield from fetched(statement, scope, values)


def has_more_than(scope: Scope, most: int, kind: str = "official") -> bool:
    """Say whether a scope has more postings than so many."""
    statement = (
        f"SELECT COUNT(*) FROM (SELECT 1 FROM {' CROSS JOIN '.join(scope_tables(scope))}"  # noqa: S608
        f" WHERE {' AND '.join(of_scope(scope, kind))} LIMIT {most + 1}) x"
    )
    return bool(fetched(statement, scope)[0][0] > most)


def fetched(
    statement: str, scope: Scope, values: Mapping[str, Any] | None = None
) -> list[tuple[Any, ...]]:
    """Return the rows of a statement that names values of a scope."""
    with connection.cursor() as cursor:
        cursor.execute(statement, {**parameters(scope), **(values or {})})
        return list(cursor.fetchall())


def read_day(value: date | str | None) -> date | None:
    """Return a day as a written-out statement gives it: SQLite keeps days as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def _joined(
    tables: Sequence[str], wanted: Sequence[str], table: str
) -> tuple[list[str], list[str]]:
    """Join what holds of the persons posted.

    SQLite is given the persons in order, so that it finds their rows side by side, and not by jumps
    through the whole of a large table; it keeps an order only where there is a limit.
    """
    same = "t.person_id = p.person_id"
    if connection.vendor != "sqlite":
        return [*tables, f"{table} t"], [*wanted, same]
    posted = (
        f"(SELECT p.person_id FROM {' CROSS JOIN '.join(tables)}"  # noqa: S608 - own words
        f" WHERE {' AND '.join(wanted)} ORDER BY 1 LIMIT -1) p"
    )
    return [posted, f"{table} t"], [same]


def known_condition(alias: str, scope: Scope) -> str:
    """Return the condition of a fact believed after the act of the scope."""
    return (NOW if scope.act is None else THEN).format(a=alias)


def holds(alias: str, scope: Scope) -> str:
    """Return the condition of a span that holds on the day of the scope."""
    later = "" if scope.act is None else f" OR {alias}.closed_by_id > %(act)s"
    return f"{known_condition(alias, scope)} AND {NOT_ENDED.format(a=alias, later=later)}"


def parameters(scope: Scope) -> dict[str, Any]:
    """Return the values that the conditions of a scope name."""
    top = {"top": scope.path, "after": scope.path + AFTER_ALL}
    for at, path in enumerate(scope.tops or ()):
        top |= {f"top{at}": path, f"after{at}": path + AFTER_ALL}
    return {"on": scope.on, "act": scope.act, **top, **seen_condition(scope)[1]}


def below_tops(alias: str, scope: Scope) -> str:
    """Return the condition of a place below one of the paths to which a scope keeps."""
    ranges = (
        f"{alias}.path >= %(top{at})s AND {alias}.path < %(after{at})s"
        for at in range(len(scope.tops or ()))
    )
    return f"({' OR '.join(ranges) or '1 = 0'})"


def seen_condition(scope: Scope) -> tuple[str, dict[str, Any]]:
    """Return the condition of postings that the actor may read, and the values it names."""
    branches = scope.actor.over(MEMBER_READ)
    if branches is None:
        return "1 = 1", {}
    # A day of knowledge tells of nobody who, as is believed now, was never there.
    ever = ever_there(branches, "p.person_id") if branches and scope.act is not None else None
    # What stands on the day below an organisation of the actor needs no further question.
    if scope.path and is_inside(scope.path, branches):
        return ever or ("1 = 1", {})
    today = timezone.localdate()
    values: dict[str, Any] = {"today": today}
    ranges = ["1 = 0"]
    for at, branch in enumerate(branches):
        ranges.append(f"b.path >= %(branch{at})s AND b.path < %(end{at})s")
        values |= {f"branch{at}": branch, f"end{at}": branch + AFTER_ALL}
    now = '(b."end" IS NULL OR b."end" > %(today)s)'
    condition = (
        "EXISTS (SELECT 1 FROM orgs_orgpath b WHERE b.org_id = p.org_id"  # noqa: S608
        f" AND ({' OR '.join(ranges)})"
        f" AND (({holds('b', scope)}) OR ({NOW.format(a='b')} AND {now})))"
    )
    if ever is None:
        return condition, values
    return f"{ever[0]} AND {condition}", {**ever[1], **values}


def scope_tables(scope: Scope) -> list[str]:
    """Return the tables by which the postings of a scope are reached from its organisations."""
    return [*(() if scope.tops is None else ("orgs_orgpath o",)), "members_posting p"]


def of_scope(scope: Scope, kind: str = "official") -> Iterator[str]:
    """Yield the conditions of the postings of a scope."""
    if scope.tops is not None:
        yield holds("o", scope)
        yield f"{below_tops('o', scope)} AND p.org_id = o.org_id"
    yield f"p.kind = '{kind}'"
    yield holds("p", scope)
    if not scope.invented:
        yield "NOT EXISTS (SELECT 1 FROM members_person i WHERE i.id = p.person_id AND i.invented)"
    # What stands in the actor's own branches on the day needs no further question, by today's
    # knowledge.
    if scope.path or scope.act is not None:
        yield seen_condition(scope)[0]
