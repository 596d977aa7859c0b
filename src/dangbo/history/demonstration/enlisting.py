"""Write invented members into the register, each stage of a day in its place among decisions."""

from collections.abc import Mapping
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.history.demonstration.peopling import Event, Peopled, Staged
from dangbo.members.commands import record_events
from dangbo.posts.commands import record_posts


class Enlisting:
    """Members still to be written, in the order of their stages; without a plan there are none."""

    def __init__(self, actor: Actor, found: Peopled | None) -> None:
        self.actor = actor
        self.events = 0
        self.acts = 0
        self._rest = iter(found.stages.items() if found else ())
        self._next = next(self._rest, None)

    def up_to(self, on: date, place: int, ids: Mapping[str, int]) -> None:
        """Write whatever happens before the decision at a place."""
        while self._next is not None and self._next[0].order <= (on, place, False):
            stage, staged = self._next
            self._write(stage.on, staged, ids)
            self._next = next(self._rest, None)

    def _write(self, on: date, staged: Staged, ids: Mapping[str, int]) -> None:
        if staged.events:
            events = [_by_id(each, ids) for each in staged.events]
            record_events(actor=self.actor, on=on, events=events, invented=True)
        if staged.posts:
            posts = [_by_id(each, ids) for each in staged.posts]
            record_posts(actor=self.actor, on=on, posts=posts, invented=True)
        self.events += len(staged.events) + len(staged.posts)
        self.acts += bool(staged.events) + bool(staged.posts)


def _by_id(event: Event, ids: Mapping[str, int]) -> Event:
    return {**event, "org": ids[event["org"]]} if "org" in event else event
