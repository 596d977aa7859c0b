"""Say which parts the dimensions of a question can be narrowed to."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

from dangbo.reports.queries.dimensions import DIMENSIONS
from dangbo.rules.badges import badge_rules
from dangbo.rules.bodies import offices_on
from dangbo.rules.card_issues import AGAIN, FIRST
from dangbo.rules.case_stages import case_kinds
from dangbo.rules.member_attributes import attribute_kinds
from dangbo.rules.member_movements import ENTERED, RECOGNISED, SIGNS
from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.person_catalogues import ethnicities, religions

LISTED: Final[Mapping[str, Callable[[date], Iterable[object]]]] = {
    "kind": lambda on: org_kinds().on(on).kinds,
    "ethnicity": lambda _on: ethnicities(),
    "religion": lambda _on: religions(),
    "general_education": lambda _on: attribute_kinds()["general_education"].values,
    "movement": lambda _on: (*SIGNS, ENTERED, RECOGNISED),
    "body": lambda on: offices_on(on).bodies,
    "title": lambda on: offices_on(on).titles,
    "level": lambda on: badge_rules(on).levels,
    "reason": lambda _on: (FIRST, *AGAIN),
    "case": lambda on: case_kinds(on=on),
}


def codes_of(way: str, on: date) -> list[str] | None:
    """Return the codes of a dimension on a day; None where anything may be written (a term)."""
    if way in LISTED:
        return [str(each) for each in LISTED[way](on)]
    found = DIMENSIONS[way].order(on) if way in DIMENSIONS else []
    return found or None
