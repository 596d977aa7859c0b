"""Ask of a row's person whether he or she is posted in a scope, by conditions written out."""

from typing import Final

from django.db.models import Q

from dangbo.base.written import Written, spelled
from dangbo.members.queries.grouping import VOIDED_LATER, of_scope, parameters, scope_tables
from dangbo.members.queries.scopes import Scope

# From the person to the organisation and its path; or from the paths of a scope to the persons.
# The order of the tables is given to SQLite by CROSS JOIN.
THERE: Final = "EXISTS (SELECT 1 FROM [tables] WHERE p.person_id = {person} AND [wanted])"
AMONG: Final = "{person} IN (SELECT p.person_id FROM [tables] WHERE [wanted])"


def posted_there(scope: Scope, kind: str = "official") -> Q:
    """Return the condition that a row's person is posted in a scope, asked of the person."""
    tables = " CROSS JOIN ".join(reversed(scope_tables(scope)))
    wanted = " AND ".join(of_scope(scope, kind))
    # Postings believed now and those voided since have an index each.
    sides = [side.replace("t.", "p.") for side in VOIDED_LATER] if scope.act is not None else []
    ways = [f"{wanted} AND {side}" for side in sides] or [wanted]
    told = " OR ".join(spelled(THERE, {"tables": tables, "wanted": each}) for each in ways)
    return Q(Written(told, {"person": "person"}, parameters(scope)))


def among_posted(scope: Scope, kind: str = "official") -> Q:
    """Return the same condition, of all who are posted there at once."""
    parts = {
        "tables": " CROSS JOIN ".join(scope_tables(scope)),
        "wanted": " AND ".join(of_scope(scope, kind)),
    }
    return Q(Written(spelled(AMONG, parts), {"person": "person"}, parameters(scope)))
