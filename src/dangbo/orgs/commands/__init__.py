"""Change organisations: decide, correct, foresee, and give keys, names and places."""

from dangbo.orgs.commands.correcting import correct, correct_together
from dangbo.orgs.commands.deciding import decide, refuse_duplicate, same_decision
from dangbo.orgs.commands.following import register_follower
from dangbo.orgs.commands.foreseeing import Foresight, preview, provisional_ids
from dangbo.orgs.commands.naming import record_alias, register_orgs
from dangbo.orgs.commands.placing import foresee_place, record_place, take_place_back

__all__ = [
    "Foresight",
    "correct",
    "correct_together",
    "decide",
    "foresee_place",
    "preview",
    "provisional_ids",
    "record_alias",
    "record_place",
    "refuse_duplicate",
    "register_follower",
    "register_orgs",
    "same_decision",
    "take_place_back",
]
