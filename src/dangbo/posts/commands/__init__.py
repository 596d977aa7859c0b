"""Record who holds which post, plan and declare, correct it, and let it follow organisations."""

from dangbo.posts.commands.correcting import correct_posts
from dangbo.posts.commands.following import follow_members, follow_orgs
from dangbo.posts.commands.holders import record_holder
from dangbo.posts.commands.recording import foresee_posts, record_posts

__all__ = [
    "correct_posts",
    "follow_members",
    "follow_orgs",
    "foresee_posts",
    "record_holder",
    "record_posts",
]
