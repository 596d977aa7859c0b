"""Answer every question about members: of a day, as known on a day, to an actor."""

from dangbo.members.queries.filtering import EVERYONE, MemberFilters
from dangbo.members.queries.listing import PAGE, SORTS, count_members, members_of
from dangbo.members.queries.rows import MemberRow

__all__ = [
    "EVERYONE",
    "PAGE",
    "SORTS",
    "MemberFilters",
    "MemberRow",
    "count_members",
    "members_of",
]
