"""Prove that choosing writes just what was chosen, whatever came into the field meanwhile."""

from datetime import date
from typing import Any

import pytest
from desk.samples import content

from dangbo.accounts.access import Actor
from dangbo.desk.commands import share_draft, start_draft
from dangbo.desk.commands.choosing import choose_orgs
from dangbo.desk.commands.pasting_lists import DROP, answer_lines, forget_list, paste_list
from dangbo.desk.models import Draft, Paste
from dangbo.desk.queries.choosing import filtered, named_elsewhere, nested_in, tray_of
from dangbo.desk.queries.lines import counts_of, in_order, kept_lines
from dangbo.desk.queries.placing import Held, Place, find_field
from dangbo.rules.verdicts import RuleError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
ON = date(2026, 11, 1)
MOVE = {"change": "move", "orgs": ["y-te-1"], "superior": ""}
FOUND = {"change": "found", "name": "Đảng bộ Văn hóa", "kind": "dang_bo_co_so", "superior": "khoi"}


def begin(officer: Actor, *changes: dict[str, object], field: str = "orgs") -> Place:
    draft = start_draft(actor=officer, content=content(*(changes or (MOVE,))))
    return Place(draft.pk, 1, field)


def held(place: Place) -> Held:
    found = find_field(Draft.objects.get(pk=place.draft).content, place)
    assert found is not None
    return found


def change(place: Place) -> dict[str, object]:
    return held(place).change


def lines(officer: Actor, place: Place) -> list[tuple[int, str, str]]:
    draft = Draft.objects.get(pk=place.draft)
    found = kept_lines(actor=officer, draft=draft, held=held(place), place=place, on=ON)
    return [(line.number, line.typed, line.state) for line in found]


def test_choosing_adds_and_takes_out(officer: Actor) -> None:
    place = begin(officer)

    chosen = choose_orgs(
        actor=officer, place=place, add=["dai", "bao", "dai", "y-te-1"], remove=["nobody"]
    )
    gone = choose_orgs(actor=officer, place=place, remove=["y-te-1"])

    assert (chosen.added, chosen.removed, chosen.total) == (2, 0, 3)
    assert (gone.added, gone.removed, gone.total) == (0, 1, 2)
    assert change(place)["orgs"] == ["dai", "bao"]


def test_a_field_of_one_keeps_the_last(officer: Actor) -> None:
    place = begin(officer, field="superior")

    choose_orgs(actor=officer, place=place, add=["bao-dai"], typed=[])
    choose_orgs(actor=officer, place=place, add=["y-te"])

    assert change(place)["superior"] == "y-te"


def test_choosing_settles_what_was_typed_for_a_field_of_one(officer: Actor) -> None:
    place = begin(officer, {**MOVE, "typed": {"superior": "Đảng bộ nào"}}, field="superior")

    choose_orgs(actor=officer, place=place, add=["y-te"])

    assert (change(place)["superior"], change(place)["typed"]) == ("y-te", {})


def test_two_people_choose_into_one_field(officer: Actor, colleague: Actor) -> None:
    place = begin(officer)
    share_draft(actor=officer, draft=place.draft, username="van-phong", may_write=True)

    choose_orgs(actor=colleague, place=place, add=["dai"])
    choose_orgs(actor=officer, place=place, add=["bao"])

    assert change(place)["orgs"] == ["y-te-1", "dai", "bao"]


def test_a_change_that_is_gone_is_told(officer: Actor) -> None:
    place = begin(officer)

    with pytest.raises(RuleError) as refused:
        choose_orgs(actor=officer, place=Place(place.draft, 7, "orgs"), add=["bao"])

    assert [each.code for each in refused.value.verdict.against] == ["CHANGE_GONE"]


TEXT = """1. Đảng bộ Báo và Đài

2. Chi bộ Thanh tra
3. chi bo giam dinh
10.1
Báo và Đài
Hội Làm vườn
Hội  Làm vườn"""
# On this day two organisations are called "Chi bộ Thanh tra".
BOTH = date(2020, 6, 1)


def paste(officer: Actor, text: str = TEXT, *, field: str = "orgs") -> Place:
    place = begin(officer, field=field)
    paste_list(actor=officer, place=place, text=text, on=BOTH)
    return place


