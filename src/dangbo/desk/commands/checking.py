"""Note how far the journal had come when a draft was last checked and held."""

from dangbo.accounts.access import Actor
from dangbo.desk.access import writable_drafts
from dangbo.desk.enums import State


def note_checked(*, actor: Actor, draft: int, since: int, holds: bool) -> None:
    """Note that a draft held on the register as it was after the act `since`, or that it did not.

    Only one who may write it checks it for everybody; it changes nothing that is typed.
    """
    rows = writable_drafts(actor).filter(pk=draft, state=State.OPEN)
    if holds:
        rows.filter(checked__lt=since).update(checked=since)
    else:
        rows.update(checked=0)
