"""Ask for one event of many members."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from dangbo.accounts.access import Actor
from dangbo.members.forms.events import EventForm

# The events that make sense for many at once, in the order in which they are offered.
FOR_MANY: Final = (
    *("transfer", "post_temporarily", "end_temporary", "attribute", "exempt", "suspend", "resume"),
)
MOST: Final = 2_000


class BulkForm(EventForm):
    """Ask for an event of a kind, of many persons."""

    def __init__(
        self, *args: Any, actor: Actor, change: str, today: date, kind: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, actor=actor, change=change, today=today, kind=kind, **kwargs)
        del self.fields["since"]

    def events_of(self, uids: Sequence[str]) -> list[dict[str, Any]]:
        """Return what was typed as events of persons."""
        return [event for uid in uids for event in self.events(uid)]
