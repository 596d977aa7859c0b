"""Count members who are in another organisation for a time only."""

from typing import Final

from dangbo.members.queries.grouping import below_tops, fetched, holds, of_scope, scope_tables
from dangbo.members.queries.scopes import Scope

# Below so many it is faster to ask of each member, above it of each temporary posting there is.
MANY: Final = 100_000
TEMPORARY: Final = "t.kind = 'temporary'"


def here_for_a_time(scope: Scope) -> int:
    """Count those posted here for a time who are members elsewhere."""
    own = (
        f"SELECT 1 FROM {' CROSS JOIN '.join(reversed(scope_tables(scope)))}"  # noqa: S608 - own words
        f" WHERE p.person_id = t.person_id AND {_all_of(scope)}"
    )
    return _count(
        f"(SELECT p.person_id FROM {' CROSS JOIN '.join(scope_tables(scope))}"  # noqa: S608
        f" WHERE {_all_of(scope, 'temporary')}) t WHERE NOT EXISTS ({own})",
        scope,
    )


def away_for_a_time(scope: Scope, members: int) -> int:
    """Count those of so many members who are posted elsewhere for a time."""
    elsewhere = [TEMPORARY, holds("t", scope), "t.person_id = p.person_id"]
    if scope.tops is not None:
        elsewhere.append(
            "NOT EXISTS (SELECT 1 FROM orgs_orgpath r WHERE r.org_id = t.org_id"  # noqa: S608
            f" AND {holds('r', scope)} AND {below_tops('r', scope)})"
        )
    tables = scope_tables(scope)
    temporary = "members_posting t"
    # Of temporary postings only those believed now have an index.
    if members > MANY and scope.act is None:
        order = [temporary, *reversed(tables)]
    else:
        order = [*tables, temporary]
    conditions = " AND ".join([_all_of(scope), *elsewhere])
    return _count(f"{' CROSS JOIN '.join(order)} WHERE {conditions}", scope)


def _all_of(scope: Scope, kind: str = "official") -> str:
    return " AND ".join(of_scope(scope, kind))


def _count(what: str, scope: Scope) -> int:
    return int(fetched(f"SELECT COUNT(*) FROM {what}", scope)[0][0])  # noqa: S608
