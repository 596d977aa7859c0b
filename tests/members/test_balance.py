"""Balance members over periods: every line by hand, and every sum on every pair of days."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from factories.small_membership import happen, identity

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.members.commands import correct_events
from dangbo.members.models import Event
from dangbo.members.queries import Balance, balance, total_members
from dangbo.orgs.commands import decide
from dangbo.orgs.models import OrgPath

NEW = {"admitted": "2009-01-01", "counted_from": "2009-01-01", "standing": "official"}


@pytest.fixture
def ids(ids: dict[str, int]) -> dict[str, int]:
    """Have everything happen that a line counts, on the small register."""

    def one(on: date, change: str, person: str, **facts: object) -> None:
        happen(on, {"change": change, "person": person, **facts})

    one(date(2016, 2, 1), "recognise", "binh")
    one(date(2017, 6, 1), "recognise", "em")
    one(date(2017, 7, 1), "transfer", "em", org=ids["bao-dai"])
    one(date(2017, 8, 1), "post_temporarily", "an", org=ids["y-te-1"])
    one(date(2018, 1, 1), "expel", "dung")
    one(date(2018, 2, 1), "resign", "chau")
    one(date(2018, 3, 1), "restore", "dung", org=ids["y-te-1"], standing="official")
    one(date(2018, 4, 1), "readmit", "chau", org=ids["y-te-2"], admitted="2018-03-20")
    one(date(2018, 5, 1), "move_out", "binh")
    one(date(2018, 6, 1), "move_in", "ha", org=ids["y-te-2"], identity=identity("em"), **NEW)
    one(date(2018, 7, 1), "strike_off", "chau")
    one(date(2018, 8, 1), "die", "ha")
    one(
        date(2018, 9, 1),
        "admit",
        "kim",
        org=ids["y-te-1"],
        admitted="2018-08-15",
        identity=identity("binh"),
    )
    one(date(2018, 10, 1), "annul", "kim")
    one(date(2018, 11, 1), "enter", "lan", org=ids["y-te-2"], identity=identity("chau"), **NEW)
    return ids


def told(found: Balance) -> dict[str, list[str]]:
    """Return the persons of each line that has any."""
    lines = (*found.lines, found.recognised, *found.difference)
    return {line.code: [each.uid for each in line.persons] for line in lines if line.persons}


def of(org: int, start: date, end: date, **more: object) -> Balance:
    return balance(actor=OPERATOR, org=org, start=start, end=end, **more)


YEAR = (date(2018, 1, 1), date(2018, 12, 31))


def test_every_line_has_its_persons(ids: dict[str, int]) -> None:
    found = of(ids["khoi"], *YEAR)

    assert told(found) == {
        "admitted": ["kim"],
        "readmitted": ["chau"],
        "restored": ["dung"],
        "moved_in": ["ha"],
        "moved_out": ["binh"],
        "struck_off": ["chau"],
        "resigned": ["chau"],
        "expelled": ["dung"],
        "died": ["ha"],
        "cancelled": ["kim"],
        "entered": ["lan"],
    }
    assert (found.opening.total, found.expected.total, found.closing.total) == (5, 3, 4)
    assert not found.closes


def test_those_first_known_in_between_are_the_difference(ids: dict[str, int]) -> None:
    assert of(ids["khoi"], YEAR[0], date(2018, 10, 31)).closes
    assert not of(ids["khoi"], date(2018, 11, 1), date(2018, 11, 1)).closes
    assert of(ids["khoi"], date(2018, 11, 2), date(2019, 6, 1)).closes


def test_standing_is_split_and_recognition_moves_between(ids: dict[str, int]) -> None:
    found = of(ids["khoi"], date(2016, 1, 1), date(2017, 12, 31))

    assert (found.opening.official, found.opening.probationary) == (3, 1)
    assert told(found) == {"admitted": ["em"], "recognised": ["binh", "em"]}
    assert (found.closing.official, found.closing.probationary) == (5, 0)
    assert found.closes


def test_transfer_moves_out_of_one_and_into_the_other(ids: dict[str, int]) -> None:
    days = (date(2017, 6, 15), date(2017, 7, 31))

    assert told(of(ids["y-te"], *days)) == {"moved_out": ["em"]}
    assert told(of(ids["bao-dai"], *days)) == {"moved_in": ["em"]}
    assert told(of(ids["khoi"], *days)) == {}


def test_members_come_and_go_with_their_organisations(ids: dict[str, int]) -> None:
    merger = (date(2015, 6, 1), date(2015, 6, 1))
    move = (date(2018, 12, 1), date(2019, 1, 31))

    assert told(of(ids["bao"], *merger)) == {"moved_out_with_org": ["an", "binh"]}
    assert told(of(ids["bao-dai"], *merger)) == {"moved_in_with_org": ["an", "binh", "chau"]}
    assert told(of(ids["khoi"], *merger)) == {}
    assert told(of(ids["y-te"], *move)) == {"moved_out_with_org": ["lan"]}
    assert told(of(ids["bao-dai"], *move)) == {"moved_in_with_org": ["lan"]}
    assert of(ids["bao-dai"], *move).closes


def test_temporary_posting_is_no_movement(ids: dict[str, int]) -> None:
    assert told(of(ids["y-te"], date(2017, 8, 1), date(2017, 12, 31))) == {}


def test_organisation_that_itself_moves_keeps_its_members(ids: dict[str, int]) -> None:
    moved = {"change": "move", "orgs": [ids["y-te-1"]], "superior": ids["bao-dai"]}
    decide(actor=OPERATOR, on=date(2020, 3, 1), changes=[moved])

    assert told(of(ids["y-te-1"], date(2020, 1, 1), date(2020, 12, 31))) == {}
    assert of(ids["y-te-1"], date(2020, 1, 1), date(2020, 12, 31)).opening.total == 1


def test_balance_is_told_as_it_was_known(ids: dict[str, int]) -> None:
    act = Event.objects.get(person__uid="binh", change="move_out").act_id
    known = Event.objects.order_by("-opened_by")[0].opened_by.recorded
    later = known + timedelta(days=400)
    correct_events(actor=OPERATOR, act=act, on=date(2019, 2, 1), reason="nhầm", recorded=later)

    assert "moved_out" not in told(of(ids["khoi"], *YEAR))
    assert told(of(ids["khoi"], *YEAR, known=known))["moved_out"] == ["binh"]
    assert of(ids["khoi"], *YEAR, known=known).closing.total == 4
    assert of(ids["khoi"], *YEAR).closing.total == 5


DAYS = [
    date(2012, 2, 1),
    date(2014, 1, 1),
    date(2015, 5, 31),
    date(2016, 12, 31),
    date(2018, 3, 15),
    date(2018, 12, 31),
    date(2019, 12, 31),
]


def test_sum_comes_out_on_every_pair_of_days(ids: dict[str, int]) -> None:
    for org in ("tinh", "khoi", "y-te", "y-te-1", "y-te-2", "bao", "bao-dai"):
        for eve, end in combinations(DAYS, 2):
            found = of(ids[org], eve + timedelta(days=1), end)
            lines = {line.code: line.count.total for line in found.difference}
            assert set(lines) <= {"entered"}, (org, eve, end)
            assert found.expected.total + lines.get("entered", 0) == total_members(
                actor=OPERATOR, org=ids[org], on=end
            )
            assert found.opening.total == total_members(actor=OPERATOR, org=ids[org], on=eve)


def test_officer_balances_only_the_own_branch(ids: dict[str, int]) -> None:
    path = OrgPath.objects.filter(org=ids["y-te"])[0].path
    officer = Actor(name="officer", branches=(path,))

    own = balance(actor=officer, org=ids["y-te"], start=YEAR[0], end=YEAR[1])
    other = balance(actor=officer, org=ids["bao-dai"], start=YEAR[0], end=YEAR[1])

    assert told(own) == told(of(ids["y-te"], *YEAR))
    assert (other.opening.total, other.closing.total, told(other)) == (0, 0, {})
