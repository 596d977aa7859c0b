"""Prove that the keys of exactly those persons are gone whom the journal says to be forgotten."""

from dangbo.audit.access import acts_on_record
from dangbo.audit.queries import params_of
from dangbo.members.models import Person
from dangbo.ops.access import FORGOTTEN, every


def first_difference() -> str | None:
    """Return the first difference between the journal and the keys, or None."""
    acts = acts_on_record().filter(code=FORGOTTEN)
    told = {uid for act in acts for uid in params_of(act)["persons"]}
    gone = set(every(Person).filter(key="").values_list("uid", flat=True))
    for uid in sorted(told - gone):
        return f"members_person: {uid} is forgotten by the journal and has a key"
    for uid in sorted(gone - told):
        return f"members_person: the key of {uid} is gone, and no act says so"
    return None
