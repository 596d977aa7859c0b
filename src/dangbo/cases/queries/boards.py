"""List the cases of a day, the most urgent first, and count them by stage.

Of today a page is a few statements: each case keeps its stage and its deadline. Of a past day every
case is worked out from its steps, as they were known.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, overload

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.cases.access import readable_cases
from dangbo.cases.models import Case
from dangbo.cases.queries.places import below, within_orgs
from dangbo.cases.queries.rows import SOON, CaseRow, rows_of

State = Literal["running", "overdue", "soon", "closed", "all"]


@dataclass(frozen=True)
class BoardFilter:
    """What the board is narrowed to: a kind, an organisation and all below it, a state, a stage."""

    kind: str = ""
    org: int | None = None
    state: State = "running"
    stage: str = ""


class StageCount(NamedTuple):
    """How many running cases have the same step before them, and of how many it is overdue."""

    stage: str
    running: int
    late: int


class Urgency(NamedTuple):
    """How many cases run, and how many of them are overdue or due within a week."""

    running: int
    overdue: int
    soon: int


@dataclass(frozen=True)
class Board:
    """The cases that a filter leaves, and the running ones by stage, whatever stage it names."""

    rows: Sequence[CaseRow]
    stages: Sequence[StageCount]


class _Kept(Sequence[CaseRow]):
    """The cases of a statement, told when a page of them is asked for."""

    def __init__(self, actor: Actor, cases: QuerySet[Case], on: date) -> None:
        self.actor, self.cases, self.on = actor, cases, on
        self._count: int | None = None

    def __len__(self) -> int:
        if self._count is None:
            self._count = self.cases.count()
        return self._count

    @overload
    def __getitem__(self, at: int) -> CaseRow: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[CaseRow]: ...

    def __getitem__(self, at: int | slice) -> CaseRow | Sequence[CaseRow]:
        if isinstance(at, int):
            return self[at : at + 1][0]
        return rows_of(actor=self.actor, cases=list(self.cases[at]), on=self.on)


def board(*, actor: Actor, on: date, known: date | None = None, narrowed: BoardFilter) -> Board:
    """Return the cases of a day that the filter leaves, the most urgent first."""
    if known is None and on >= timezone.localdate():
        return _kept_board(actor, on, narrowed)
    return _told_board(actor, on, known, narrowed)


def _kept_board(actor: Actor, on: date, narrowed: BoardFilter) -> Board:
    cases = readable_cases(actor).filter(opened_on__lte=on)
    if narrowed.kind:
        cases = cases.filter(kind=narrowed.kind)
    if narrowed.org is not None:
        cases = cases.filter(within_orgs(actor=actor, orgs=[narrowed.org], on=on, cases=cases))
    cases = cases.filter(_state(narrowed.state, on))
    late = Count("pk", filter=Q(due__lt=on))
    counted = cases.filter(closed_on=None).values("stage").annotate(count=Count("pk"), late=late)
    stages = [
        StageCount(*row)
        for row in counted.order_by("-count", "stage").values_list("stage", "count", "late")
    ]
    if narrowed.stage:
        cases = cases.filter(stage=narrowed.stage)
    ordered = cases.order_by(F("due").asc(nulls_last=True), "pk").select_related("person")
    return Board(_Kept(actor, ordered, on), stages)


def _state(state: State, on: date) -> Q:
    running = Q(closed_on__isnull=True)
    return {
        "running": running,
        "overdue": running & Q(due__lt=on),
        "soon": running & Q(due__gte=on, due__lte=on + SOON),
        "closed": ~running,
        "all": Q(),
    }[state]


def _told_board(actor: Actor, on: date, known: date | None, narrowed: BoardFilter) -> Board:
    cases = readable_cases(actor, known=act_known_on(known)).filter(opened_on__lte=on)
    if narrowed.kind:
        cases = cases.filter(kind=narrowed.kind)
    if narrowed.state in {"running", "overdue", "soon"} and known is None:
        cases = cases.exclude(closed_on__lte=on)
    rows = rows_of(actor=actor, cases=list(cases.select_related("person")), on=on, known=known)
    if narrowed.org is not None:
        inside = below(actor=actor, org=narrowed.org, on=on, known=known)
        rows = [each for each in rows if _inside(each, inside)]
    rows = [each for each in rows if _in_state(each, narrowed.state, on)]
    found = [each for each in rows if narrowed.stage in ("", each.stage)]
    found.sort(key=lambda each: (each.due is None, each.due and each.due.due, each.id))
    return Board(found, _counted(rows, on))


def _counted(rows: Iterable[CaseRow], on: date) -> list[StageCount]:
    running = [each for each in rows if each.closed_on is None]
    late = Counter(each.stage for each in running if each.is_overdue(on))
    counted = Counter(each.stage for each in running)
    found = [StageCount(stage, count, late[stage]) for stage, count in counted.items()]
    return sorted(found, key=lambda each: (-each.running, each.stage))


def _inside(row: CaseRow, orgs: set[int]) -> bool:
    return row.org.id in orgs or (row.to_org is not None and row.to_org.id in orgs)


def _in_state(row: CaseRow, state: State, on: date) -> bool:
    if state == "all":
        return True
    if state == "closed":
        return row.closed_on is not None
    if row.closed_on is not None:
        return False
    return {"overdue": row.is_overdue(on), "soon": row.is_due_soon(on)}.get(state, True)


def urgency(*, actor: Actor, org: int, on: date, known: date | None = None) -> Urgency:
    """Count the running cases of an organisation, those overdue, and those due within a week."""
    if known is None and on >= timezone.localdate():
        cases = readable_cases(actor).filter(opened_on__lte=on, closed_on=None)
        cases = cases.filter(within_orgs(actor=actor, orgs=[org], on=on, cases=cases))
        sums = {each: Count("pk", filter=_state(each, on)) for each in ("overdue", "soon")}
        return Urgency(**cases.aggregate(running=Count("pk"), **sums))
    rows = _told_board(actor, on, known, BoardFilter(org=org)).rows
    overdue = sum(each.is_overdue(on) for each in rows)
    return Urgency(len(rows), overdue, sum(each.is_due_soon(on) for each in rows))


def open_cases_in(
    *, actor: Actor, orgs: Iterable[int], on: date, known: date | None = None
) -> Sequence[CaseRow]:
    """Return the running cases that are in some organisations, or below them, on a day."""
    wanted = [*orgs]
    if known is None and on >= timezone.localdate():
        cases = readable_cases(actor).filter(opened_on__lte=on, closed_on=None)
        cases = cases.filter(within_orgs(actor=actor, orgs=wanted, on=on, cases=cases))
        ordered = cases.order_by(F("due").asc(nulls_last=True), "pk").select_related("person")
        return _Kept(actor, ordered, on)
    inside: set[int] = set()
    for org in wanted:
        inside |= below(actor=actor, org=org, on=on, known=known)
    rows = _told_board(actor, on, known, BoardFilter()).rows if inside else ()
    return [each for each in rows if _inside(each, inside)]
