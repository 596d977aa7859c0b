"""Find what an organisation's history needs: all that stood below it, and what that came from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from dangbo.accounts.access import Actor
from dangbo.audit.access import acts_by_seq
from dangbo.audit.models import Act
from dangbo.audit.queries import params_of_all
from dangbo.orgs.access import below_path, chunks, readable_orgs, readable_paths, readable_touches
from dangbo.rules.keyed_changes import orgs_in

Change = Mapping[str, Any]


@dataclass
class Scope:
    """The organisations of an export by id, and of each decision the changes that concern them."""

    uids: dict[int, str] = field(default_factory=dict)
    invented: set[int] = field(default_factory=set)
    changes: dict[int, list[Change]] = field(default_factory=dict)
    acts: dict[int, Act] = field(default_factory=dict)


def scope_of(*, actor: Actor, org: int, with_invented: bool) -> Scope:
    """Return what has to be told so that the history of an organisation can be told.

    To begin with, all that ever stood below it; then whatever a change of those names, and what
    happened to that. Of what only stood beside or above, those below it are left out.
    """
    wanted, pairs = _below(actor, org), _Pairs(actor, with_invented=with_invented)
    frontier = set(wanted)
    while frontier:
        pairs.meet(frontier)
        frontier = pairs.named(wanted) - wanted
        wanted |= frontier
    scope = Scope(changes=pairs.changes(wanted), acts=pairs.acts)
    for ids in chunks(wanted):
        for pk, uid, invented in (
            readable_orgs(actor).filter(pk__in=ids).values_list("pk", "uid", "invented")
        ):
            if with_invented or not invented:
                scope.uids[pk] = uid
                scope.invented |= {pk} if invented else set()
    return scope


def _below(actor: Actor, org: int) -> set[int]:
    """Return an organisation and all that stood below it on any day."""
    found = {org}
    paths = readable_paths(actor, known=None)
    for path, start, end in paths.filter(org=org).values_list("path", "start", "end"):
        together = Q(end__isnull=True) | Q(end__gt=start)
        if end is not None:
            together &= Q(start__lt=end)
        rows = paths.filter(below_path(path) & together)
        found.update(rows.values_list("org", flat=True))
    return found


class _Pairs:
    """The changes met so far, as decision and position."""

    def __init__(self, actor: Actor, *, with_invented: bool) -> None:
        self.actor = actor
        self.with_invented = with_invented
        self.acts: dict[int, Act] = {}
        self._positions: dict[int, set[int]] = defaultdict(set)
        self._params: dict[int, dict[str, Any]] = {}

    def meet(self, orgs: Iterable[int]) -> None:
        """Take in every change that touches some organisations."""
        touches = readable_touches(self.actor, known=None)
        for ids in chunks(orgs):
            for act, position in touches.filter(org__in=ids).values_list("act", "position"):
                self._positions[act].add(position)
        for ids in chunks(self._positions.keys() - self._params.keys()):
            acts = acts_by_seq(ids)
            self._params |= params_of_all(acts.values())
            self.acts |= {
                seq: act for seq, act in acts.items() if self.with_invented or not act.invented
            }

    def changes(self, wanted: set[int]) -> dict[int, list[Change]]:
        """Return of each decision the changes met, narrowed to what is wanted."""
        return {
            seq: [
                narrowed(self._params[seq]["changes"][place], wanted)
                for place in sorted(self._positions[seq])
            ]
            for seq in sorted(self.acts)
        }

    def named(self, wanted: set[int]) -> set[int]:
        """Return the organisations that the changes name, beside lists cut to what is wanted."""
        changes = self.changes(wanted).values()
        return {int(org) for each in changes for change in each for _, org in orgs_in(change)}


def narrowed(change: Change, wanted: set[int]) -> Change:
    """Leave out of the lists of a change those who only moved along with others."""
    found = dict(change)
    if change["change"] in {"move", "hand_over_part"} and "orgs" in change:
        found["orgs"] = [each for each in change["orgs"] if each in wanted]
        if not found["orgs"]:
            del found["orgs"]
    below = change.get("below")
    if isinstance(below, Mapping):
        found["below"] = {child: result for child, result in below.items() if int(child) in wanted}
    return found
