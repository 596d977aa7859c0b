"""Search persons by parts of a name, a day or a number; find the one who is meant."""

from datetime import date

import pytest
from django.db import connection
from factories.small_membership import happen, identity

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.members.queries import (
    AmbiguousMember,
    UnknownMember,
    find_member,
    finding,
    search_members,
)
from dangbo.orgs.models import OrgPath

ON = date(2017, 1, 1)


def found(text: str, actor: Actor = OPERATOR, on: date = ON) -> list[str]:
    return [each.uid for each in search_members(actor=actor, text=text, on=on)]


@pytest.mark.parametrize("few", [20_000, 0])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dang thi em", ["em"]),
        ("EM ĐẶNG", ["em"]),
        ("đang th", ["em"]),
        ("van", ["an", "dung"]),
        ("hoàng dung", ["dung"]),
        ("ung", []),
        ("nguyen van an chau", []),
        ("15/07/1992", ["em"]),
        ("1992-07-15", ["em"]),
        ("", []),
        ('"*', []),
        ("' OR 1", []),
    ],
)
def test_search_is_blind_to_accents_and_order(
    ids: dict[str, int], text: str, expected: list[str], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FEW", few)

    assert found(text) == expected


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL searches by trigrams")
def test_every_beginning_of_a_word_is_a_term_of_its_own(ids: dict[str, int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'members_name'")
        made = cursor.fetchone()[0]

    # The folded words of Vietnamese have up to seven letters; few begin alike in six.
    assert "prefix='1 2 3 4 5 6'" in made


def test_tone_in_another_place_is_the_same_name(ids: dict[str, int]) -> None:
    who = {**identity("an"), "name": "Lê Thị Hòa Thuý"}
    happen(ON, {"change": "identify", "person": "an", "identity": who})

    assert found("hoà thúy") == ["an"]
    assert found("nguyen van an") == []


def test_those_who_are_members_on_the_day_come_first(ids: dict[str, int]) -> None:
    happen(date(2016, 6, 1), {"change": "resign", "person": "binh"})

    assert found("thi") == ["em", "binh"]
    assert found("thi", on=date(2015, 12, 31)) == ["binh", "em"]


def test_numbers_are_found_whole_and_only_whole(ids: dict[str, int]) -> None:
    happen(ON, {"change": "number", "person": "an", "kind": "citizen", "value": "022085001234"})
    happen(ON, {"change": "number", "person": "em", "kind": "card", "value": "10123456"})

    assert found("022085001234") == ["an"]
    assert found("022 085 001 234") == ["an"]
    assert found("10.123456") == ["em"]
    assert found("0220850012") == []


def test_search_shows_only_whom_the_actor_may_know_of(ids: dict[str, int]) -> None:
    path = OrgPath.objects.get(org=ids["y-te"]).path
    officer = Actor(name="officer", branches=(path,))

    assert found("thi", officer) == ["em"]
    assert found("van", officer) == ["dung"]


def meant(text: str) -> str:
    return find_member(actor=OPERATOR, text=text, on=ON).uid


def test_one_is_found_by_key_number_or_name(ids: dict[str, int]) -> None:
    happen(ON, {"change": "number", "person": "em", "kind": "card", "value": "10123456"})

    assert [meant(text) for text in ("em", "10123456", "dang em", "Hoàng Văn Dũng")] == [
        "em",
        "em",
        "em",
        "dung",
    ]


def test_whole_name_wins_over_one_that_only_begins_so(ids: dict[str, int]) -> None:
    longer = {**identity("dung"), "name": "Nguyễn Văn Anh"}
    happen(ON, {"change": "identify", "person": "dung", "identity": longer})

    assert meant("nguyễn văn an") == "an"
    assert meant("nguyen van anh") == "dung"


def test_several_or_nobody_is_told(ids: dict[str, int]) -> None:
    with pytest.raises(AmbiguousMember) as several:
        meant("thi")
    with pytest.raises(UnknownMember):
        meant("nobody at all")

    assert [each.uid for each in several.value.matches] == ["binh", "em"]
