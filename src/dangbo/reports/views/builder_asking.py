"""Read a question from an address, find its organisation, and answer it or say what is wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import parse_qsl

from django.conf import settings

from dangbo.accounts.middleware import ActorRequest
from dangbo.orgs.queries.names import OrgName
from dangbo.orgs.views.asking import on_day
from dangbo.orgs.views.choosing import Chosen, chosen_org
from dangbo.reports import queries
from dangbo.reports.forms.filters import ORG_FIELD, org_asked
from dangbo.reports.phrases.questions import sentence
from dangbo.reports.queries import WrongWayError
from dangbo.reports.queries.question_codes import codes_of
from dangbo.reports.queries.question_places import Asking, NoSistersError
from dangbo.reports.queries.questions import TooManyCellsError, answer, question_faults
from dangbo.reports.tables.builder import question_url
from dangbo.reports.tables.builder_form import Problem, problems_of
from dangbo.reports.tables.builder_grid import Grid, Laying
from dangbo.rules.indicators import Indicator
from dangbo.rules.question_addresses import NAMES, question_in
from dangbo.rules.question_answers import Answer, Difference, Spot
from dangbo.rules.questions import Question
from dangbo.rules.verdicts import Finding, finding


@dataclass(frozen=True)
class Told:
    """A question with its organisation and its answer, or what keeps it from being asked."""

    question: Question
    chosen: Chosen
    org: OrgName | None
    faults: Sequence[Finding]
    problems: Sequence[Problem]
    answer: Answer | None
    sentence: str

    @property
    def asked(self) -> list[Indicator]:
        """Return the indicators of the question."""
        return [queries.indicator(code) for code in self.question.indicators]


def pairs_in(request: ActorRequest) -> list[tuple[str, str]]:
    """Return what an address says of a question; an organisation that was picked by its key."""
    given = request.GET
    told = [(name, str(value)) for name in NAMES for value in given.getlist(name)]
    return [(name, org_asked(given) if name == ORG_FIELD else value) for name, value in told]


def told_by(
    request: ActorRequest, pairs: Iterable[tuple[str, str]], *, counted: bool = True
) -> Told:
    """Return a question and, where it is `counted`, its answer."""
    read = question_in(pairs)
    chosen = chosen_org(request, read.question.org, on=request.as_of.on)
    org = chosen.org
    if org is None and not chosen.asked:
        org = queries.first_org(**on_day(request))
    question = replace(read.question, org=org.uid) if org else read.question
    faults = [*read.faults, *question_faults(question, today=request.as_of.on)]
    if org is None and chosen.settled:
        faults.append(finding("QUESTION_NO_ORG", "org"))
    found = None
    if counted and org and not faults:
        found, refusal = _answered(request, question, org)
        faults += refusal
    can_be_told = org is not None and not any(each.where in TOLD for each in faults)
    words = _sentence(request, question, org) if org and can_be_told else ""
    problems = problems_of(faults, request.as_of.on)
    return Told(question, chosen, org, faults, problems, found, words)


# A question of which these are wrong cannot be told in a sentence.
TOLD = frozenset({"indicators", "by", "filters", "kinds"})


def _sentence(request: ActorRequest, question: Question, org: OrgName) -> str:
    asked = [queries.indicator(code) for code in question.indicators]
    return sentence(question, asked, org.name, request.as_of.on)


def _answered(
    request: ActorRequest, question: Question, org: OrgName
) -> tuple[Answer | None, list[Finding]]:
    most = settings.QUESTION_CELLS
    try:
        return answer(question, org=org, asking=asking_of(request), most=most), []
    except TooManyCellsError:
        return None, [finding("QUESTION_TOO_MANY_CELLS", "days", most=most)]
    except NoSistersError:
        return None, [finding("QUESTION_NO_SISTERS", "scope")]
    except WrongWayError as error:
        told = {"way": ", ".join(error.ways), "allowed": ", ".join(error.allowed)}
        return None, [finding("QUESTION_WRONG_WAY", "by", **told)]


def asking_of(request: ActorRequest) -> Asking:
    """Return who asks, and both clocks."""
    return Asking(request.actor, request.as_of.on, request.as_of.known)


def grid_of(
    question: Question, found: Answer, *, moved: dict[Spot, Difference] | None = None
) -> Grid:
    """Return an answer laid out, each figure with the address of its list."""
    on = found.moments[-1].end
    second = codes_of(question.by[1], on) if len(question.by) > 1 else None
    asked = [queries.indicator(code) for code in question.indicators]
    link = partial(question_url, "reports:ask_list")
    laying = Laying(question, found, asked, link, moved or {}, second or ())
    return laying.grid()


def pairs_of_query(query: str) -> list[tuple[str, str]]:
    """Return what a question that is kept says."""
    return parse_qsl(query)
