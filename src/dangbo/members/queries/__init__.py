"""Answer every question about members: of a day, as known on a day, to an actor."""

from dangbo.members.queries.balancing import Balance, BalanceLine, MovedPerson, balance
from dangbo.members.queries.counting import (
    MemberCounts,
    OrgCount,
    member_counts,
    total_members,
)
from dangbo.members.queries.courses import Step, course_of
from dangbo.members.queries.filtering import EVERYONE, MemberFilters
from dangbo.members.queries.listing import PAGE, SORTS, count_members, members_of
from dangbo.members.queries.merged import MergeAct, merged_into, merges_of
from dangbo.members.queries.records import (
    Member,
    PostingSpan,
    StandingSpan,
    ValueSpan,
    member,
)
from dangbo.members.queries.rows import MemberRow
from dangbo.members.queries.searching import (
    AmbiguousMember,
    UnknownMember,
    find_member,
    search_members,
)

__all__ = [
    "EVERYONE",
    "PAGE",
    "SORTS",
    "AmbiguousMember",
    "Balance",
    "BalanceLine",
    "Member",
    "MemberCounts",
    "MemberFilters",
    "MemberRow",
    "MergeAct",
    "MovedPerson",
    "OrgCount",
    "PostingSpan",
    "StandingSpan",
    "Step",
    "UnknownMember",
    "ValueSpan",
    "balance",
    "count_members",
    "course_of",
    "find_member",
    "member",
    "member_counts",
    "members_of",
    "merged_into",
    "merges_of",
    "search_members",
    "total_members",
]
