"""Time a correction in a small register and in a large one: what it touches is what it costs."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from bench.filling import Filled
from bench.register import Made, day
from bench.timing import row, side_by_side, taken_back
from dangbo.accounts.access import OPERATOR
from dangbo.audit.access import acts_by_seq
from dangbo.audit.queries import params_of
from dangbo.orgs.commands import correct, decide
from dangbo.orgs.replay import Tables
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.projection import Projection, Revision, project
from dangbo.rules.replay import dated_act

ORGS = 20
ON = date(2010, 3, 1)
LATER = ON + timedelta(days=30)
RUNS = 15
AIM = 2


class Corrected(NamedTuple):
    """What corrections took in one register, in seconds, and how much they replayed."""

    orgs: int
    acts: int
    replayed: int
    again: int
    seconds: dict[str, float]


def corrected(filled: Filled) -> Corrected:
    """Move 20 cells that are moved once more later, and time how long correcting that takes."""
    chosen = [each for each in filled.orgs if _moves_once_after(each)][:ORGS]
    assert len(chosen) == ORGS  # noqa: S101
    taken = {superior for org in chosen for superior, _, _ in org.places}
    superior = next(each.id for each in filled.orgs if _stays(each, 3) and each.id not in taken)
    move = {"change": "move", "orgs": [each.id for each in chosen], "superior": superior}
    act = decide(actor=OPERATOR, on=ON, changes=[move]).seq
    correction = partial(correct, actor=OPERATOR, act=act, reason="bench")
    found = _redated(act)
    seconds = side_by_side(
        {
            "redate": taken_back(partial(correction, on=LATER)),
            "void": taken_back(partial(correction, void=True)),
        },
        runs=RUNS,
    )
    replayed = len(found.replayed), len(found.acts)
    return Corrected(len(filled.orgs), filled.acts, *replayed, seconds)


def _stays(org: Made, level: int) -> bool:
    return org.level == level and org.born == 0 and org.ended is None


def _moves_once_after(org: Made) -> bool:
    return _stays(org, 4) and len([each for each in org.places if day(each[1]) > LATER]) == 1


def _redated(act: int) -> Projection:
    before = dated_act(act, LATER, params_of(acts_by_seq([act])[act]))
    return project(revisions=[Revision(act, before, ON)], reader=Tables(), kinds=org_kinds())


def lines(small: Corrected, large: Corrected) -> Iterator[str]:
    """Lay the corrections in the large register beside those in the small one."""
    for what, seconds in large.seconds.items():
        title = (
            f"{what} of {ORGS} among {large.orgs:,} and {large.acts:,} acts"
            f" ({large.replayed} replayed, {large.again} acts), beside {small.orgs:,} and"
            f" {small.acts:,} ({small.replayed} replayed, {small.again} acts)"
        )
        yield row(title, seconds, small.seconds[what], AIM)
