"""Record what happens to members, correct it, and let it follow what organisations do."""

from dangbo.members.commands.correcting import correct_events
from dangbo.members.commands.following import follow_orgs
from dangbo.members.commands.recording import foresee_events, record_events
from dangbo.members.commands.telling import register_follower

__all__ = [
    "correct_events",
    "follow_orgs",
    "foresee_events",
    "record_events",
    "register_follower",
]
