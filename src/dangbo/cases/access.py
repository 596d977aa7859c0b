"""Open the rows of cases: which an actor may see, and which acts read and write."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from dangbo.accounts.access import Actor
from dangbo.base.spans import known_at, valid_on
from dangbo.cases.models import Case, CaseDocument, Step
from dangbo.members.access import ask_for_persons, chunks, in_sight, seen_through
from dangbo.members.models import Carry, Event, Identity, Person, Posting, Standing
from dangbo.orgs.access import ask_over, is_inside, standing_branches, within
from dangbo.orgs.models import OrgVersion
from dangbo.rules.case_stages import STOPPED
from dangbo.rules.rights import CASE_DECIDE, CASE_PREPARE, CASE_READ

__all__ = ["chunks", "every"]
Row = TypeVar("Row", bound=Model)
# Whoever takes these steps is of the cell or of the grassroots organisation, or the member.
PREPARING: Final = frozenset({"", "member", "cell", "departmental", "grassroots"})


def every(model: type[Row]) -> QuerySet[Row]:
    """Return all rows of a model, for the acts and projections that write them."""
    return model._default_manager.all()


def readable_cases(actor: Actor, *, known: int | None = None) -> QuerySet[Case]:
    """Return the cases of which the actor may know: of either side, or of a person of his own."""
    rows = Case.objects.filter(known_at(known))
    sight = in_sight(actor, act=CASE_READ)
    if sight is None:
        return rows
    here, there = (within(actor, org, act=CASE_READ) for org in ("org", "to_org"))
    return rows.filter(Q(here) | Q(there) | Q(sight))


def case_by_id(actor: Actor, pk: int, *, known: int | None = None) -> Case:
    """Return one case, or answer 404."""
    rows = readable_cases(actor, known=known).select_related("person")
    return get_object_or_404(rows, pk=pk)


def right_of(by: str) -> str:
    """Return the act that a step is, by who takes it (empty: whoever prepares the file)."""
    return CASE_PREPARE if by in PREPARING else CASE_DECIDE


def ask_right(actor: Actor, *, by: str = "", orgs: Iterable[int] = ()) -> None:
    """Ask for the right to act in cases in a role (empty: in none), here and nowhere else."""
    ask_over(actor, right_of(by), orgs)


def lock_case(actor: Actor, pk: int, *, by: str = "") -> Case:
    """Return one case for an act, held until the transaction ends; or refuse, or answer 404."""
    ask_right(actor, by=by)
    rows = readable_cases(actor).select_for_update(of=("self",)).select_related("person")
    case = get_object_or_404(rows, pk=pk)
    _ask_here(actor, case, by)
    return case


def _ask_here(actor: Actor, case: Case, by: str) -> None:
    """Refuse who may act neither where the case is, nor where it goes, nor for its person now."""
    act = right_of(by)
    branches = actor.over(act)
    if branches is None:
        return
    ends = {org for org in (case.org_id, case.to_org_id) if org is not None}
    places = standing_branches(ends, on=timezone.localdate()).values()
    if not any(is_inside(each, branches) for each in places):
        ask_for_persons(actor, [case.person_id], act=act)


def steps_of_cases(
    cases: Iterable[int], *, known: int | None = None, on: date | None = None
) -> QuerySet[Step]:
    """Return the steps of some cases in their order, as believed, up to a day."""
    rows = Step.objects.filter(known_at(known), case__in=list(cases)).select_related("paper")
    return (rows if on is None else rows.filter(on__lte=on)).order_by("case", "opened_by")


def ceremony_held(on: date) -> Exists:
    """Return the condition that the ceremony of a case was held by a day."""
    rows = Step.objects.filter(voided_by__isnull=True, case=OuterRef("pk"), code="ceremony")
    return Exists(rows.filter(on__lte=on))


def away_outside(persons: Iterable[int], *, on: date) -> set[int]:
    """Return those of some persons who are in temporary activity outside the register on a day."""
    taken = Step.objects.filter(voided_by__isnull=True, case=OuterRef("pk"), on__lte=on)
    rows = Case.objects.filter(
        Exists(taken.filter(code="letter")),
        ~Exists(taken.filter(code__in=["return", STOPPED])),
        voided_by__isnull=True,
        kind="temporary_outside",
        person__in=list(persons),
    )
    return set(rows.values_list("person", flat=True))


def documents_of(case: int, *, known: int | None = None) -> QuerySet[CaseDocument]:
    """Return the papers put into a case, as believed."""
    rows = CaseDocument.objects.filter(known_at(known), case=case).select_related("paper")
    return rows.order_by("number", "pk")


def readable_identities(
    actor: Actor, persons: Iterable[int], *, known: int | None = None
) -> QuerySet[Identity]:
    """Return who the persons of readable cases are."""
    rows = Identity.objects.filter(known_at(known), person__in=list(persons))
    return rows.filter(Exists(readable_cases(actor).filter(person=OuterRef("person"))))


def persons_for_cases(actor: Actor) -> QuerySet[Person]:
    """Return the persons the actor may know of, and those who have no posting anywhere."""
    posted = Posting.objects.filter(person=OuterRef("pk"), voided_by__isnull=True)
    seen = seen_through(actor, "pk")
    rows = Person.objects.all()
    return rows if seen is None else rows.filter(seen | Q(~Exists(posted)))


def person_for_case(actor: Actor, uid: str) -> Person | None:
    """Return a person by the key: one the actor may know of, or who has no posting anywhere."""
    return persons_for_cases(actor).filter(uid=uid).first()


def standing_row(person: int, *, on: date, known: int | None = None) -> Standing | None:
    """Return what a person is as a member on a day, None for who is none."""
    return Standing.objects.filter(valid_on(on, known), person=person).first()


def last_standing(person: int, *, on: date) -> Standing | None:
    """Return the last standing that had begun by a day."""
    rows = Standing.objects.filter(voided_by__isnull=True, person=person, start__lte=on)
    return rows.order_by("-start").first()


def events_by(person: int, *, on: date, changes: Iterable[str]) -> QuerySet[Event]:
    """Return the events of some kinds that a person had met by a day, the last first."""
    rows = Event.objects.filter(voided_by__isnull=True, person=person, on__lte=on)
    return rows.filter(change__in=list(changes)).order_by("-on", "-act")


def postings_of(
    persons: Iterable[int], *, on: date, known: int | None = None, kind: str = "official"
) -> dict[int, int]:
    """Return where persons are posted on a day."""
    found: dict[int, int] = {}
    for ids in chunks(persons):
        rows = Posting.objects.filter(valid_on(on, known), kind=kind, person__in=ids)
        found |= dict(rows.values_list("person", "org"))
    return found


def posted_on(on: date) -> QuerySet[Posting]:
    """Return where the person of a case is posted on a day, to be asked of each case."""
    return Posting.objects.filter(valid_on(on, None), kind="official", person=OuterRef("person"))


def carried_away(org: str, on: date) -> Exists:
    """Return the condition that another took over the members of a case's organisation."""
    rows = Carry.objects.filter(voided_by__isnull=True, source=OuterRef(org), on__lte=on)
    return Exists(rows.filter(persons__isnull=True, result__isnull=False))