def test_a_pasted_list_is_chosen_but_for_what_is_not_clear(officer: Actor) -> None:
    place = paste(officer)

    assert change(place)["orgs"] == ["y-te-1", "bao-dai", "giam-dinh", "y-te"]
    assert change(place)["typed"] == {"orgs": ["2. Chi bộ Thanh tra", "Hội Làm vườn"]}
    assert lines(officer, place) == [
        (1, "1. Đảng bộ Báo và Đài", "resolved"),
        (2, "", "blank"),
        (3, "2. Chi bộ Thanh tra", "ambiguous"),
        (4, "3. chi bo giam dinh", "resolved"),
        (5, "10.1", "resolved"),
        (6, "Báo và Đài", "duplicate"),
        (7, "Hội Làm vườn", "unknown"),
        (8, "Hội Làm vườn", "duplicate"),
    ]


def test_lines_are_answered_dropped_and_typed_again(officer: Actor) -> None:
    place = paste(officer)

    first, _ = answer_lines(
        actor=officer, place=place, answers={3: "thanh-tra"}, retyped={7: "Hội Làm"}, on=BOTH
    )
    middle = change(place)["typed"]
    answer_lines(actor=officer, place=place, answers={7: DROP}, retyped={}, on=BOTH)

    assert (first.added, middle) == (1, {"orgs": ["Hội Làm"]})
    assert change(place)["orgs"] == ["y-te-1", "bao-dai", "giam-dinh", "y-te", "thanh-tra"]
    assert change(place)["typed"] == {}
    states = [state for _number, _typed, state in lines(officer, place)]
    assert states[2:3] + states[6:] == ["resolved", "dropped", "duplicate"]


def test_what_is_typed_again_may_be_clear(officer: Actor) -> None:
    place = paste(officer)

    answer_lines(
        actor=officer, place=place, answers={}, retyped={3: "y-te-2", 7: "Chi bộ Minh họa"}, on=ON
    )

    assert change(place)["orgs"][-2:] == ["y-te-2", "minh-hoa"]
    assert change(place)["typed"] == {}


def test_only_one_of_those_offered_is_an_answer(officer: Actor) -> None:
    place = paste(officer)

    chosen, _ = answer_lines(
        actor=officer, place=place, answers={3: "khoi", 1: "dai", 99: "dai"}, retyped={}, on=BOTH
    )

    assert (chosen.added, len(change(place)["orgs"])) == (0, 4)


def test_a_list_pasted_again_replaces_what_was_open(officer: Actor) -> None:
    place = paste(officer)

    paste_list(actor=officer, place=place, text="Chi bộ Văn phòng\nKhông có", on=BOTH)

    assert change(place)["orgs"] == ["y-te-1", "bao-dai", "giam-dinh", "y-te"]
    assert change(place)["typed"] == {"orgs": ["Không có"]}
    assert [state for *_line, state in lines(officer, place)] == ["resolved", "unknown"]


def test_what_is_left_open_can_be_answered_when_the_list_is_put_away(officer: Actor) -> None:
    place = paste(officer)

    forget_list(actor=officer, place=place)
    left = lines(officer, place)
    answer_lines(actor=officer, place=place, answers={1: "y-te-2"}, retyped={}, on=BOTH)

    assert left == [(1, "2. Chi bộ Thanh tra", "ambiguous"), (2, "Hội Làm vườn", "unknown")]
    assert change(place)["orgs"][-1] == "y-te-2"
    assert change(place)["typed"] == {"orgs": ["Hội Làm vườn"]}
    assert Paste.objects.count() == 1


def test_what_was_settled_on_another_page_is_no_longer_open(officer: Actor) -> None:
    place = paste(officer)

    choose_orgs(actor=officer, place=place, settled=["Hội Làm vườn"])

    assert lines(officer, place)[6] == (7, "Hội Làm vườn", "settled")


def test_a_field_of_one_takes_one_line(officer: Actor) -> None:
    place = paste(officer, "\nBáo và Đài\nSở Y tế", field="superior")

    assert change(place)["superior"] == "bao-dai"
    assert [state for *_line, state in lines(officer, place)] == ["blank", "resolved", "spare"]


