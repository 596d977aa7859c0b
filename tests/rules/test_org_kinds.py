"""Prove how dated sets of kinds are read, and what those of the project say."""

from datetime import date

import pytest
from factories.kinds import free_kinds
from oracle.kinds import Kinds

from dangbo.rules import org_kinds as module
from dangbo.rules.org_kinds import org_kinds

PARTY = date(2020, 1, 1)
AFTER_DISTRICTS = date(2025, 7, 1)
AFTER_208 = date(2026, 7, 26)


def test_on_takes_the_newest_set_in_force_and_the_first_before_all() -> None:
    kinds = free_kinds()

    assert [kinds.on(date(1980, 1, 1)).source, kinds.on(date(2000, 1, 12)).source] == ["first"] * 2
    assert kinds.on(date(2000, 1, 13)).source == "second"


def test_later_set_takes_over_what_it_does_not_change() -> None:
    first, second = free_kinds().sets

    assert set(first.kinds) == {"a", "b", "old", "leaf"}
    assert set(second.kinds) == {"a", "b", "leaf"}
    assert second.kinds["a"] == first.kinds["a"]
    assert (first.kinds["b"].top, second.kinds["b"].top) == (False, True)


def test_each_kind_rests_on_the_instrument_that_last_changed_it() -> None:
    kinds = free_kinds().sets[1].kinds

    assert {code: kind.source for code, kind in kinds.items()} == {
        "a": "first",
        "b": "second",
        "leaf": "first",
    }


@pytest.mark.parametrize(
    ("kind", "superior", "on", "allowed"),
    [
        ("dang_bo_cap_tren", "dang_bo_tinh", PARTY, True),
        ("dang_bo_cap_tren", None, PARTY, True),
        ("dang_bo_co_so", None, PARTY, False),
        ("chi_bo_truc_thuoc", "dang_bo_bo_phan", PARTY, True),
        ("chi_bo_truc_thuoc", "dang_bo_cap_tren", PARTY, False),
        ("chi_bo_co_so", "chi_bo_co_so", PARTY, False),
        ("no_such_kind", None, PARTY, False),
        ("xa", "huyen", date(2025, 6, 30), True),
        ("xa", "huyen", AFTER_DISTRICTS, False),
        ("xa", "tinh", AFTER_DISTRICTS, True),
        ("huyen", "tinh", AFTER_DISTRICTS, False),
        ("chi_bo", "dang_bo_co_so", date(2026, 7, 25), False),
        ("chi_bo", "dang_bo_co_so", AFTER_208, True),
    ],
)
def test_may_stand_under_follows_the_instrument_in_force(
    kind: str, superior: str | None, on: date, allowed: bool
) -> None:
    assert org_kinds().on(on).may_stand_under(kind=kind, superior=superior) is allowed


@pytest.mark.parametrize(
    ("kind", "superior", "grassroots", "cell"),
    [
        ("dang_bo_co_so", "dang_bo_cap_tren", True, False),
        ("chi_bo_co_so", "dang_bo_cap_tren", True, True),
        ("chi_bo_truc_thuoc", "dang_bo_co_so", False, True),
        ("dang_bo_bo_phan", "dang_bo_co_so", False, False),
        ("chi_bo", "dang_bo_cap_tren", True, True),
        ("chi_bo", "dang_bo_co_so", False, True),
        ("no_such_kind", None, False, False),
    ],
)
def test_grassroots_organisations_and_cells_are_counted_by_kind_and_place(
    kind: str, superior: str | None, grassroots: bool, cell: bool
) -> None:
    kinds = org_kinds().on(AFTER_208)

    assert kinds.is_grassroots(kind=kind, superior=superior) is grassroots
    assert kinds.is_cell(kind) is cell


def test_every_set_names_its_instrument_and_kinds_that_exist() -> None:
    for each in org_kinds().sets:
        named = {code for kind in each.kinds.values() for code in kind.under}

        assert each.source
        assert named - set(each.kinds) <= {"huyen"}


def test_reader_agrees_with_another_reader() -> None:
    text = module.resources.files("dangbo.rules").joinpath("sets/org_kinds.toml").read_text("utf-8")
    other = Kinds(text)
    for day in (PARTY, AFTER_DISTRICTS, AFTER_208):
        ours = org_kinds().on(day)
        for kind in [*other.on(day), "no_such_kind"]:
            for superior in [None, *other.on(day)]:
                allowed = ours.may_stand_under(kind=kind, superior=superior)
                assert allowed == other.fits(kind, superior, day)
                counted = ours.is_grassroots(kind=kind, superior=superior)
                assert counted == other.is_grassroots(kind, superior, day)
            assert ours.is_cell(kind) == other.is_cell(kind, day)
