"""Set minutes of hand-overs: what is known is printed, what is not stays a line to fill."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation
from history.packages import wish
from history.test_exporting import reorganise

from dangbo.accounts.access import Actor
from dangbo.history.commands import written_package
from dangbo.history.files.packages.minutes import minutes_of, values_of
from dangbo.history.queries.handing import contents_of
from dangbo.orgs.commands import decide, register_orgs
from dangbo.orgs.queries import org_ids

pytestmark = pytest.mark.django_db
HOSTILE = '#panic("x") $1$ *a* _b_ @c <d> \\ `e` [f] // /* #{'


def values(actor: Actor, uid: str, on: date, **more: Any) -> dict[str, Any]:
    contents = contents_of(actor=actor, wish=wish(actor, uid, on, **more))
    return values_of(contents, "a" * 64)


def test_minutes_say_what_is_known_and_leave_the_rest_blank(actor: Actor) -> None:
    reorganise(actor)

    assert values(actor, "a", date(2002, 2, 3)) == {
        "org": {"name": "Đảng bộ a", "kind": "Đảng bộ cơ sở", "code": "T-a"},
        "giver": {"name": "Đảng bộ Khối các cơ quan tỉnh", "superior": "Đảng bộ tỉnh"},
        "to": "",
        "place": "",
        "date": [2002, 2, 3],
        "day": ["03", "02", "2002"],
        "basis": [],
        "below": 1,
        "total": "2",
        "counts": [["Đảng bộ cơ sở", "1"], ["Chi bộ trực thuộc", "1"]],
        "members": [],
        "digest": "a" * 64,
        "invented": False,
        "rows": [
            [
                *("Đảng bộ a", "Đảng bộ cơ sở", "T-a", "Đảng bộ Khối các cơ quan tỉnh"),
                "44-QĐ/ĐUK, 04/03/1994",
            ],
            ["Đảng bộ a2", "Chi bộ trực thuộc", "T-a2", "Đảng bộ a", "44-QĐ/ĐUK, 04/03/1994"],
        ],
    }


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (date(2002, 1, 9), ["09", "01", "2002"]),
        (date(2002, 3, 10), ["10", "3", "2002"]),
        (date(2002, 12, 31), ["31", "12", "2002"]),
    ],
)
def test_days_bear_a_zero_where_party_papers_write_one(
    actor: Actor, on: date, day: list[str]
) -> None:
    reorganise(actor)

    assert values(actor, "a", on)["day"] == day


def test_decision_is_cited_as_papers_do(actor: Actor) -> None:
    reorganise(actor)

    said = values(actor, "a", date(2002, 1, 1), paper="44-QĐ/ĐUK")

    assert said["basis"] == ["Quyết định số 44-QĐ/ĐUK ngày 04/03/1994"]


def test_an_organisation_without_superior_gives_itself(actor: Actor) -> None:
    reorganise(actor)

    assert values(actor, "tinh", date(2002, 1, 1))["giver"] == {
        "name": "Đảng bộ tỉnh",
        "superior": "",
    }


def test_names_are_never_read_as_markup(actor: Actor) -> None:
    reorganise(actor)
    ids = register_orgs(actor=actor, uids=["x"])
    state = {"name": HOSTILE, "kind": "dang_bo_co_so", "superior": org_ids(uids=["khoi"])["khoi"]}
    founded = {"change": "found", "org": ids["x"], **state}
    decide(actor=actor, on=date(2001, 1, 1), changes=[founded])
    asked = wish(actor, "x", date(2002, 1, 1), to=HOSTILE, place=HOSTILE)

    minutes = minutes_of(contents_of(actor=actor, wish=asked), digest="a" * 64)

    assert minutes.startswith(b"%PDF-1.7")
    assert b"Tinos" in minutes


def test_package_is_the_same_whatever_language_the_page_is_in(actor: Actor) -> None:
    reorganise(actor)
    asked = wish(actor, "khoi", date(2002, 1, 1), to="B")

    with translation.override("en"):
        english = written_package(actor=actor, wish=asked)
    with translation.override("vi"):
        vietnamese = written_package(actor=actor, wish=asked)

    assert english.content == vietnamese.content