def test_new_organisations_of_the_draft_can_be_meant(officer: Actor) -> None:
    place = begin(officer, MOVE, FOUND, {**FOUND, "name": "Đảng bộ Báo và Đài"})

    paste_list(
        actor=officer,
        place=place,
        text="đảng bộ văn hóa\ndang-bo-van-hoa\nĐảng bộ Báo và Đài",
        on=ON,
    )

    assert change(place)["orgs"] == ["y-te-1", "dang-bo-van-hoa"]
    draft = Draft.objects.get(pk=place.draft)
    found = kept_lines(actor=officer, draft=draft, held=held(place), place=place, on=ON)
    assert [line.keys for line in found[2:]] == [("dang-bo-bao-va-dai", "bao-dai")]
    assert [line.state for line in found] == ["resolved", "duplicate", "ambiguous"]


def test_unresolved_lines_come_first_and_blank_ones_are_only_counted(officer: Actor) -> None:
    place = paste(officer)
    draft = Draft.objects.get(pk=place.draft)
    found = kept_lines(actor=officer, draft=draft, held=held(place), place=place, on=BOTH)

    assert [line.number for line in in_order(found)] == [3, 7, 6, 8, 1, 4, 5]
    counts = counts_of(found)
    assert (counts["open"], counts["duplicate"], counts["blank"], counts["resolved"]) == (
        2,
        2,
        1,
        3,
    )


def test_a_list_that_is_too_long_is_refused_whole(officer: Actor) -> None:
    place = begin(officer)

    with pytest.raises(RuleError) as refused:
        paste_list(actor=officer, place=place, text="x\n" * 20_001, on=ON)

    assert [each.code for each in refused.value.verdict.against] == ["TOO_MANY_LINES"]
    assert change(place)["orgs"] == ["y-te-1"]


def test_one_below_another_chosen_is_told_with_the_nearest(officer: Actor) -> None:
    found = nested_in(actor=officer, keys=["khoi", "y-te", "y-te-1", "giam-dinh"], on=ON)

    assert sorted(found) == [("giam-dinh", "khoi"), ("y-te", "khoi"), ("y-te-1", "y-te")]


def test_those_changed_elsewhere_in_the_draft_are_told(officer: Actor) -> None:
    merged = {"change": "merge", "sources": ["bao-dai", "y-te-1"], "result": {"superior": "khoi"}}
    place = begin(officer, MOVE, merged, {"change": "rename", "org": "y-te-1", "name": "Mới"})
    draft = Draft.objects.get(pk=place.draft)

    assert named_elsewhere(draft.content, but=1) == {"bao-dai": [2], "y-te-1": [2, 3]}
    tray = tray_of(actor=officer, content=draft.content, held=held(place), on=ON)
    assert ([row.name for row in tray.rows], tray.by_kind) == (
        ["Chi bộ Văn phòng"],
        {"chi_bo_truc_thuoc": 1},
    )


@pytest.mark.parametrize(
    ("asked", "keys"),
    [
        ({"text": "chi bo"}, ["giam-dinh", "minh-hoa", "y-te-2", "y-te-1"]),
        ({"text": "10.1"}, ["y-te"]),
        ({"kind": "dang_bo_co_so"}, ["bao-dai", "y-te"]),
        ({"kind": "moi_chi_bo", "text": "thanh"}, ["y-te-2"]),
        ({"ended": True}, ["bao", "dai", "thanh-tra"]),
        ({"ended": True, "text": "bao"}, ["bao"]),
    ],
)
def test_the_filter_finds_who_answers_to_all_that_is_asked(
    officer: Actor, asked: dict[str, Any], keys: list[str]
) -> None:
    assert list(filtered(actor=officer, on=ON, **asked)) == keys


def test_the_filter_looks_below_one_organisation(officer: Actor, ids: dict[str, int]) -> None:
    found = filtered(actor=officer, on=ON, below=ids["bao-dai"])
    nobody = filtered(actor=officer, on=ON, below=ids["thanh-tra"])

    assert (list(found), list(nobody)) == (["y-te-2"], [])


def test_the_filter_asks_about_the_day(officer: Actor) -> None:
    ended = filtered(actor=officer, on=date(2016, 1, 1), ended=True)

    assert list(ended) == ["bao", "dai"]
