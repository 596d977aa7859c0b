"""Post a few invented members in the small register, whose every answer can be told by hand.

In `bao` (merged into `bao-dai` on 2015-06-01): an, official since 2014; binh, in probation.
In `dai` (the same): chau, official since before. In `y-te-1`: dung, official; em, admitted 2016.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from factories.built_once import built_once

from dangbo.accounts.access import OPERATOR
from dangbo.audit.models import Act
from dangbo.members.commands import record_events

CITIZEN_NUMBER = "022085001234"
REASON: Final = "ví dụ"
NAMES: Final[Mapping[str, tuple[str, str, str]]] = {
    "an": ("Nguyễn Văn An", "nam", "1985-03-02"),
    "binh": ("Trần Thị Bình", "nu", "1990-02-28"),
    "chau": ("Lê Minh Châu", "nu", "1970-12-31"),
    "dung": ("Hoàng Văn Dũng", "nam", "1965-01-01"),
    "em": ("Đặng Thị Em", "nu", "1992-07-15"),
}


def identity(key: str) -> dict[str, str]:
    """Return who one of the invented persons is."""
    name, sex, birth = NAMES[key]
    return {"name": name, "sex": sex, "birth": birth, "ethnicity": "kinh"}


def happen(on: date, *events: dict[str, Any], **more: Any) -> Act:
    """Record events of invented members on a day."""
    return record_events(
        actor=OPERATOR, on=on, events=events, **{"reason": REASON, "invented": True, **more}
    )


@built_once
def build(ids: Mapping[str, int]) -> None:
    """Post the members in the organisations whose ids are given."""
    first = {"admitted": "2005-05-19", "counted_from": "2005-05-19", "standing": "official"}
    happen(
        date(2012, 3, 1),
        {
            "change": "enter",
            "person": "chau",
            "org": ids["dai"],
            "identity": identity("chau"),
            **first,
        },
        {
            "change": "enter",
            "person": "dung",
            "org": ids["y-te-1"],
            "identity": identity("dung"),
            **first,
        },
    )
    admitted = {"change": "admit", "identity": identity("an"), "admitted": "2013-02-20"}
    happen(date(2013, 3, 1), {**admitted, "person": "an", "org": ids["bao"]})
    happen(date(2014, 3, 1), {"change": "recognise", "person": "an"})
    admitted = {"change": "admit", "identity": identity("binh"), "admitted": "2015-01-05"}
    happen(date(2015, 2, 3), {**admitted, "person": "binh", "org": ids["bao"]})
    admitted = {"change": "admit", "identity": identity("em"), "admitted": "2016-05-01"}
    happen(date(2016, 5, 19), {**admitted, "person": "em", "org": ids["y-te-1"]})


@built_once
def describe(held: Mapping[str, Sequence[tuple[str, str]]]) -> None:
    """State attributes of members, on one day."""
    happen(
        date(2016, 6, 1),
        *(
            {"change": "attribute", "person": person, "kind": kind, "value": value}
            for person, stated in held.items()
            for kind, value in stated
        ),
    )


def give_citizen_number() -> None:
    """Give one of the invented persons a sealed number."""
    event = {"change": "number", "person": "an", "kind": "citizen", "value": CITIZEN_NUMBER}
    happen(date(2021, 1, 1), event)
