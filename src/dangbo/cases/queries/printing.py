"""Gather what the letters of a case say of its person and its organisations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dangbo.accounts.access import Actor
from dangbo.cases.access import events_by, every, last_standing
from dangbo.cases.queries.rows import CaseRow
from dangbo.cases.queries.seats import levels_of
from dangbo.members.models import Identity, Number
from dangbo.orgs.queries.names import names_on
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


def printed_of(*, actor: Actor, row: CaseRow, on: date) -> Printed:
    """Return what the letter of a case says on a day."""
    person = row.person.id
    who = every(Identity).filter(person=person, voided_by=None).first()
    stand = last_standing(person, on=on)
    official = events_by(person, on=on, changes={"recognise"}).first()
    numbers = every(Number).filter(person=person, voided_by=None, end=None).exclude(kind="citizen")
    levels = levels_of(actor=actor, org=row.org.id, on=on)
    issuing = levels.superior or levels.grassroots or row.org.id
    wanted = {issuing, levels.grassroots, levels.province} - {None}
    names = names_on(actor=actor, orgs={each for each in wanted if each}, on=on)
    grassroots = names.get(levels.grassroots or 0)
    superior = names.get(levels.province or 0)
    return Printed(
        birth=_birth(who),
        home_town=who.home_town if who else "",
        admitted=(stand.admitted if stand and stand.admitted else ""),
        recognised=official.on if official else "",
        counted_from=(stand.counted_from if stand and stand.counted_from else ""),
        numbers=dict(numbers.values_list("kind", "value")),
        grassroots=grassroots.name if grassroots else "",
        issuer=committee_name(names[issuing].name) if issuing in names else "",
        superior=committee_name(superior.name) if superior else "",
    )


def committee_name(name: str) -> str:
    """Return the committee that signs for an organisation: Đảng bộ X signs as Đảng ủy X."""
    return name.replace("Đảng bộ tỉnh", "Tỉnh ủy").replace("Đảng bộ", "Đảng ủy", 1)


def _birth(who: Identity | None) -> date | str:
    if who is None or who.birth is None:
        return ""
    if who.birth_precision == Precision.YEAR.value:
        return str(who.birth.year)
    if who.birth_precision == Precision.MONTH.value:
        return f"{who.birth.month:02}/{who.birth.year}"
    return who.birth
