"""Gather what the letters of a case say of its person and its organisations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.cases.access import events_by, every, last_standing
from dangbo.cases.queries.rows import CaseRow
from dangbo.cases.queries.seats import Levels, levels_of
from dangbo.letters.queries.signing import signer_of
from dangbo.members.models import Identity, Number
from dangbo.orgs.queries.names import names_on
from dangbo.rules.case_letters import (
    authority_of,
    committee_name,
    level_of,
    place_of_issue,
    post_words,
)
from dangbo.rules.days import Precision


@dataclass(frozen=True)
class Printed:
    """What a letter says beyond the case: of the person as last stated, and who issues it."""

    birth: date | str = ""
    home_town: str = ""
    admitted: date | str = ""
    recognised: date | str = ""
    counted_from: date | str = ""
    numbers: Mapping[str, str] = field(default_factory=dict)
    grassroots: str = ""
    issuer: str = ""
    superior: str = ""
    place: str = ""
    authority: str = ""
    signer: str = ""
    post: str = ""


def printed_of(*, actor: Actor, row: CaseRow, on: date, by: str) -> Printed:
    """Return what the letter of a case says on a day; `by` is the role that issues it."""
    person = row.person.id
    who = every(Identity).filter(person=person, voided_by=None).first()
    stand = last_standing(person, on=on)
    official = events_by(person, on=on, changes={"recognise"}).first()
    numbers = every(Number).filter(person=person, voided_by=None, end=None).exclude(kind="citizen")
    levels = levels_of(actor=actor, org=row.org.id, on=on)
    return Printed(
        birth=_birth(who),
        home_town=who.home_town if who else "",
        admitted=(stand.admitted if stand and stand.admitted else ""),
        recognised=official.on if official else "",
        counted_from=(stand.counted_from if stand and stand.counted_from else ""),
        numbers=dict(numbers.values_list("kind", "value")),
        grassroots=_called(actor, levels.grassroots, on),
        **_issued(actor, levels, row.org.id, by, on),
    )


def _issued(actor: Actor, levels: Levels, cell: int, by: str, on: date) -> dict[str, str]:
    """Say who issues a letter, under whom, where, and who signs it in which post."""
    upward = [levels.cell or cell, levels.departmental, levels.grassroots]
    orgs = [each for each in (*upward, levels.superior, levels.province) if each]
    level = level_of(by)
    issuing = (getattr(levels, level) if level else None) or (
        levels.superior or levels.grassroots or cell
    )
    above = orgs[orgs.index(issuing) :] if issuing in orgs else [issuing]
    names = names_on(actor=actor, orgs=above, on=on)
    called = [names[each].name for each in above if each in names]
    issuer = committee_name(called[0]) if called else ""
    signer = signer_of(actor=actor, org=issuing, on=on)
    return {
        "issuer": issuer,
        "superior": committee_name(called[1]) if len(called) > 1 else "",
        "place": place_of_issue(called),
        "authority": authority_of(role=by, name=issuer),
        "signer": signer.name if signer else "",
        "post": post_words(signer.title) if signer else "",
    }


def _called(actor: Actor, org: int | None, on: date) -> str:
    names = names_on(actor=actor, orgs=[org], on=on) if org else {}
    return names[org].name if org in names else ""


def _birth(who: Identity | None) -> date | str:
    if who is None or who.birth is None:
        return ""
    if who.birth_precision == Precision.YEAR.value:
        return str(who.birth.year)
    if who.birth_precision == Precision.MONTH.value:
        return f"{who.birth.month:02}/{who.birth.year}"
    return who.birth
