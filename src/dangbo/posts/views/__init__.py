"""Answer the pages of posts."""

from dangbo.posts.views.acting import begin, declare, end, end_outside, fix_seats, outside
from dangbo.posts.views.boards import board, body, person
from dangbo.posts.views.correcting import correct
from dangbo.posts.views.lists import declaration_list, leaders, plan_list
from dangbo.posts.views.planning import plan, unplan

__all__ = [
    "begin",
    "board",
    "body",
    "correct",
    "declaration_list",
    "declare",
    "end",
    "end_outside",
    "fix_seats",
    "leaders",
    "outside",
    "person",
    "plan",
    "plan_list",
    "unplan",
]
