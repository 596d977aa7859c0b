"""Recompute what was sent, and tie each difference to the acts recorded since."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from dangbo.accounts.access import Actor
from dangbo.orgs.queries.indicators import Asked
from dangbo.orgs.queries.names import OrgName
from dangbo.returns.queries.causes import Cause, Touched, causes_called, touching
from dangbo.returns.queries.figures import (
    Sent,
    asked_for,
    counted_now,
    figures_now,
    filled_now,
    frozen_figures,
)
from dangbo.returns.queries.forms import cell_called, cell_title, definition_of, subject_of
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.frozen_figures import Counted, Difference, differences
from dangbo.rules.indicators import Subject
from dangbo.rules.return_periods import ReturnPeriod

# Days on which it is looked up when somebody came in or fell out; of more all acts are named.
MOST_DAYS: Final = 12


@dataclass(frozen=True)
class Who:
    """Who or what came into a figure or fell out of it, with the acts that explain it."""

    item: Counted
    causes: Sequence[Cause]


@dataclass(frozen=True)
class Changed:
    """A cell that is not what it was, and whom that is about; `redefined`: it asks otherwise."""

    key: CellKey
    title: str
    subject: Subject
    before: Fraction | None
    now: Fraction | None
    gained: Sequence[Who] = ()
    lost: Sequence[Who] = ()
    redefined: bool = False


def compared(
    *, actor: Actor, sent: Sent, period: ReturnPeriod, org: OrgName, typed: Mapping[str, str]
) -> list[Changed]:
    """Return the cells in which today's answer is not what was sent, with the acts since."""
    asked = asked_for(actor=actor, period=period, org=org)
    now = figures_now(sent.layout, asked, filled_now(sent.layout, asked, typed))
    before = frozen_figures(sent)
    return explained(sent, asked, differences(before, {key: now[key] for key in before}))


def explained(sent: Sent, asked: Asked, found: Iterable[Difference]) -> list[Changed]:
    """Return differences with the titles of their cells and the acts that explain them."""
    told = [(key, each) for each in found if (key := cell_called(sent.layout, each.key))]
    touched = _touched(sent, told)
    seqs = {seq for each in touched.values() for acts in each.values() for seq in acts}
    causes = causes_called(actor=asked.actor, seqs=seqs)
    known = _Known(sent, asked)
    return [
        _changed(sent, key, each, _Explaining(key, touched[subject], causes, known))
        for key, each in told
        for subject in [subject_of(sent.layout, key)]
    ]


def _touched(sent: Sent, told: Sequence[tuple[CellKey, Difference]]) -> dict[Subject, Touched]:
    ids: dict[Subject, set[int]] = {}
    for key, each in told:
        own = ids.setdefault(subject_of(sent.layout, key), set())
        own.update(item.id for item in (*each.gained, *each.lost))
    return {subject: touching(own, subject, since=sent.known) for subject, own in ids.items()}


def _changed(sent: Sent, key: CellKey, found: Difference, acts: "_Explaining") -> Changed:
    cell = sent.cells[key]
    acts.look_at({item.id for item in (*found.gained, *found.lost)})
    return Changed(
        key,
        cell_title(sent.layout, key),
        subject_of(sent.layout, key),
        found.before,
        found.now,
        [Who(item, acts.of(item, came=True)) for item in found.gained],
        [Who(item, acts.of(item, came=False)) for item in found.lost],
        redefined=cell.definition != definition_of(sent.layout, key),
    )


class _Known:
    """Ask a cell again as known at the end of days after it was sent."""

    def __init__(self, sent: Sent, asked: Asked) -> None:
        self.sent, self.asked = sent, asked
        self._asked: dict[date, Asked] = {}
        self._lists: dict[tuple[CellKey, date], frozenset[Counted]] = {}

    def counted(self, key: CellKey, known: date) -> frozenset[Counted]:
        """Return who stood behind a cell as known on a day."""
        if (key, known) not in self._lists:
            then = self._asked.setdefault(known, replace(self.asked, known=known, _kept={}))
            self._lists[key, known] = frozenset(counted_now(self.sent.layout, key, then))
        return self._lists[key, known]


class _Explaining:
    """Find of all acts on somebody since a report was sent those that moved him or her."""

    def __init__(
        self, key: CellKey, touched: Touched, causes: Mapping[int, Cause], known: _Known
    ) -> None:
        self.key, self.touched, self.causes, self.known = key, touched, causes, known
        self._looks = False

    def look_at(self, ids: Iterable[int]) -> None:
        """Look up day by day when those moved, unless there are too many days."""
        self._looks = len({day for each in ids for day in self._days(each)}) <= MOST_DAYS

    def _days(self, each: int) -> list[date]:
        return sorted({self.causes[seq].recorded for seq in self.touched.get(each, ())})

    def of(self, item: Counted, *, came: bool) -> list[Cause]:
        """Return the acts of the day on which it came or fell out for good; else all there are."""
        seqs = sorted(self.touched.get(item.id, ()))
        days = self._days(item.id)
        if self._looks and len(days) > 1:
            turned, inside = None, not came
            for day in days:
                if (item in self.known.counted(self.key, day)) != inside:
                    turned, inside = day, not inside
            if turned is not None and inside == came:
                seqs = [seq for seq in seqs if self.causes[seq].recorded == turned]
        return [self.causes[seq] for seq in seqs]
