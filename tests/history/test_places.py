"""Prove that history files state where offices are, and that exports and packages tell it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from history.samples import as_bytes, small

from dangbo.accounts.access import Actor
from dangbo.history.commands import LoadReport, load_history
from dangbo.history.exports import history_text
from dangbo.history.files import FileRefused
from dangbo.history.queries.ending import ended_on
from dangbo.history.queries.exporting import entries_to_export
from dangbo.orgs.commands import record_place
from dangbo.orgs.queries import find_org, org_ids
from dangbo.orgs.queries.places import places_of, places_within
from dangbo.orgs.queries.verifying import first_difference
from dangbo.rules.org_places import Coordinates

pytestmark = pytest.mark.django_db
ON = date(2020, 1, 1)
FIRST: dict[str, Any] = {
    "key": "tru-so-1",
    "org": "khoi",
    "on": "1990-05-02",
    "address": "Hồng Gai",
    "paper": "qd-1",
    "source": "bao",
}
SECOND: dict[str, Any] = {
    "key": "tru-so-2",
    "org": "khoi",
    "on": "2005-01-01",
    "at": "20.951, 107.08",
    "source": "bao",
}
AT = Coordinates(Decimal("20.95100"), Decimal("107.08000"))
Told = list[tuple[date, Coordinates | None, str, str]]


def load(actor: Actor, value: dict[str, Any], reason: str = "") -> LoadReport:
    return load_history(actor=actor, content=as_bytes(value), name="tep.json", as_correction=reason)


def told(actor: Actor, uid: str = "khoi") -> Told:
    rows = places_of(actor=actor, org=org_ids(uids=[uid])[uid])
    return [(each.on, each.at, each.address, each.paper) for each in rows]


BOTH: Told = [
    (date(2005, 1, 1), AT, "", ""),
    (date(1990, 5, 2), None, "Hồng Gai", "qd-1"),
]


def test_a_file_states_where_an_office_is_from_a_day_on(actor: Actor) -> None:
    report = load(actor, small(places=[FIRST, SECOND]))
    khoi = org_ids(uids=["khoi"])["khoi"]

    assert report.added["places"] == 2
    assert told(actor) == BOTH
    assert places_of(actor=actor, org=khoi)[0].reason == small()["sources"][0]["title"]
    assert list(places_within(actor=actor, org=khoi, on=ON)) == [khoi]
    assert places_within(actor=actor, org=khoi, on=date(2004, 12, 31)) == {}
    assert load(actor, small(places=[FIRST, SECOND])).changes_nothing
    assert first_difference() is None


def test_a_corrected_file_moves_a_place_and_takes_one_back(actor: Actor) -> None:
    load(actor, small(places=[FIRST, SECOND]))

    moved = {**SECOND, "on": "2006-02-01", "address": "Hạ Long"}
    report = load(actor, small(places=[moved]), "Đối chiếu lại bản gốc")

    assert told(actor) == [(date(2006, 2, 1), AT, "Hạ Long", "")]
    assert (report.corrected["places"], report.withdrawn["places"]) == (1, 1)
    assert load(actor, small(places=[moved])).changes_nothing
    assert first_difference() is None


def test_what_the_office_recorded_since_is_not_taken_back(actor: Actor) -> None:
    load(actor, small(places=[FIRST]))
    khoi = org_ids(uids=["khoi"])["khoi"]
    here: dict[str, Any] = {"on": date(1990, 5, 2), "at": AT, "address": "Bãi Cháy"}
    record_place(actor=actor, org=khoi, reason="xem lại", **here)

    load(actor, small(), "Đối chiếu lại bản gốc")

    assert told(actor) == [(date(1990, 5, 2), AT, "Bãi Cháy", "")]


def test_an_export_tells_places_and_loads_to_the_same(actor: Actor) -> None:
    with transaction.atomic():
        load(actor, small(places=[SECOND]))
        khoi = find_org(actor=actor, text="khoi", on=ON).id
        seen: dict[str, Any] = {"actor": actor, "org": khoi}
        record_place(
            actor=actor, org=khoi, on=date(2012, 1, 1), at=None, address="Bãi Cháy", reason="dời"
        )
        record_place(
            actor=actor,
            org=khoi,
            on=date(2013, 1, 1),
            at=AT,
            address="Minh họa",
            reason="ví dụ",
            invented=True,
        )
        text = history_text(actor=actor, org=find_org(actor=actor, text="khoi", on=ON))
        sections = entries_to_export(**seen)
        ended, left_out = ended_on(sections, date(2010, 1, 1))
        with_invented = entries_to_export(**seen, with_invented=True)
        transaction.set_rollback(True)

    assert [each["key"] for each in sections["places"]] == ["tru-so-2", "khoi.2012-01-01"]
    assert [each["key"] for each in ended["places"]] == ["tru-so-2"]
    assert left_out > 0
    assert [each.get("invented") for each in with_invented["places"]] == [None, None, True]
    load_history(actor=actor, content=text.encode(), name="xuat.yaml")
    assert told(actor) == [
        (date(2012, 1, 1), None, "Bãi Cháy", ""),
        (date(2005, 1, 1), AT, "", ""),
    ]


@pytest.mark.parametrize(
    ("changes", "code", "line"),
    [
        ({"at": "gần chợ"}, "PLACE_UNREADABLE", "at"),
        ({"at": "207.1, 20.9"}, "RULE", ""),
        ({"on": "1989-12-31"}, "RULE", ""),
        ({"on": "1990"}, "NOT_A_DAY", "on"),
        ({"org": "la"}, "NO_SUCH_ORG", "org"),
        ({"paper": "qd-9"}, "NO_SUCH_PAPER", "paper"),
        ({"latitude": 20.9}, "UNKNOWN_FIELD", "latitude"),
    ],
)
def test_a_place_that_cannot_be_is_refused(
    actor: Actor, changes: dict[str, Any], code: str, line: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        load(actor, small(places=[{**SECOND, **changes}]))

    [found] = refused.value.problems
    assert found.code == code
    assert found.path[:2] == ("places", 0)
    assert not line or found.path[2:] == (line,)
