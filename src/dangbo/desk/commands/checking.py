"""Note how far the journal had come when a draft was last checked."""

from dangbo.accounts.access import Actor
from dangbo.desk.access import writable_drafts
from dangbo.desk.enums import State


def note_checked(*, actor: Actor, draft: int, since: int) -> None:
    """Note that a draft was checked on the register as it was after the act `since`.

    Only one who may write it checks it for everybody; it changes nothing that is typed.
    """
    rows = writable_drafts(actor).filter(pk=draft, state=State.OPEN, checked__lt=since)
    rows.update(checked=since)
