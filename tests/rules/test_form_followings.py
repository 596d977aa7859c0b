"""Prove forms with a row or a column for each organisation below: keys, sums, faults, texts."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.form_faults import faults
from dangbo.rules.form_filling import checked, evaluate
from dangbo.rules.form_followings import Placed, follows_orgs, key_for, laid_out
from dangbo.rules.form_formulas import CellKey, Outcome
from dangbo.rules.form_layouts import (
    Blank,
    Check,
    Column,
    Figure,
    Formula,
    Layout,
    Row,
    Typed,
    contents,
    in_english,
)
from dangbo.rules.form_texts import builtin_layouts, layout_from, text_of
from dangbo.rules.indicators import definitions

INDICATORS = definitions().indicators
BELOW = (Placed(7, "Chi bộ Bảy"), Placed(3, "Chi bộ Ba"))
FORM = Layout(
    "bm",
    1,
    "Biểu",
    rows=(
        Row("tong", "Cộng", content=Formula("SUM(don_vi)")),
        Row("don_vi", "Từng tổ chức", 1, Typed(), below=True),
        Row("khac", "Khác", content=Typed()),
        Row("ca", "Cả", content=Formula("SUM(don_vi:khac)")),
    ),
    columns=(Column("so", "Số"), Column("nu", "Nữ")),
    cells={CellKey("don_vi", "nu"): Formula("so * 2")},
    checks=(Check("SUM(don_vi.so)", "<=", "ca.so"),),
)


def filled(below: Sequence[Placed], **given: int) -> dict[str, Outcome]:
    """Reckon the form; `o7=2` is what was typed in the row of organisation 7."""
    laid = laid_out(FORM, below)
    values = {CellKey(key_for("don_vi", int(at[1:])), "so"): n for at, n in given.items()}
    outcomes = {key: Outcome(Fraction(n)) for key, n in values.items()}
    outcomes |= {CellKey("khac", column): Outcome(Fraction(10)) for column in ("so", "nu")}
    return {f"{key.row}.{key.column}": each for key, each in evaluate(laid, outcomes).items()}


def test_a_row_becomes_one_of_each_organisation_in_the_order_given() -> None:
    laid = laid_out(FORM, BELOW)

    assert [(each.key, each.title, each.org) for each in laid.rows] == [
        ("tong", "Cộng", None),
        ("don_vi_O7", "Chi bộ Bảy", 7),
        ("don_vi_O3", "Chi bộ Ba", 3),
        ("khac", "Khác", None),
        ("ca", "Cả", None),
    ]
    assert laid.org_of(CellKey("don_vi_O3", "nu")) == 3
    assert laid.org_of(CellKey("khac", "nu")) is None
    assert contents(laid)[CellKey("don_vi_O3", "nu")] == Formula("so * 2")
    assert not follows_orgs(laid)
    assert laid_out(laid, BELOW) == laid
    assert layout_from(text_of(laid), version=1) == laid


def test_sums_stand_for_all_of_them_and_a_formula_for_each() -> None:
    found = filled(BELOW, o7=2, o3=5)

    assert found["don_vi_O3.nu"] == Outcome(Fraction(10))
    assert found["tong.so"] == Outcome(Fraction(7))
    assert found["tong.nu"] == Outcome(Fraction(14))
    assert found["ca.so"] == Outcome(Fraction(17))


def test_a_check_sums_up_the_rows_of_all_of_them() -> None:
    laid = laid_out(FORM, BELOW)
    values = {(f"don_vi_O{org}", "so"): org for org, _name in BELOW}
    outcomes = {CellKey(*at): Outcome(Fraction(number)) for at, number in values.items()}
    outcomes[CellKey("ca", "so")] = Outcome(Fraction(9))

    [found] = checked(laid, outcomes)
    assert (found.verdict, found.left, found.right.value) == ("fails", Outcome(Fraction(10)), 9)


def test_without_any_below_the_row_is_blank_and_sums_to_nought() -> None:
    found = filled(())

    assert found["don_vi.so"] == Outcome(None, "blank")
    assert found["tong.so"] == Outcome(Fraction(0))
    assert found["ca.nu"] == Outcome(Fraction(10))


@given(st.dictionaries(st.integers(1, 99), st.integers(0, 50), max_size=5))
def test_the_sum_is_that_of_what_stands_in_the_rows(typed: dict[int, int]) -> None:
    below = [Placed(org, f"Tổ chức {org}") for org in typed]
    found = filled(below, **{f"o{org}": number for org, number in typed.items()})

    assert found["tong.so"] == Outcome(Fraction(sum(typed.values())))


def test_a_column_may_follow_as_a_row_may() -> None:
    form = Layout(
        "bm",
        1,
        "Biểu",
        rows=(Row("a", "A", content=Typed()),),
        columns=(Column("ds", "Từng", below=True), Column("c", "Cộng", Formula("SUM(ds)"))),
    )
    laid = laid_out(form, BELOW)
    values = {CellKey("a", key_for("ds", org)): Outcome(Fraction(org)) for org, _name in BELOW}

    assert laid.axes.columns == ("ds_O7", "ds_O3", "c")
    assert evaluate(laid, values)[CellKey("a", "c")] == Outcome(Fraction(10))
    assert faults(form, INDICATORS) == []


def test_what_cannot_follow_is_a_fault() -> None:
    twice = replace(FORM, columns=(Column("so", "Số", below=True), Column("nu", "Nữ")))
    assert [each.code for each in faults(FORM, INDICATORS)] == []
    assert "follows_twice" in {each.code for each in faults(twice, INDICATORS)}
    alone = replace(FORM, checks=(Check("don_vi", "<=", "khac"),))
    assert [each.code for each in faults(alone, INDICATORS)] == ["follows_alone"]


@pytest.mark.parametrize("text", ["don_vi + 1", "TYLE(don_vi.so; khac)", "SUM(don_vi + 1)"])
def test_several_rows_are_no_number_outside_a_sum(text: str) -> None:
    form = replace(FORM, rows=(*FORM.rows, Row("x", "X", content=Formula(text))))
    assert "follows_alone" in {each.code for each in faults(form, INDICATORS)}
    laid = laid_out(form, BELOW)

    found = evaluate(laid, {CellKey("khac", "so"): Outcome(Fraction(1))})
    assert found[CellKey("x", "so")].value is None


def test_a_loop_through_the_rows_below_is_found() -> None:
    cells = {CellKey("don_vi", "nu"): Formula("tong.nu")}
    loop = replace(FORM, cells=cells)
    assert [each.code for each in faults(loop, INDICATORS)] == ["loop"]
    found = evaluate(laid_out(loop, BELOW), {})
    assert found[CellKey("tong", "nu")].reason == "loop"


def test_what_is_not_said_is_not_written_so_older_texts_stay() -> None:
    plain = Layout("bm", 1, "Biểu", rows=(Row("a", "A"),), columns=(Column("c", "C"),))

    assert text_of(plain) == (
        '{"code":"bm","name":"Biểu","source":"","period":"half_year","rows":'
        '[{"key":"a","title":"A","indent":0}],"columns":[{"key":"c","title":"C"}],'
        '"cells":[],"checks":[]}'
    )


def test_english_names_stand_where_there_are_any() -> None:
    rows = (Row("a", "Nữ", title_en="Women"), Row("b", "Nam"))
    checks = (Check("a", "<=", "b", "Nữ ít hơn", "Fewer women"),)
    columns = (Column("c", "Số", Blank(), "Number"),)
    form = Layout("bm", 1, "Biểu", rows=rows, columns=columns, checks=checks, name_en="Form")
    english = in_english(form)

    assert (english.name, *english.titles.values()) == ("Form", "Women", "Nam", "Number")
    assert english.checks[0].text == "Fewer women"
    assert in_english(replace(form, name_en="")).name == "Biểu"
    assert layout_from(text_of(form), version=1) == form


@pytest.mark.parametrize("code", sorted(builtin_layouts()))
def test_the_forms_of_the_program_have_english_names_throughout(code: str) -> None:
    form = builtin_layouts()[code]

    assert form.name_en
    assert [each.key for each in (*form.rows, *form.columns) if not each.title_en] == []
    assert [each.text for each in form.checks if not each.text_en] == []


def test_a_figure_of_one_organisation_is_that_indicator() -> None:
    form = replace(FORM, rows=(Row("don_vi", "Từng", content=Figure("dang_vien"), below=True),))
    laid = laid_out(replace(form, cells={}, checks=()), BELOW)

    assert set(contents(laid).values()) == {Figure("dang_vien")}
