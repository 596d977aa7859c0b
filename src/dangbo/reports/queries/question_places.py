"""Say which organisations a question is asked of, at each of its moments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from dangbo.accounts.access import Actor
from dangbo.orgs.queries import children
from dangbo.orgs.queries.indicators import Asked
from dangbo.orgs.queries.names import OrgName, names_on
from dangbo.orgs.queries.states import states_near
from dangbo.reports.queries.answering import ask
from dangbo.rules.question_answers import Place, Side
from dangbo.rules.questions import Moment, Question


class OnDay(TypedDict):
    """Who asks, and the two clocks of the question."""

    actor: Actor
    on: date
    known: date | None


class NoSistersError(LookupError):
    """Nothing stands above an organisation, so it has no sisters."""


@dataclass(frozen=True)
class Seat:
    """An organisation of an answer with its id; `below` are those under it that are told apart."""

    id: int
    place: Place
    below: tuple[int, ...] = ()


@dataclass(frozen=True)
class Asking:
    """Who asks, as of when: what every question put to the register takes."""

    actor: Actor
    today: date
    known: date | None = None

    def of(self, org: int, moment: Moment) -> Asked:
        """Return what is asked of an organisation at one moment of a question."""
        return ask(actor=self.actor, org=org, on=moment.end, start=moment.start, known=self.known)


def seats_of(
    question: Question, org: OrgName, moments: Sequence[Moment], asking: Asking
) -> list[Seat]:
    """Return the organisations of a question: one, or those below with the one above them last.

    Raises NoSistersError for the sisters of what stands at the top.
    """
    if question.scope == "one":
        return [Seat(org.id, Place(org.uid, org.name, invented=org.invented))]
    above = _superior(org, moments[-1].end, asking) if question.scope == "sisters" else org
    found: dict[int, Seat] = {}
    for moment in moments:
        rows = children(actor=asking.actor, org=above.id, on=moment.end, known=asking.known)
        for row in rows:
            if not question.kinds or row.kind in question.kinds:
                place = Place(row.uid, row.name, invented=row.invented)
                found[row.id] = Seat(row.id, place)
    told = tuple(found)
    if question.kinds:
        return list(found.values())
    return [*found.values(), *(_side(above, told, side) for side in _sides(told))]


def _sides(told: Sequence[int]) -> Sequence[Side]:
    return ("own", "whole") if told else ("whole",)


def _side(org: OrgName, below: tuple[int, ...], side: Side) -> Seat:
    return Seat(org.id, Place(org.uid, org.name, side, org.invented), below)


def own_seat(org: OrgName, moment: Moment, asking: Asking) -> Seat:
    """Return what is in an organisation itself and in none of those below it."""
    rows = children(actor=asking.actor, org=org.id, on=moment.end, known=asking.known)
    return _side(org, tuple(row.id for row in rows), "own")


def _superior(org: OrgName, on: date, asking: Asking) -> OrgName:
    asked = OnDay(actor=asking.actor, on=on, known=asking.known)
    brief = states_near(orgs=[org.id], **asked).get(org.id)
    above = brief.superior if brief else None
    found = names_on(orgs=[above], **asked).get(above) if above is not None else None
    if found is None:
        raise NoSistersError(org.uid)
    return found
