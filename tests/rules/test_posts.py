"""Prove what may be decided of posts: the worked cases, each refusal, and a brute force."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.post_entries import ENTRIES, entry_findings
from dangbo.rules.post_soundness import Seats, unsound_bodies
from dangbo.rules.posts import Board, Case, Holding, may_decide_posts
from dangbo.rules.verdicts import Verdict

ON = date(2020, 8, 1)
BEFORE = date(2015, 8, 1)
ORG = 7
KIND = "dang_bo_cap_tren"


def begin(person: str, title: str, body: str = "bch", **more: Any) -> dict[str, Any]:
    entry = {"change": "begin", "person": person, "org": ORG, "body": body, "title": title}
    return {**entry, **more}


def end(person: str, title: str, body: str = "bch") -> dict[str, Any]:
    return {**begin(person, title, body), "change": "end"}


def seats(body: str, count: int) -> dict[str, Any]:
    return {"change": "seats", "org": ORG, "body": body, "seats": count}


def judged(
    *entries: Mapping[str, Any],
    holdings: tuple[Holding, ...] = (),
    fixed: Mapping[str, int] | None = None,
    kind: str = KIND,
    members: Mapping[str, bool] | None = None,
    official: int | None = None,
) -> Verdict:
    board = Board(kind, holdings, fixed or {}, official)
    case = Case(ON, list(entries), {ORG: board}, members or {})
    return may_decide_posts(case=case)


def against(*entries: Mapping[str, Any], **more: Any) -> list[str]:
    return [each.code for each in judged(*entries, **more).against]


def warned(*entries: Mapping[str, Any], **more: Any) -> list[str]:
    return [each.code for each in judged(*entries, **more).warnings]


def sat(*persons: str, title: str = "uv_bch", body: str = "bch") -> tuple[Holding, ...]:
    return tuple(Holding(each, body, title, BEFORE) for each in persons)


def people(count: int) -> list[str]:
    return [f"p{number}" for number in range(count)]


@pytest.mark.parametrize(("count", "codes"), [(7, []), (8, []), (9, ["SHARE_EXCEEDED"])])
def test_seven_of_twenty_five_pass_and_nine_fail(count: int, codes: list[str]) -> None:
    committee = sat(*people(25))
    standing = [begin(each, "uv_btv", "btv") for each in people(count)]

    assert against(*standing, holdings=committee, fixed={"bch": 25}) == codes


@pytest.mark.parametrize(("count", "codes"), [(7, []), (9, ["SHARE_EXCEEDED"])])
def test_the_seats_of_a_standing_committee_are_judged_alike(count: int, codes: list[str]) -> None:
    assert against(seats("bch", 25), seats("btv", count)) == codes


def test_a_committee_that_shrinks_takes_its_standing_committee_along() -> None:
    standing = sat(*people(7), title="uv_btv", body="btv")

    found = against(seats("bch", 20), holdings=sat(*people(20)) + standing, fixed={"bch": 25})

    assert found == ["SHARE_EXCEEDED"]


def test_a_share_of_a_committee_not_fixed_only_warns() -> None:
    assert warned(begin("p0", "uv_btv", "btv"), holdings=sat("p0")) == ["SHARE_UNSURE"]


def test_no_standing_committee_below_nine() -> None:
    found = against(seats("bch", 8), seats("btv", 2), kind="dang_bo_co_so")

    assert found == ["NO_STANDING_COMMITTEE"]
    assert against(seats("bch", 9), seats("btv", 3), kind="dang_bo_co_so") == []


@pytest.mark.parametrize(("fixed", "codes"), [(2, ["SEATS_EXCEEDED"]), (3, [])])
def test_seats_are_not_exceeded(fixed: int, codes: list[str]) -> None:
    assert against(begin("c", "uv_bch"), holdings=sat("a", "b"), fixed={"bch": fixed}) == codes


def test_a_person_with_two_titles_takes_one_seat() -> None:
    entries = [begin("c", "uv_bch"), begin("c", "bi_thu")]

    assert against(*entries, holdings=sat("a", "b"), fixed={"bch": 3}) == []


def test_a_seat_is_free_on_the_day_its_holder_leaves() -> None:
    entries = [end("a", "uv_bch"), begin("c", "uv_bch")]

    assert against(*entries, holdings=sat("a", "b"), fixed={"bch": 2}) == []


def test_a_backdated_member_counts_on_the_days_that_follow() -> None:
    later = Holding("b", "bch", "uv_bch", ON + timedelta(days=30))

    found = against(begin("c", "uv_bch"), holdings=(*sat("a"), later), fixed={"bch": 2})

    assert found == ["SEATS_EXCEEDED"]


def test_the_same_person_is_not_twice_in_one_post() -> None:
    later = Holding("b", "bch", "uv_bch", ON + timedelta(days=1))

    assert against(begin("a", "uv_bch"), holdings=sat("a")) == ["HOLDS_ALREADY"]
    assert against(begin("a", "uv_bch"), begin("a", "uv_bch")) == ["HOLDS_ALREADY"]
    assert against(begin("b", "uv_bch"), holdings=(later,)) == ["HOLDS_LATER"]


def test_the_secretary_is_in_the_committee() -> None:
    committee = sat("a", "b")

    assert against(begin("c", "bi_thu"), holdings=committee) == ["NOT_IN_COMMITTEE"]
    assert against(begin("c", "bi_thu"), begin("c", "uv_bch"), holdings=committee) == []
    assert against(begin("a", "bi_thu"), holdings=committee) == []
    assert warned(begin("c", "bi_thu")) == ["COMMITTEE_NOT_RECORDED"]


def test_the_secretary_is_in_the_standing_committee_where_there_is_one() -> None:
    committee = sat("a", "b") + sat("b", title="uv_btv", body="btv")

    assert against(begin("a", "bi_thu"), holdings=committee) == ["NOT_IN_COMMITTEE"]
    assert against(begin("b", "bi_thu"), holdings=committee) == []


def test_who_leads_does_not_leave_the_committee_alone() -> None:
    committee = sat("a", "b") + sat("a", title="bi_thu")

    assert against(end("a", "uv_bch"), holdings=committee) == ["NOT_IN_COMMITTEE"]
    assert against(end("a", "uv_bch"), end("a", "bi_thu"), holdings=committee) == []


def test_there_is_one_secretary_at_a_time() -> None:
    committee = sat("a", "b") + sat("a", title="bi_thu")

    assert against(begin("b", "bi_thu"), holdings=committee) == ["ONE_AT_A_TIME"]
    assert against(end("a", "bi_thu"), begin("b", "bi_thu"), holdings=committee) == []
    later = Holding("a", "bch", "bi_thu", ON + timedelta(days=9))
    assert against(begin("b", "bi_thu"), holdings=(*sat("a", "b"), later)) == ["ONE_AT_A_TIME"]


def test_nobody_is_secretary_and_deputy() -> None:
    committee = sat("a", "b") + sat("a", title="pho_bi_thu")

    assert against(begin("a", "bi_thu"), holdings=committee) == ["RIVAL_TITLES"]
    assert against(end("a", "pho_bi_thu"), begin("a", "bi_thu"), holdings=committee) == []


def test_a_body_exists_only_in_kinds_that_have_it() -> None:
    assert against(begin("a", "uv_ubkt", "ubkt"), kind="chi_bo_co_so") == ["BODY_NOT_HERE"]
    assert against(begin("a", "uv_ubkt", "ubkt"), kind="dang_bo_bo_phan") == ["BODY_NOT_HERE"]
    assert against(begin("a", "uv_ubkt", "ubkt"), kind="dang_bo_co_so") == []
    assert against(begin("a", "uv_ubkt", "bch")) == ["TITLE_NOT_HERE"]
    assert against(begin("a", "uv_ban", "ban")) == ["BODY_UNKNOWN"]
    assert against(begin("a", "uv_bch"), kind="") == ["ORG_NOT_STANDING"]


def test_what_is_not_held_does_not_end() -> None:
    assert against(end("a", "uv_bch")) == ["NOT_HELD"]
    same_day = (Holding("a", "bch", "uv_bch", ON),)
    assert against(end("a", "uv_bch"), holdings=same_day) == ["NOT_HELD"]


def test_what_differs_by_province_only_warns() -> None:
    large = sat(*people(15))

    assert warned(begin("x", "uv_bch"), holdings=large, kind="dang_bo_co_so") == [
        "LARGER_THAN_USUAL"
    ]
    assert warned(seats("ubkt", 2), kind="dang_bo_co_so") == ["SMALLER_THAN_USUAL"]
    assert warned(begin("a", "uv_bch"), members={"a": False}) == ["NOT_A_MEMBER"]
    cell = begin("a", "chi_uy_vien", "chi_uy")
    assert warned(cell, kind="chi_bo_co_so", official=8) == ["TOO_FEW_MEMBERS"]
    assert warned(cell, kind="chi_bo_co_so", official=9) == []
    assert warned(cell, kind="chi_bo_co_so") == []


def test_the_secretary_of_a_cell_with_a_committee_is_in_it() -> None:
    committee = sat("a", "b", "c", title="chi_uy_vien", body="chi_uy")
    entry = begin("d", "bi_thu_chi_bo", "chi_bo")

    assert against(entry, holdings=committee, kind="chi_bo_co_so") == ["NOT_IN_COMMITTEE"]
    assert against(entry, kind="chi_bo_co_so") == []
    assert warned(entry, kind="chi_bo_co_so") == []


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"change": "crown", "person": "a"}, "UNKNOWN_POST_CHANGE"),
        ({"change": "begin", "title": "x", "org": 1, "body": "bch"}, "FIELD_MISSING"),
        ({**begin("a", "bi_thu"), "colour": "red"}, "FIELD_UNKNOWN"),
        ({"change": "begin", "person": "a", "title": "x"}, "PLACE_UNCLEAR"),
        ({**begin("a", "bi_thu"), "outside": "x"}, "PLACE_UNCLEAR"),
        ({**begin("a", "bi_thu"), "how": "bought"}, "VALUE_UNKNOWN"),
        ({"change": "begin", "person": "a", "title": "x" * 201, "outside": "y"}, "TOO_LONG"),
        ({"change": "begin", "person": "a", "title": "x|y", "outside": "y"}, "SIGN_NOT_ALLOWED"),
        (seats("bch", 0), "NOT_A_COUNT"),
        ({**seats("bch", 3), "seats": True}, "NOT_A_COUNT"),
        (
            {"change": "declare", "person": "a", "year": 20, "kind": "yearly", "status": "due"},
            "NOT_A_YEAR",
        ),
        (
            {"change": "declare", "person": "a", "year": 2021, "kind": "odd", "status": "due"},
            "VALUE_UNKNOWN",
        ),
    ],
)
def test_wrong_shapes_are_told(entry: Mapping[str, Any], code: str) -> None:
    assert code in [each.code for each in entry_findings([entry])]


def test_an_act_says_something_of_each_change() -> None:
    assert [each.code for each in entry_findings([])] == ["NO_POSTS"]
    assert set(ENTRIES) == {"begin", "end", "seats", "unseat", "plan", "unplan", "declare"}


# A brute force: a register of sets, and nothing of how the rule goes about it.

TITLES = ("bi_thu", "pho_bi_thu", "uv_bch")
WHO = ("a", "b", "c")


Named = tuple[str, str]


def gone_through(held: set[Named], entries: list[tuple[str, str, str]]) -> set[Named] | None:
    """Return who holds what after the entries, or None where one of them cannot be."""
    now, fresh = set(held), set()
    for change, *who in entries:
        post = (who[0], who[1])
        if (change == "begin") == (post in now) or (change == "end" and post in fresh):
            return None
        now ^= {post}
        if change == "begin":
            fresh.add(post)
    return now


def is_led_well(now: set[Named], change: str, person: str, title: str) -> bool:
    """Say whether what an entry touched is in order when all of the act is done."""
    own = {held for who, held in now if who == person}
    leading = own & {"bi_thu", "pho_bi_thu"}
    if change == "end":
        return not (title == "uv_bch" and leading and "uv_bch" not in own)
    if title not in own or title == "uv_bch":
        return True
    alone = title != "bi_thu" or sum(held == "bi_thu" for _, held in now) == 1
    return alone and len(leading) == 1 and "uv_bch" in own


def brute(held: set[Named], entries: list[tuple[str, str, str]], limit: int) -> bool:
    """Say whether entries on one day hold, by what the committee looks like before and after."""
    now = gone_through(held, entries)
    if now is None or len({who for who, _ in now}) > limit:
        return False
    return all(is_led_well(now, *each) for each in entries)


@given(
    held=st.sets(st.tuples(st.sampled_from(WHO), st.sampled_from(TITLES)), max_size=6),
    entries=st.lists(
        st.tuples(st.sampled_from(["begin", "end"]), st.sampled_from(WHO), st.sampled_from(TITLES)),
        min_size=1,
        max_size=4,
    ),
    limit=st.integers(1, 3),
)
def test_a_brute_force_agrees(
    held: set[tuple[str, str]], entries: list[tuple[str, str, str]], limit: int
) -> None:
    holdings = tuple(Holding(person, "bch", title, BEFORE) for person, title in sorted(held))
    acts = [{**begin(person, title), "change": change} for change, person, title in entries]

    verdict = judged(*acts, holdings=holdings, fixed={"bch": limit})

    assert verdict.allows == brute(held, entries, limit)


HOLDINGS = st.lists(
    st.builds(
        lambda person, start, length: Holding(
            person,
            "bch",
            "bi_thu",
            ON + timedelta(days=start),
            None if length is None else ON + timedelta(days=start + length),
        ),
        st.sampled_from(WHO),
        st.integers(0, 8),
        st.none() | st.integers(1, 5),
    ),
    max_size=5,
)


@given(holdings=HOLDINGS, count=st.integers(1, 3), since=st.integers(0, 9))
def test_soundness_is_what_each_day_shows(holdings: list[Holding], count: int, since: int) -> None:
    first = ON + timedelta(days=since)
    days = [first + timedelta(days=number) for number in range(20)]
    sitting = [{each.person for each in holdings if each.lasts(day)} for day in days]

    found = {
        each.code
        for each in unsound_bodies(
            org=ORG, holdings=holdings, seats=[Seats("bch", count, ON)], since=first
        )
    }

    assert ("SEATS_EXCEEDED" in found) == any(len(each) > count for each in sitting)
    assert ("ONE_AT_A_TIME" in found) == any(len(each) > 1 for each in sitting)
