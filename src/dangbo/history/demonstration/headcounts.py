"""Read from the register which numbers of members a demonstration has to agree with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from dangbo.accounts.access import Actor
from dangbo.history.access import all_rows, readable
from dangbo.history.demonstration.drafts import Brief
from dangbo.history.models import BELIEVED, Figure, Leader
from dangbo.history.queries import FigureRow, figures_of
from dangbo.orgs.access import org_by_uid
from dangbo.rules.days import add_months
from dangbo.rules.member_coming import Window
from dangbo.rules.member_learning import Learned
from dangbo.rules.member_targets import Headcount, Leap
from dangbo.rules.published import Operator

MEMBERS: Final = "dang_vien"
CAME: Final = "dang_vien_nhan_ve"
ADMITTED: Final = "ket_nap_dang_vien"
UNIVERSITY: Final = "trinh_do_dai_hoc_tro_len"
THEORY: Final = "llct_trung_cap_tro_len"
ADVANCED: Final = "llct_cu_nhan_cao_cap"
HEADS: Final = "bi_thu_la_thu_truong"
DAY: Final = timedelta(days=1)
# So many months before the last exact number are told month by month.
FULLY: Final = 120


@dataclass(frozen=True)
class MemberBrief:
    """What is published of a committee's members; without an exact number none are invented.

    `heads`: on which day how many secretaries of grassroots organisations are heads of agencies.
    """

    headcounts: tuple[Headcount, ...]
    leaps: tuple[Leap, ...]
    window: Window | None
    learned: Learned | None
    heads: tuple[date, int] | None
    never: frozenset[str]

    @property
    def thinned(self) -> date:
        """Return up to when quarters are told instead of months: the last years are told fully."""
        exact = [each.start for each in self.headcounts if each.exact]
        return max(min(exact), add_months(max(exact), -FULLY))


def member_brief(*, actor: Actor, brief: Brief) -> MemberBrief | None:
    """Return what is published of members, or None where nothing has to be agreed with."""
    org = org_by_uid(actor, brief.committee).pk
    rows = readable(actor, Figure, org=org, known=None).filter(invented=False, start__isnull=False)
    figures = [row for row in rows if row.end is not None]
    counts = tuple(_headcounts(figures))
    if not any(each.exact for each in counts):
        return None
    leaders = all_rows(Leader).filter(BELIEVED).values_list("person", flat=True)
    return MemberBrief(
        headcounts=counts,
        leaps=tuple(_leap(figures, move.on) for move in brief.moves),
        window=_window(figures),
        learned=_learned(figures, counts),
        heads=next(((_start(each), int(each.value)) for each in _of(figures, HEADS)), None),
        never=frozenset(leaders),
    )


def counted_members(*, actor: Actor, committee: str) -> tuple[FigureRow, ...]:
    """Return the published figures of members beside the register's own counts."""
    rows = figures_of(actor=actor, org=org_by_uid(actor, committee).pk).rows
    return tuple(each for each in rows if each.members_by and each.computed is not None)


def _of(figures: Iterable[Figure], *indicators: str) -> list[Figure]:
    """Return the exact figures of indicators."""
    exact = (each for each in figures if each.operator == Operator.EXACT)
    return [each for each in exact if each.indicator in indicators]


def _start(figure: Figure) -> date:
    return figure.start or date.max


def _headcounts(figures: Iterable[Figure]) -> list[Headcount]:
    found = []
    for each in figures:
        exact = each.operator == Operator.EXACT
        fits = each.calibrate if exact else each.operator == Operator.OVER
        if each.indicator == MEMBERS and each.end is not None and fits:
            found.append(Headcount(_start(each), each.end - DAY, int(each.value), exact))
    return found


def _leap(figures: Iterable[Figure], on: date) -> Leap:
    """Return how many came on a day: exactly as published, or a few more than "over" so many."""
    for each in figures:
        if each.indicator == CAME and each.start == on:
            exact = each.operator == Operator.EXACT
            return Leap(on, Headcount(on, on, int(each.value), exact).wanted)
    return Leap(on)


def _window(figures: Iterable[Figure]) -> Window | None:
    """Return the last published time with its number of admissions."""
    found = sorted((each for each in _of(figures, ADMITTED) if each.over), key=_start)
    if not found or found[-1].end is None:
        return None
    last = found[-1]
    return Window(_start(last), found[-1].end - DAY, int(last.value))


def _learned(figures: Sequence[Figure], counts: Iterable[Headcount]) -> Learned | None:
    """Return who has learned what on the first day on which all that is published."""
    total = {each.start: each.value for each in counts if each.exact}
    for university in _of(figures, UNIVERSITY):
        day = _start(university)
        theory = next((e for e in _of(figures, THEORY) if e.start == day), None)
        advanced = next((e for e in _of(figures, ADVANCED) if e.start == day), None)
        if day in total and theory is not None and advanced is not None:
            share = Decimal(university.value) * total[day] / 100
            count = int(share.quantize(Decimal(1), ROUND_HALF_UP))
            return Learned(day, count, int(theory.value), int(advanced.value))
    return None
