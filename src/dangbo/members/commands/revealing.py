"""Note who looked at the numbers that are shown hidden otherwise."""

from collections.abc import Iterable

from dangbo.accounts.access import Actor
from dangbo.audit.commands import record_access
from dangbo.audit.enums import AccessCode
from dangbo.members.access import person_by_uid


def note_reveal(*, actor: Actor, uid: str, kinds: Iterable[str]) -> None:
    """Note that somebody was shown a person's secret numbers whole; the numbers are not kept."""
    person = person_by_uid(actor, uid)
    record_access(
        actor=actor,
        code=AccessCode.REVEALED,
        kind="member",
        subject=person.uid,
        facts={"numbers": sorted(set(kinds))},
    )
