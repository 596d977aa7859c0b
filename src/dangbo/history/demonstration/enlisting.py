"""Write invented members into the register, each stage of a day in its place among decisions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.history.demonstration.peopling import Event, Peopled
from dangbo.members.commands import record_events
from dangbo.rules.member_roll import Stage


class Enlisting:
    """Members still to be written, in the order of their stages; without a plan there are none."""

    def __init__(self, actor: Actor, found: Peopled | None) -> None:
        self.actor = actor
        self.events = 0
        self.acts = 0
        self._rest: Iterator[tuple[Stage, Sequence[Event]]] = iter(
            found.stages.items() if found else ()
        )
        self._next = next(self._rest, None)

    def up_to(self, on: date, place: int, ids: Mapping[str, int]) -> None:
        """Write whatever happens before the decision at a place."""
        while self._next is not None and self._next[0].order <= (on, place, False):
            stage, events = self._next
            record_events(
                actor=self.actor,
                on=stage.on,
                events=[_by_id(each, ids) for each in events],
                invented=True,
            )
            self.events += len(events)
            self.acts += 1
            self._next = next(self._rest, None)


def _by_id(event: Event, ids: Mapping[str, int]) -> Event:
    return {**event, "org": ids[event["org"]]} if "org" in event else event
