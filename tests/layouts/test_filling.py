"""Prove that forms are filled as the indicators answer, and that every cell has its list."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.layouts import queries
from dangbo.layouts.queries import Filled
from dangbo.orgs.queries.indicators import Asked
from dangbo.reports import queries as reports
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.form_layouts import Column, Figure, Formula, Layout, Row, Typed, contents
from dangbo.rules.form_texts import builtin_layouts
from dangbo.rules.rights import ORG_READ, Rights

START, ON = date(2012, 1, 1), date(2017, 1, 1)


def asked(org: int, on: date = ON, start: date | None = START, **more: Any) -> Asked:
    return reports.ask(**{"actor": OPERATOR, "org": org, "on": on, "start": start, **more})


def values(found: Filled) -> dict[str, str]:
    """Return the values that are not nought, by the name of their cell."""
    cells = found.cells.items()
    return {f"{key.row}.{key.column}": str(cell.value) for key, cell in cells if cell.value}


def form(*rows: Row, period: Any = "half_year") -> Layout:
    return Layout("bm", 1, "Biểu", period=period, rows=rows, columns=(Column("c", "Số"),))


def test_the_movement_of_the_small_register(ids: dict[str, int]) -> None:
    layout = queries.layout_of("bien_dong_dang_vien", on=ON)
    found = queries.filled(layout, asked(ids["khoi"], date(2015, 12, 31), date(2015, 1, 1)))

    assert values(found) == {
        "dau_ky.tong": "3",
        "dau_ky.chinh_thuc": "3",
        "dau_ky.nu": "1",
        "tang.tong": "1",
        "tang.du_bi": "1",
        "tang.nu": "1",
        "ket_nap.tong": "1",
        "ket_nap.du_bi": "1",
        "ket_nap.nu": "1",
        "cuoi_ky.tong": "4",
        "cuoi_ky.chinh_thuc": "3",
        "cuoi_ky.du_bi": "1",
        "cuoi_ky.nu": "2",
    }
    assert found.holds
    assert {each.verdict for each in found.checks} == {"holds"}
    assert {each.unit for each in found.cells.values() if each.value} == {"nguoi"}


def test_who_is_known_first_within_a_period_breaks_its_check_sum(ids: dict[str, int]) -> None:
    layout = queries.layout_of("bien_dong_dang_vien", on=ON)
    found = queries.filled(layout, asked(ids["khoi"]))

    failing = [(each.number, each.at.column) for each in found.checks if each.verdict == "fails"]
    assert failing == [(0, "tong"), (0, "chinh_thuc"), (0, "nu")]
    assert not found.holds


@pytest.mark.parametrize("code", sorted(builtin_layouts()))
def test_every_cell_has_a_list_of_the_same_length(ids: dict[str, int], code: str) -> None:
    layout = queries.layout_of(code, on=ON)
    for org in ("khoi", "y-te"):
        question = asked(ids[org])
        found = queries.filled(layout, question)
        for key, content in contents(layout).items():
            told = found.cells[key].told
            behind = queries.items_of_cell(layout, key, question)
            assert len(behind) == (told.part if told and isinstance(content, Figure) else 0)
            named = queries.cells_behind(layout, key)
            assert bool(named) == isinstance(content, Formula)
            assert set(named) <= set(found.cells)


def test_cells_are_the_indicators_and_their_parts(ids: dict[str, int]) -> None:
    question = asked(ids["khoi"])
    rows = (
        Row("a", "A", content=Figure("ty_le_dang_vien_nu")),
        Row("b", "B", content=Figure("tuoi_doi_binh_quan")),
        Row("d", "D", content=Figure("dang_vien", (("sex", "nu"), ("theory", "cao_cap")))),
        Row("e", "E", content=Figure("ty_le_dang_vien_nu", (("theory", "so_cap"),))),
        Row("f", "F", content=Figure("dang_vien", (("ethnicity", "tay"),))),
        Row("g", "G", content=Figure("dang_vien", (("age", "khac"),))),
        Row("h", "H", content=Figure("dang_vien", time="opening")),
        Row("i", "I", content=Typed("người")),
        Row("k", "K", content=Figure("khong_co")),
        Row("l", "L", content=Formula("a / f")),
        Row("m", "M", content=Figure("dang_vien", (("movement", "died"),))),
    )
    found = queries.filled(form(*rows), question, {CellKey("i", "c"): 7})
    told = {key.row: (cell.value, cell.reason) for key, cell in found.cells.items()}

    ages = reports.value_of("tuoi_doi_binh_quan", question)
    assert ages is not None
    assert ages.whole == 5
    assert told == {
        "a": (Fraction(60), ""),
        "b": (Fraction(ages.part, 5), ""),
        "d": (Fraction(1), ""),
        "e": (None, "nothing_counted"),
        "f": (Fraction(0), ""),
        "g": (None, "no_part"),
        "h": (Fraction(0), ""),
        "i": (Fraction(7), ""),
        "k": (None, "faulty"),
        "l": (None, "divided_by_zero"),
        "m": (None, "faulty"),
    }


def test_nothing_is_told_of_days_on_which_an_organisation_did_not_stand(
    ids: dict[str, int],
) -> None:
    rows = (
        Row("a", "A", content=Figure("dang_vien", time="opening")),
        Row("b", "B", content=Figure("dang_vien", time="closing")),
        Row("d", "D", content=Figure("ket_nap_dang_vien")),
    )
    reasons = {
        "khoi": (date(2008, 1, 1), date(2009, 1, 1), ["not_standing"] * 3),
        "bao-dai": (date(2015, 1, 1), date(2015, 12, 31), ["not_yet_standing", "", ""]),
        "bao": (date(2015, 1, 1), date(2015, 12, 31), ["", "no_longer_standing", ""]),
    }
    for org, (start, end, expected) in reasons.items():
        found = queries.filled(form(*rows), asked(ids[org], end, start))
        assert [each.reason for each in found.cells.values()] == expected
    day = form(rows[1], period="day")
    found = queries.filled(day, asked(ids["bao"], date(2016, 1, 1), date(2015, 1, 1)))
    assert found.cells[CellKey("b", "c")].reason == "not_standing"


def test_whoever_may_not_read_members_is_told_why(ids: dict[str, int]) -> None:
    reader = Actor("doc", rights=Rights(((ORG_READ, None),)))
    layout = queries.layout_of("to_chuc_dang", on=ON)
    found = queries.filled(layout, asked(ids["khoi"], actor=reader))

    assert found.cells[CellKey("tat_ca", "cuoi_ky")].value == 7
    assert found.cells[CellKey("cb_0_2", "cuoi_ky")].reason == "may_not_read"
    assert found.cells[CellKey("chua_co", "cuoi_ky")].reason == "may_not_read"
    assert (
        queries.items_of_cell(
            layout, CellKey("cb_0_2", "cuoi_ky"), asked(ids["khoi"], actor=reader)
        )
        == ()
    )


def test_a_definition_names_its_version_and_those_of_its_indicators() -> None:
    layout = form(Row("a", "A", content=Figure("dang_vien")), Row("b", "B", content=Formula("a")))

    assert queries.definition_version(layout) == "bm:1|dang_vien:1"
    assert queries.definition_version(replace(layout, version=3)) == "bm:3|dang_vien:1"


@pytest.mark.django_db
def test_what_is_no_form_is_told_with_what_comes_near() -> None:
    with pytest.raises(queries.UnknownLayoutError) as caught:
        queries.layout_of("co_cau_dang_vie", on=ON)
    assert caught.value.nearest[0] == "co_cau_dang_vien"
    with pytest.raises(queries.UnknownLayoutError):
        queries.layout_of("co_cau_dang_vien", version=99, on=ON)
