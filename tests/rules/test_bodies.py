"""Prove what the sets of bodies say, on the days around each change of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.bodies import all_offices, most_of_share, offices_on
from dangbo.rules.org_kinds import org_kinds

CELLS = ("chi_bo_co_so", "chi_bo_truc_thuoc", "chi_bo")


def bodies(kind: str, on: date) -> list[str]:
    return [each.code for each in offices_on(on).bodies_of(kind)]


def test_only_committees_from_the_grassroots_up_have_an_inspection_commission() -> None:
    having = {
        kind
        for each in org_kinds().sets
        for kind in each.kinds
        if "ubkt" in bodies(kind, date(2026, 8, 1))
    }

    assert having == {
        *("dang_bo_tinh", "dang_bo_cap_tren", "dang_bo_co_so", "dang_bo_co_so_giao_quyen"),
    }


@pytest.mark.parametrize("kind", CELLS)
def test_a_cell_has_its_committee_and_leaders_only(kind: str) -> None:
    assert bodies(kind, date(2020, 1, 1)) == ["chi_uy", "chi_bo"]


def test_the_two_boards_are_one_from_february_2025() -> None:
    kind, last, first = "dang_bo_cap_tren", date(2025, 1, 31), date(2025, 2, 1)

    assert "btgdv" not in bodies(kind, last)
    assert "btgdv" in bodies(kind, first)
    assert not offices_on(last).is_in(title="truong_ban", body="btgdv")
    assert offices_on(first).is_in(title="truong_ban", body="btgdv")


def test_every_title_is_in_bodies_that_there_are() -> None:
    for offices in all_offices():
        for title in offices.titles.values():
            assert {*title.bodies, *title.needs} <= offices.bodies.keys()
        kinds = {kind for each in org_kinds().sets for kind in each.kinds}
        for body in offices.bodies.values():
            assert body.kinds <= kinds
            assert {kind for each in body.sizes for kind in each.kinds} <= body.kinds


def test_who_counts_as_a_member_of_a_committee() -> None:
    titles = {title for _body, title in offices_on(date(2020, 1, 1)).ruling}

    assert titles == {
        *("bi_thu", "pho_bi_thu_tt", "pho_bi_thu", "uv_bch", "uv_btv"),
        *("chi_uy_vien", "bi_thu_chi_bo", "pho_bi_thu_chi_bo"),
    }


@given(seats=st.integers(0, 500), numerator=st.integers(1, 5), more=st.integers(0, 5))
def test_a_share_is_the_most_that_does_not_pass_it(seats: int, numerator: int, more: int) -> None:
    share = (numerator, numerator + more)
    most = most_of_share(seats=seats, share=share)

    fitting = [count for count in range(seats + 1) if count * share[1] <= seats * share[0]]
    assert most == max(fitting)


@pytest.mark.parametrize(("seats", "most"), [(25, 8), (24, 8), (9, 3), (15, 5), (8, 2)])
def test_a_third_of_a_committee(seats: int, most: int) -> None:
    share = offices_on(date(2020, 1, 1)).bodies["btv"].share

    assert most_of_share(seats=seats, share=share) == most
