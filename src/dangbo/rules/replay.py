"""Apply decisions in their order, and say what the organisations were, and what does not hold.

The same fold serves an act of today, a backdated one, and a correction: what differs is which acts
are given. The order is (effective day, sequence number, position in the decision).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dangbo.rules.applying import (
    Application,
    Succession,
    Touch,
    apply_change,
    check_kinds,
)
from dangbo.rules.changes import Change, normal
from dangbo.rules.org_kinds import OrgKinds
from dangbo.rules.standing_checks import check_superiors
from dangbo.rules.timelines import Timeline, Version
from dangbo.rules.verdicts import Findings, Verdict
from dangbo.rules.world import Eve, Wanted, World


@dataclass(frozen=True)
class DatedAct:
    """One decision as it stands in the order: its number, its effective day, its changes."""

    seq: int
    on: date
    changes: tuple[Change, ...]


def dated_act(seq: int, on: date, params: Mapping[str, Any]) -> DatedAct:
    """Read a decision from the parameters that the journal keeps of it."""
    return DatedAct(seq, on, tuple(normal(raw) for raw in params["changes"]))


@dataclass(frozen=True)
class Outcome:
    """What a replay finds: timelines from the eve on, what each act touched, and every verdict.

    `met` says on which days it asked what an organisation of the context was. When `wanted` is not
    empty the outcome is not final: load what it names and replay again.
    """

    timelines: Mapping[int, Timeline]
    touches: tuple[Touch, ...]
    successions: tuple[Succession, ...]
    verdicts: Mapping[int, Verdict]
    met: Mapping[int, set[date]] = field(default_factory=dict)
    wanted: Wanted = field(default_factory=Wanted)

    @property
    def verdict(self) -> Verdict:
        """Return the verdicts of all acts as one."""
        against = dict.fromkeys(f for each in self.verdicts.values() for f in each.against)
        warnings = dict.fromkeys(f for each in self.verdicts.values() for f in each.warnings)
        return Verdict(tuple(against), tuple(warnings))


def replay(
    *,
    acts: Iterable[DatedAct],
    eves: Mapping[int, Eve],
    context: Mapping[int, Timeline],
    below: Mapping[int, Iterable[int]],
    kinds: OrgKinds,
    since: date,
) -> Outcome:
    """Apply `acts` to the organisations of `eves`, amid those of `context`, and judge the result.

    The eves are those of the day `since`; what holds from then on is judged.

    `below` lists, for each organisation that may end or change its kind, who has ever stood under
    it since the eve; they may be replayed themselves or belong to the context.
    """
    world = World(eves=eves, context=context, below=below)
    done: dict[int, Application] = {}
    for act in sorted(acts, key=lambda each: (each.on, each.seq)):
        application = Application(act.seq, act.on, kinds.on(act.on))
        for position, change in enumerate(act.changes):
            apply_change(change, position, world=world, application=application)
        check_kinds(world=world, application=application)
        done[act.seq] = application
    timelines: dict[int, list[Version]] = dict(world.timelines())
    findings = defaultdict(Findings, {seq: one.findings for seq, one in done.items()})
    check_superiors(timelines, context=context, findings=findings, wanted=world.wanted, since=since)
    return Outcome(
        timelines=timelines,
        touches=tuple(each for one in done.values() for each in one.touches),
        successions=tuple(each for one in done.values() for each in one.successions),
        verdicts={seq: each.verdict() for seq, each in findings.items()},
        met=world.met,
        wanted=world.wanted,
    )
