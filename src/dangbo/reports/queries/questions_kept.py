"""Tell which questions somebody has at hand, with whom they are shared, and what they answered."""

from datetime import date, datetime
from typing import Final, NamedTuple
from urllib.parse import parse_qsl

from dangbo.accounts.access import Actor, colleagues
from dangbo.accounts.models import User
from dangbo.orgs.queries.indicators import Asked
from dangbo.orgs.queries.names import names_on, org_ids
from dangbo.reports.access import (
    changeable_questions,
    dropped_questions,
    kept_questions,
    question_row,
    readable_questions,
    runs_of,
    shares_of,
    unseen_runs,
)
from dangbo.reports.enums import Failure
from dangbo.reports.models import Question, Run
from dangbo.reports.queries.answering import may_read
from dangbo.reports.queries.question_places import Asking
from dangbo.reports.queries.registry import UnknownIndicatorError, indicator
from dangbo.rules.question_addresses import Read, question_in
from dangbo.rules.question_answers import Answer, Spot, answer_in

# More digits are no number of a row.
DIGITS: Final = 18


class KeptQuestion(NamedTuple):
    """A question that is kept, as whoever asks has it at hand."""

    id: int
    name: str
    note: str
    query: str
    owner: str
    own: bool
    changeable: bool
    revision: int
    changed_by: str
    changed_at: datetime
    every: str
    due_next: date | None
    shared: int = 0
    unseen: int = 0


def read_query(query: str) -> Read:
    """Return the question that was kept, and what of it cannot be read any more."""
    return question_in(parse_qsl(query))


class SharedWith(NamedTuple):
    """A colleague, or everybody who works in an organisation."""

    id: int
    name: str
    username: str
    org: str
    may_change: bool


class KeptRun(NamedTuple):
    """What a question answered on a day; None with the reason where it could not."""

    id: int
    on: date
    at: datetime
    query: str
    seen: bool
    failure: str
    detail: str
    answer: Answer | None

    @property
    def reason(self) -> str:
        """Return why there is no answer."""
        return str(Failure(self.failure).label) if self.failure else ""


def count_unseen(actor: Actor) -> int:
    """Count what the actor's questions answered by themselves and he or she has not seen."""
    return unseen_runs(actor).count()


def kept_list(*, actor: Actor) -> list[KeptQuestion]:
    """Return the questions that the actor keeps or others share, by name."""
    rows = list(readable_questions(actor))
    mine = set(changeable_questions(actor).values_list("pk", flat=True))
    shared: dict[int, int] = {}
    for share in shares_of(row.pk for row in rows):
        shared[share.question_id] = shared.get(share.question_id, 0) + 1
    unseen: dict[int, int] = {}
    for pk in unseen_runs(actor).values_list("question", flat=True):
        unseen[pk] = unseen.get(pk, 0) + 1
    return [
        _kept(row, actor, changeable=row.pk in mine)._replace(
            shared=shared.get(row.pk, 0), unseen=unseen.get(row.pk, 0)
        )
        for row in rows
    ]


def put_away(*, actor: Actor) -> list[KeptQuestion]:
    """Return the questions that the actor has put away, the last first."""
    rows = dropped_questions(actor).select_related("owner", "changed_by")
    return [_kept(row, actor, changeable=True) for row in rows]


def open_question(*, actor: Actor, pk: int) -> KeptQuestion:
    """Return one question that the actor may ask, or answer 404."""
    row = question_row(actor, pk)
    changeable = changeable_questions(actor).filter(pk=pk).exists()
    unseen = unseen_runs(actor).filter(question=pk).count()
    return _kept(row, actor, changeable=changeable)._replace(unseen=unseen)


def _kept(row: Question, actor: Actor, *, changeable: bool) -> KeptQuestion:
    return KeptQuestion(
        row.pk,
        row.name,
        row.note,
        row.query,
        str(row.owner),
        row.owner_id == actor.user_id,
        changeable,
        row.revision,
        str(row.changed_by),
        row.changed_at,
        row.every,
        row.due_next,
    )


def called(name: str) -> list[Question]:
    """Return the questions that a number, a name, or an account and a name mean."""
    rows = kept_questions()
    if name.isdecimal() and len(name) <= DIGITS:
        return list(rows.filter(pk=int(name)))
    owner, sign, rest = name.partition(":")
    found = list(rows.filter(name=name))
    return found or (list(rows.filter(owner__username=owner, name=rest)) if sign else [])


def shared_with(*, actor: Actor, pk: int, on: date) -> list[SharedWith]:
    """Return with whom a question is shared."""
    rows = list(shares_of([question_row(actor, pk).pk]))
    orgs = [row.org_id for row in rows if row.org_id is not None]
    names = names_on(actor=actor, orgs=orgs, on=on)
    found = []
    for row in rows:
        org = names.get(row.org_id or 0)
        told = org.name if org else row.org.uid if row.org else ""
        name, username = (str(row.user), row.user.username) if row.user else ("", "")
        found.append(SharedWith(row.pk, name, username, told, row.may_change))
    return found


def may_be_told(*, actor: Actor) -> list[User]:
    """Return the colleagues with whom a question may be shared."""
    return list(colleagues(actor).exclude(pk=actor.user_id or 0).order_by("username"))


def runs(*, actor: Actor, pk: int) -> list[KeptRun]:
    """Return what a question answered by itself, the last first, as far as the actor may read."""
    row = question_row(actor, pk)
    return [_run(each, actor) for each in runs_of(row.pk)]


def _run(row: Run, actor: Actor) -> KeptRun:
    found = answer_in(row.answer) if row.answer else None
    shown = read_by(found, actor, row.on) if found else None
    seen = row.seen_at is not None
    return KeptRun(row.pk, row.on, row.at, row.query, seen, row.failure, row.detail, shown)


def read_by(found: Answer, actor: Actor, today: date) -> Answer:
    """Return an answer that was kept without the figures that whoever reads it may not ask for."""
    ids = org_ids(uids=[place.uid for place in found.places])
    asking = Asking(actor, today)
    readable: dict[tuple[int, int, str], bool] = {}

    def may(spot: Spot) -> bool:
        key = (spot.moment, spot.place, spot.indicator)
        if key not in readable:
            asked = asking.of(ids[found.places[spot.place].uid], found.moments[spot.moment])
            readable[key] = _may(spot.indicator, asked)
        return readable[key]

    cells = {spot: value if may(spot) else None for spot, value in found.cells.items()}
    return Answer(found.moments, found.places, found.keys, found.versions, cells)


def _may(code: str, asked: Asked) -> bool:
    try:
        return may_read(indicator(code), asked)
    except UnknownIndicatorError:
        return False