def kinds_on(orgs: Iterable[int], *, on: date, known: int | None = None) -> dict[int, str]:
    """Return the kinds of organisations that stand on a day."""
    found: dict[int, str] = {}
    for ids in chunks(orgs):
        rows = OrgVersion.objects.filter(valid_on(on, known), org__in=ids)
        found |= dict(rows.values_list("org", "kind"))
    return found


def members_in(org: int, *, on: date) -> list[tuple[int, str, str]]:
    """Return the members of a cell on a day: person, standing and activity."""
    posted = Posting.objects.filter(
        valid_on(on, None), kind="official", org=org, person=OuterRef("person")
    )
    rows: Any = Standing.objects.filter(Exists(posted), valid_on(on, None))
    return list(rows.values_list("person", "standing", "activity"))


def posted_in(orgs: Iterable[int], persons: Iterable[int], *, on: date) -> set[int]:
    """Return those of some persons who are posted in organisations on a day, also for a time."""
    rows = Posting.objects.filter(valid_on(on, None), person__in=list(persons))
    return {person for person, org in rows.values_list("person", "org") if org in set(orgs)}


def officials_in(orgs: Iterable[int], *, on: date) -> dict[int, int]:
    """Return the official members of organisations on a day, each with the cell."""
    found: dict[int, int] = {}
    official = Standing.objects.filter(
        valid_on(on, None), standing="official", person=OuterRef("person")
    )
    for ids in chunks(orgs):
        rows = Posting.objects.filter(valid_on(on, None), kind="official", org__in=ids)
        found |= dict(rows.filter(Exists(official)).values_list("person", "org"))
    return found


def standing_ceremonies(
    persons: Iterable[int], *, on: date, known: int | None = None
) -> dict[int, date]:
    """Return the first day of the probation of persons: of their last ceremony by a day."""
    found: dict[int, date] = {}
    for ids in chunks(persons):
        held = Standing.objects.filter(valid_on(on, known), person__in=ids, standing="probationary")
        found |= dict(held.values_list("person", "start"))
        rows = Event.objects.filter(
            known_at(known), person__in=ids, on__lte=on, change__in=["admit", "readmit"]
        )
        found |= dict(rows.order_by("on", "act").values_list("person", "on"))
    return found
