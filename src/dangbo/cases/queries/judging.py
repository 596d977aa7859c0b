"""Gather what the rules judge a case by: its steps and papers, and what its person is on a day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dangbo.accounts.access import Actor
from dangbo.audit.access import act_known_on
from dangbo.cases.access import (
    documents_of,
    events_by,
    every,
    last_standing,
    readable_cases,
    standing_row,
    steps_of_cases,
)
from dangbo.cases.models import Case, Step
from dangbo.cases.queries.seats import seats_on
from dangbo.cases.queries.sponsoring import around_cell
from dangbo.cases.queries.voting import vote_in
from dangbo.members.models import Identity, Person, Standing
from dangbo.rules.candidacy import Sponsor
from dangbo.rules.case_files import CaseFile, Taken, Whom
from dangbo.rules.days import PartialDay, Precision
from dangbo.rules.member_changes import ENTRIES, EXITS, day_in


def whom_of(person: Person | None, *, on: date) -> Whom:
    """Return what is known of a person on a day, for the rules."""
    if person is None:
        return Whom(None)
    held = standing_row(person.pk, on=on)
    left = events_by(person.pk, on=on, changes=EXITS).first()
    back = events_by(person.pk, on=on, changes={"readmit"})
    return Whom(
        standing=held.standing if held else None,
        activity=held.activity if held else "active",
        birth=_birth(person),
        ceremony=_ceremony(person.pk, held, on),
        entered=came.on if (came := events_by(person.pk, on=on, changes=ENTRIES).first()) else None,
        left=left.on if left and not held else None,
        left_by=left.change if left and not held else "",
        times_readmitted=back.count(),
    )


def _birth(person: Person) -> PartialDay | None:
    row = every(Identity).filter(person=person, voided_by=None).first()
    if row is None or row.birth is None:
        return None
    return PartialDay(row.birth, Precision(row.birth_precision))


def _ceremony(person: int, held: Standing | None, on: date) -> date | None:
    event = events_by(person, on=on, changes={"admit", "readmit"}).first()
    if event is not None:
        return event.on
    probation = held is not None and held.standing == "probationary"
    return held.start if held is not None and probation else None


def stated_standing(person: int, *, on: date) -> dict[str, Any]:
    """Return what a member was when last a member, to be stated when he or she comes back."""
    last = last_standing(person, on=on)
    if last is None:
        return {}
    return {
        "standing": last.standing,
        "counted_from": last.counted_from.isoformat() if last.counted_from else None,
        "admitted": last.admitted.isoformat() if last.admitted else None,
    }


def taken_in(steps: Iterable[Step]) -> dict[str, Taken]:
    """Return the steps of a case by code, in the order in which they were recorded."""
    return {
        each.code: Taken(each.on, each.by, each.facts, vote_in(each.facts))
        for each in sorted(steps, key=lambda one: one.opened_by_id)
    }


def conditions_in(case: Case, taken: Mapping[str, Taken]) -> frozenset[str]:
    """Return what holds of a case: from its opening, and from what steps told since."""
    told = {each for one in taken.values() for each in one.facts.get("conditions", ())}
    return frozenset({*case.conditions, *told})


def case_file(*, actor: Actor, case: Case, on: date, known: date | None = None) -> CaseFile:
    """Return a case as the rules judge it on a day."""
    act = act_known_on(known)
    steps = list(steps_of_cases([case.pk], known=act))
    taken = taken_in(steps)
    told = [fact for each in taken.values() for fact in each.facts.get("sponsors", ())]
    documents = {each.number: each.signed for each in documents_of(case.pk, known=act)}
    others = readable_cases(actor).filter(person=case.person_id, closed_on=None)
    return CaseFile(
        kind=case.kind,
        whom=whom_of(case.person, on=on),
        facts=case.facts,
        conditions=conditions_in(case, taken),
        taken=taken,
        documents=documents,
        sponsors=_sponsors(case, told, on),
        open_cases=others.exclude(pk=case.pk).count(),
    )


def _sponsors(case: Case, told: list[Mapping[str, Any]], on: date) -> tuple[Sponsor, ...]:
    if not told:
        return ()
    seat, _target = seats_on([case], on=on)[case.pk]
    near = around_cell(org=seat, persons=[int(each["person"]) for each in told], on=on)
    return tuple(
        Sponsor(
            official=(held := standing_row(int(each["person"]), on=on)) is not None
            and held.standing == "official",
            together_since=day_in(each.get("since")),
            near=int(each["person"]) in near,
        )
        for each in told
    )


def running_kinds(actor: Actor, person: int) -> tuple[str, ...]:
    """Return the kinds of the cases that run for a person."""
    rows = readable_cases(actor).filter(person=person, closed_on=None)
    return tuple(rows.values_list("kind", flat=True))
