"""Hold a report against those of the organisations below it: do they add up, and who is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from dangbo.accounts.access import Actor
from dangbo.base.spans import valid_on
from dangbo.members.access import every as every_member_row
from dangbo.members.models import Posting
from dangbo.orgs.access import chunks, paths_on
from dangbo.orgs.queries.names import OrgName
from dangbo.returns.queries.figures import (
    Sent,
    all_sent_by,
    asked_for,
    figures_now,
    filled_now,
    frozen_figures,
    sent_by,
)
from dangbo.returns.queries.forms import (
    added_up,
    cell_called,
    cell_title,
    indicator_of,
    subject_of,
    written,
)
from dangbo.returns.queries.judging import At, reports_below
from dangbo.returns.queries.reading import Report
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.frozen_figures import Counted, Figure, SumDifference, sum_differences
from dangbo.rules.indicators import Subject

# Movements from one organisation below to another: below they count, above nobody came or went.
MOVES: Final = frozenset({"chuyen_den", "chuyen_di", "dang_vien_nhan_ve", "di_cung_to_chuc"})


@dataclass(frozen=True)
class Below:
    """The report of an organisation directly below: its figures as sent, None where it was not."""

    report: Report
    figures: Mapping[str, Figure] | None


@dataclass(frozen=True)
class Missing:
    """Those whom one side counted and the other did not, by the organisation where they stood.

    No organisation: in the upper one itself, or nowhere in it.
    """

    org: OrgName | None
    sent: bool
    items: Sequence[Counted]


@dataclass(frozen=True)
class NotAdded:
    """A cell in which the reports below do not add up to the one above.

    `inside`: how many only moved from one organisation below to another.
    """

    key: CellKey
    title: str
    subject: Subject
    above: Fraction
    below: Fraction
    parts: Sequence[tuple[OrgName, Fraction | None]]
    above_only: Sequence[Missing]
    below_only: Sequence[Counted]
    inside: int = 0


@dataclass(frozen=True)
class AddedUp:
    """A report against those below it: who was not received, and where it does not add up."""

    below: Sequence[Below]
    cells: int
    differing: Sequence[NotAdded]

    @property
    def not_sent(self) -> list[Report]:
        """Return those whose report is not with the level above."""
        return [each.report for each in self.below if each.figures is None]


def added_up_below(*, actor: Actor, at: At) -> AddedUp:
    """Hold a report, as sent or as it would be now, against what those below have sent."""
    reports = reports_below(actor=actor, at=at)
    sent = all_sent_by(actor=actor, sendings=[each.sending for each in reports if each.sending])
    below = [_below(each, sent.get(each.sending or 0)) for each in reports]
    counted = {written(key) for key in added_up(at.layout)}
    given = [each.figures for each in below if each.figures is not None]
    found = sum_differences(_above(actor, at), given, added_up=counted)
    moved = _moved(at, found)
    placing = _Placing(actor, at.report.period.cut_off, below)
    placing.look_for({item.id for each in found for item in each.above_only})
    told = [_not_added(at, each, below, placing, moved) for each in found]
    return AddedUp(below, len(counted), [each for each in told if each is not None])


def _above(actor: Actor, at: At) -> Mapping[str, Figure]:
    if at.report.sending is not None:
        sent = sent_by(actor=actor, sending=at.report.sending)
        if sent is not None:
            return frozen_figures(sent)
    asked = asked_for(actor=actor, period=at.report.period, org=at.report.org)
    return figures_now(at.layout, asked, filled_now(at.layout, asked, at.report.typed))


def _below(report: Report, sent: Sent | None) -> Below:
    return Below(report, frozen_figures(sent) if sent else None)


def _moved(at: At, found: Iterable[SumDifference]) -> dict[int, set[str]]:
    """Return in which cells of coming and going persons stand below alone."""
    cells: dict[int, set[str]] = {}
    for each in found:
        key = cell_called(at.layout, each.key)
        if key is not None and indicator_of(at.layout, key) in MOVES:
            for item in each.below_only:
                cells.setdefault(item.id, set()).add(indicator_of(at.layout, key))
    return cells


def _not_added(
    at: At,
    found: SumDifference,
    below: Sequence[Below],
    placing: "_Placing",
    moved: Mapping[int, set[str]],
) -> NotAdded | None:
    key = cell_called(at.layout, found.key)
    if key is None:
        return None
    moves = indicator_of(at.layout, key) in MOVES
    inside = {item.id for item in found.below_only if moves and len(moved[item.id]) > 1}
    subject = subject_of(at.layout, key)
    return NotAdded(
        key,
        cell_title(at.layout, key),
        subject,
        found.above,
        found.below,
        [(each.report.org, _value(each, found.key)) for each in below],
        placing.sorted_out(found.above_only, subject),
        [item for item in found.below_only if item.id not in inside],
        len(inside),
    )


def _value(below: Below, key: str) -> Fraction | None:
    if below.figures is None or key not in below.figures:
        return None
    return below.figures[key].value


class _Placing:
    """Say under which organisation below persons and organisations stood on the cut-off."""

    def __init__(self, actor: Actor, on: date, below: Sequence[Below]) -> None:
        self.actor, self.on, self.below = actor, on, below
        self._paths = self._paths_of([each.report.org.id for each in below])
        self._homes: dict[int, int] = {}
        self._home_paths: dict[int, str] = {}

    def _paths_of(self, orgs: Iterable[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for some in chunks(orgs):
            rows = paths_on(self.actor, on=self.on, known=None).filter(org__in=some)
            found |= dict(rows.values_list("org", "path"))
        return found

    def look_for(self, ids: set[int]) -> None:
        """Look up at once where persons and organisations of these ids stood."""
        for some in chunks(ids):
            rows = every_member_row(Posting).filter(
                valid_on(self.on, None), person__in=some, kind="official"
            )
            self._homes |= dict(rows.values_list("person", "org"))
        self._home_paths = self._paths_of({*ids, *self._homes.values()})

    def sorted_out(self, items: Sequence[Counted], subject: Subject) -> list[Missing]:
        """Return things by the organisation below in which they stood, those in none last."""
        found: dict[int, list[Counted]] = {}
        for item in items:
            home = item.id if subject == "org" else self._homes.get(item.id, 0)
            path = self._home_paths.get(home, "")
            found.setdefault(self._under(path), []).append(item)
        named = {each.report.org.id: each for each in self.below}
        return [
            Missing(
                named[org].report.org if org in named else None,
                org in named and named[org].figures is not None,
                own,
            )
            for org, own in sorted(found.items(), key=lambda pair: (not pair[0], pair[0]))
        ]

    def _under(self, path: str) -> int:
        return next((org for org, top in self._paths.items() if path and path.startswith(top)), 0)
