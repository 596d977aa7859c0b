"""Say in words what codes of posts mean, and what the rules say of an act."""

from dangbo.posts.phrases.findings import in_words, sentence_of
from dangbo.posts.phrases.names import (
    body_name,
    kind_of_declaration,
    level_name,
    post_name,
    reason_name,
    side_name,
    status_name,
    title_name,
    way_name,
)

__all__ = [
    "body_name",
    "in_words",
    "kind_of_declaration",
    "level_name",
    "post_name",
    "reason_name",
    "sentence_of",
    "side_name",
    "status_name",
    "title_name",
    "way_name",
]
