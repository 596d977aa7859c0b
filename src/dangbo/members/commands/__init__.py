"""Record what happens to members, correct it, and let it follow what organisations do."""

from dangbo.members.commands.correcting import correct_events
from dangbo.members.commands.enrolling import reserve_persons
from dangbo.members.commands.following import follow_orgs
from dangbo.members.commands.merging import (
    Conflict,
    MergePreview,
    foresee_merge,
    merge_persons,
    register_ties,
    undo_merge,
)
from dangbo.members.commands.recording import foresee_events, record_events
from dangbo.members.commands.telling import register_follower

__all__ = [
    "Conflict",
    "MergePreview",
    "correct_events",
    "follow_orgs",
    "foresee_events",
    "foresee_merge",
    "merge_persons",
    "record_events",
    "register_follower",
    "register_ties",
    "reserve_persons",
    "undo_merge",
]
