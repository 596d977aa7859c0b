"""Answer who may do what, where, and why."""

from dangbo.rights.queries.holding import Keeper, own_roles, rights_of, seen_as
from dangbo.rights.queries.listing import GrantRow, grants, roles_held

__all__ = ["GrantRow", "Keeper", "grants", "own_roles", "rights_of", "roles_held", "seen_as"]
