"""Foresee what acts would do, one upon the other, and write nothing."""

from collections.abc import Iterable, Sequence
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.orgs.access import decision_row_of, highest_org, may_change
from dangbo.orgs.commands.correcting import revision_of
from dangbo.orgs.commands.deciding import Changes, new_revision, next_seq
from dangbo.orgs.queries import org_ids
from dangbo.orgs.replay import Tables
from dangbo.rules.corrections import Correction
from dangbo.rules.layering import Layered
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.projection import Projection, Revision, project


class Foresight:
    """Project acts as if each before it had been written; what is refused is not believed."""

    def __init__(self, actor: Actor) -> None:
        may_change(actor)
        self.actor = actor
        self.now = Tables()
        self.then = Layered(self.now)
        self.since = next_seq()
        self.projections: list[Projection] = []

    def decide(self, *, on: date, changes: Changes) -> Projection:
        """Project a decision after those before it."""
        return self._project([new_revision(self.since + len(self.projections), on, changes)])

    def correct(self, corrections: Sequence[Correction]) -> Projection:
        """Project a correction of decisions that are recorded."""
        return self._project(self._revisions(corrections))

    def trial(self, corrections: Sequence[Correction]) -> Projection:
        """Project a correction on what is believed now, for comparison only: nothing is laid."""
        return project(revisions=self._revisions(corrections), reader=self.now, kinds=org_kinds())

    def _revisions(self, corrections: Sequence[Correction]) -> list[Revision]:
        return [
            revision_of(decision_row_of(self.actor, each.act), on=each.on) for each in corrections
        ]

    def _project(self, revisions: Sequence[Revision]) -> Projection:
        found = project(revisions=revisions, reader=self.then, kinds=org_kinds())
        if found.outcome.verdict.allows:
            self.then.lay(found)
        self.projections.append(found)
        return found


def provisional_ids(uids: Iterable[str]) -> dict[str, int]:
    """Return the ids of keys; those that have none get one for the time of a foresight."""
    wanted = list(dict.fromkeys(uids))
    known = org_ids(uids=wanted)
    new = (uid for uid in wanted if uid not in known)
    return known | {uid: pk for pk, uid in enumerate(new, start=highest_org() + 1)}


def preview(*, actor: Actor, on: date, changes: Changes) -> Projection:
    """Say what one decision would do and every reason against it, writing nothing."""
    return Foresight(actor).decide(on=on, changes=changes)
