"""Turn acts on posts into rows, and prove that the rows are what the acts say."""

from dangbo.posts.replay.rows import (
    ORG,
    PERSON,
    SEATED,
    Holder,
    events_of,
    holder_of,
    holders_among,
    holders_in,
    refold,
    stored,
)

__all__ = [
    "ORG",
    "PERSON",
    "SEATED",
    "Holder",
    "events_of",
    "holder_of",
    "holders_among",
    "holders_in",
    "refold",
    "stored",
]
