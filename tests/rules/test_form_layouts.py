"""Prove the layouts of forms: formulas against a naive reckoning, faults, loops, check sums."""

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dangbo.rules.form_faults import Fault, faults
from dangbo.rules.form_filling import checked, evaluate, rounded, unit_of
from dangbo.rules.form_formulas import CellKey, FormulaError, Outcome, parsed
from dangbo.rules.form_layouts import (
    Blank,
    Check,
    Column,
    Content,
    Figure,
    Formula,
    Layout,
    Row,
    Typed,
    contents,
)
from dangbo.rules.form_texts import LayoutTextError, builtin_layouts, layout_from, text_of
from dangbo.rules.indicators import definitions

INDICATORS = definitions().indicators
KEYS = ("r1", "r2", "r3"), ("c1", "c2")
MEMBERS = Figure("dang_vien")


def layout(
    rows: Mapping[str, Content] | None = None,
    columns: Mapping[str, Content] | None = None,
    cells: Mapping[CellKey, Content] | None = None,
    **more: Any,
) -> Layout:
    """Return a form of three rows and two columns but for what is said."""
    said = {"r1": MEMBERS, "r2": MEMBERS, "r3": MEMBERS} if rows is None else rows
    tops = {"c1": Figure(), "c2": Figure()} if columns is None else columns
    return Layout(
        **{"code": "bm", "version": 1, "name": "Biểu", **more},
        rows=tuple(Row(key, key.upper(), content=each) for key, each in said.items()),
        columns=tuple(Column(key, key.upper(), each) for key, each in tops.items()),
        cells=cells or {},
    )


def worth(text: str, **given: int) -> Outcome:
    """Return what a formula in r3.c2 comes to; the other cells are typed in (`r1_c1=2`)."""
    form = layout(dict.fromkeys(KEYS[0], Typed()), cells={CellKey("r3", "c2"): Formula(text)})
    values = {CellKey(*key.split("_")): Outcome(Fraction(each)) for key, each in given.items()}
    return evaluate(form, values)[CellKey("r3", "c2")]


# Formulas


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("r1 + r2.c1 * 2", Fraction(2 + 3 * 2)),
        ("(r1 + r2) / c1", Fraction(2 + 5, 7)),
        ("-r1 - -r2", Fraction(3)),
        ("10 - 2 - 3", Fraction(5)),
        ("12 / 2 / 3", Fraction(2)),
        ("0,5 + 1.5", Fraction(2)),
        ("SUM(r1:r2)", Fraction(7)),
        ("tong(r2:r1; r3.c1; 1)", Fraction(15)),
        ("TYLE(r1; r1 + r2)", Fraction(200, 7)),
        ("SHARE(r1, r2) / 100", Fraction(2, 5)),
    ],
)
def test_formulas_come_to_what_they_say(text: str, value: Fraction) -> None:
    assert worth(text, r1_c1=3, r2_c1=3, r3_c1=7, r1_c2=2, r2_c2=5) == Outcome(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "r1 +",
        "r1 r2",
        "(r1",
        "r1)",
        "MAX(r1)",
        "r1:r2",
        "SUM()",
        "TYLE(r1)",
        "r1.",
        "2r",
        "r1 ^ 2",
        "SUM(r1:2)",
        "+1",
        "(" * 40 + "r1" + ")" * 40,
        "-" * 40 + "r1",
        "1+" * 200 + "1",
        "é",
    ],
)
def test_what_cannot_be_read_is_a_fault_and_no_exception(text: str) -> None:
    with pytest.raises(FormulaError):
        parsed(text)
    assert worth(text) == Outcome(None, "faulty")
    form = layout(cells={CellKey("r1", "c1"): Formula(text)})
    assert [each.code for each in faults(form, INDICATORS)] == ["unreadable"]


def test_what_is_missing_and_what_is_divided_by_nought_have_reasons() -> None:
    assert worth("r1 / r2", r1_c2=1, r2_c2=0) == Outcome(None, "divided_by_zero")
    assert worth("TYLE(r1; r2)", r1_c2=1, r2_c2=0) == Outcome(None, "divided_by_zero")
    assert worth("r1 + r2", r1_c2=1) == Outcome(None, "rests_on", CellKey("r2", "c2"))
    assert worth("SUM(r1:r2)", r1_c2=1) == Outcome(None, "rests_on", CellKey("r2", "c2"))
    assert worth("r9 + 1") == Outcome(None, "faulty")


def test_what_is_blank_is_left_out_of_sums_alone() -> None:
    rows: dict[str, Content] = {"r1": Typed(), "r2": Blank()}
    rows |= {"r3": Formula("SUM(r1:r2)"), "r4": Formula("r1 + r2")}
    form = layout(rows, {"c1": Figure()})
    found = evaluate(form, {CellKey("r1", "c1"): Outcome(Fraction(4))})

    assert found[CellKey("r3", "c1")] == Outcome(Fraction(4))
    assert found[CellKey("r4", "c1")] == Outcome(None, "rests_on", CellKey("r2", "c1"))
    assert Fault("rests_on_blank", "r4", "c1", names=("r2.c1",)) in faults(form, INDICATORS)


LETTERS = ("r1.c1", "r1.c2", "r2.c1", "r2.c2", "r3.c1", "r3.c2")
LEAVES = st.sampled_from(LETTERS) | st.integers(0, 9).map(str)
TEXTS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})"),
        st.lists(inner, min_size=1, max_size=3).map(lambda ts: f"SUM({'; '.join(ts)})"),
        st.tuples(inner, inner).map(lambda ts: f"TYLE({ts[0]}; {ts[1]})"),
        inner.map(lambda t: f"-{t}"),
    ),
    max_leaves=6,
)


def naively(form: Layout, at: CellKey, values: Mapping[CellKey, int], path: tuple[Any, ...]) -> Any:
    """Reckon a cell by letting Python read its formula, cell by cell; None: it has no value."""
    content = contents(form)[at]
    if not isinstance(content, Formula):
        return Fraction(values[at])
    if at in path:
        raise RecursionError
    text = re.sub(r"(?<![\w.])(\d+)", r"Fraction(\1)", content.text.replace(";", ","))
    text = re.sub(r"(r\d)\.(c\d)", r"cell('\1', '\2')", text)
    named = {
        "Fraction": Fraction,
        "SUM": lambda *terms: sum(terms, Fraction(0)),
        "TYLE": lambda part, whole: 100 * part / whole,
        "cell": lambda row, column: naively(form, CellKey(row, column), values, (*path, at)),
    }
    return eval(text, named)  # noqa: S307 - of texts made here alone


def met_from(said: Mapping[CellKey, Formula], start: CellKey) -> set[CellKey]:
    """Return every cell that the formula of `start` comes to, however far."""
    met: set[CellKey] = set()
    ahead = [start]
    while ahead:
        content = said.get(ahead.pop())
        named = re.findall(r"(r\d)\.(c\d)", content.text) if content else []
        ahead += [key for key in (CellKey(*each) for each in named) if key not in met]
        met |= {CellKey(*each) for each in named}
    return met


@example({"r1.c1": "TYLE(TYLE(r1.c2; r1.c2); r1.c1)"}, [0, 0, 0, 0, 0, 0])
@settings(max_examples=150)
@given(
    st.dictionaries(st.sampled_from(LETTERS), TEXTS, max_size=5),
    st.lists(st.integers(-3, 9), min_size=6, max_size=6),
)
def test_forms_come_to_what_a_naive_reckoning_finds(
    formulas: dict[str, str], numbers: list[int]
) -> None:
    keys = [CellKey(*each.split(".")) for each in LETTERS]
    said = {CellKey(*key.split(".")): Formula(text) for key, text in formulas.items()}
    form = layout(dict.fromkeys(KEYS[0], Typed()), cells=said)
    values = dict(zip(keys, numbers, strict=True))
    found = evaluate(form, {key: Outcome(Fraction(each)) for key, each in values.items()})

    for key in keys:
        try:
            expected = naively(form, key, values, ())
        except RecursionError:
            assert found[key].value is None
            assert found[key].reason == "loop"
        except ZeroDivisionError:
            assert found[key].value is None
        else:
            assert found[key] == Outcome(expected)
    # A division by nought can end the reckoning before the loop is met: the loop is asked apart.
    looping = any(key in met_from(said, key) for key in keys)
    assert looping == any(each.code == "loop" for each in faults(form, INDICATORS))


# Faults


def test_a_loop_is_named_with_its_path() -> None:
    form = layout(
        {"r1": Formula("r2 + 1"), "r2": Formula("r3"), "r3": Formula("r1")}, {"c1": Figure()}
    )
    found = faults(form, INDICATORS)

    assert found == [Fault("loop", "r1", "c1", names=("r1.c1", "r2.c1", "r3.c1", "r1.c1"))]
    assert {each.reason for each in evaluate(form, {}).values()} == {"loop"}


def test_two_loops_are_both_named_and_what_rests_on_them_is_not() -> None:
    cells: dict[CellKey, Content] = {
        CellKey("r1", "c1"): Formula("r1.c1"),
        CellKey("r2", "c1"): Formula("r2.c2"),
        CellKey("r2", "c2"): Formula("r2.c1"),
        CellKey("r3", "c1"): Formula("r1.c1 + r2.c1"),
    }
    found = faults(layout(cells=cells), INDICATORS)

    assert [each.names for each in found] == [
        ("r1.c1", "r1.c1"),
        ("r2.c1", "r2.c2", "r2.c1"),
    ]


def test_a_long_chain_is_reckoned_without_end_of_stack() -> None:
    rows: dict[str, Content] = {"r0": Typed()}
    rows |= {f"r{at}": Formula(f"r{at - 1} + 1") for at in range(1, 200)}
    form = layout(rows, {"c1": Figure()})
    found = evaluate(form, {CellKey("r0", "c1"): Outcome(Fraction(0))})

    assert found[CellKey("r199", "c1")] == Outcome(Fraction(199))
    assert faults(form, INDICATORS) == []


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        (layout(name=" "), Fault("no_name")),
        (layout({}), Fault("no_rows")),
        (layout(columns={}), Fault("no_columns")),
        (layout({f"r{at}": MEMBERS for at in range(201)}), Fault("too_many_rows")),
        (layout({"R 1": MEMBERS}), Fault("bad_key", "R 1", names=("R 1",))),
        (layout({"c1": MEMBERS}), Fault("twice", "c1", names=("c1",))),
        (layout({"r1": Figure("khong_co")}), Fault("unknown_indicator", "r1", names=("khong_co",))),
        (layout({"r1": Figure()}), Fault("says_nothing", "r1", "c1")),
        (layout(cells={CellKey("r9", "c1"): Blank()}), Fault("no_such_cell", "r9", "c1")),
        (
            layout({"r1": Figure("dang_vien", (("movement", "died"),))}),
            Fault("wrong_way", "r1", "c1", names=("movement", "dang_vien")),
        ),
        (
            layout({"r1": Figure("dang_vien", (("sex", "x"),))}),
            Fault("unknown_part", "r1", "c1", names=("sex", "x")),
        ),
        (
            layout({"r1": Figure("dang_vien", (("sex", "nu"), ("age", "61"), ("theory", "")))}),
            Fault("too_many_ways", "r1", "c1", names=("age", "sex", "theory")),
        ),
        (
            layout(columns={"c1": Figure("tu_tran")}),
            Fault("two_indicators", "r1", "c1", names=("dang_vien", "tu_tran")),
        ),
        (
            layout({"r1": Figure("dang_vien", time="closing")}, {"c1": Figure(time="opening")}),
            Fault("two_times", "r1", "c1", names=("closing", "opening")),
        ),
        (
            layout({"r1": Figure("tu_tran", time="opening")}),
            Fault("wrong_time", "r1", "c1", names=("opening", "tu_tran")),
        ),
        (
            layout({"r1": Figure("tu_tran")}, period="day"),
            Fault("no_period", "r1", "c1", names=("tu_tran",)),
        ),
        (layout({"r1": Formula("r8")}), Fault("unknown_name", "r1", names=("r8",))),
        (layout({"r1": Formula("SUM(r1:c1)")}), Fault("unknown_name", "r1", names=("r1:c1",))),
        (
            replace(layout(), checks=(Check("r1", "=", "r7"),)),
            Fault("unknown_name", check=0, names=("r7",)),
        ),
    ],
)
def test_every_fault_is_named_where_it_is(form: Layout, fault: Fault) -> None:
    found = faults(form, INDICATORS, {"sex": ["nam", "nu"]})

    assert fault in found
    assert len(found) == len(set(found))


def test_all_faults_are_named_at_once() -> None:
    form = layout(
        {"r1": Figure("x"), "r2": Formula("("), "r3": Formula("r3")}, {"c1": Figure()}, name=""
    )

    assert {each.code for each in faults(form, INDICATORS)} == {
        "no_name",
        "unknown_indicator",
        "unreadable",
        "loop",
    }


# Cells, check sums, texts


def test_a_cell_is_what_its_row_and_its_column_say_together() -> None:
    women, at_first = (("sex", "nu"),), Figure(time="opening")
    rows: dict[str, Content] = {
        "a": Figure("dang_vien"),
        "b": Formula("a"),
        "d": Blank(),
        "e": Typed("người"),
    }
    columns: dict[str, Content] = {"x": Figure(parts=women), "y": at_first, "z": Formula("x")}
    found = contents(layout(rows, columns, {CellKey("a", "y"): Blank()}))

    assert [found[CellKey("a", key)] for key in "xyz"] == [
        Figure("dang_vien", women),
        Blank(),
        Formula("x"),
    ]
    assert [found[CellKey(key, "x")] for key in "bde"] == [Formula("a"), Blank(), Typed("người")]
    assert [found[CellKey(key, "z")] for key in "bde"] == [Formula("x"), Blank(), Formula("x")]


def test_checks_are_made_in_every_column_or_row_that_has_their_cells() -> None:
    rows = {"r1": Typed(), "r2": Typed(), "r3": Typed()}
    checks = (
        Check("r3", "=", "r1 + r2"),
        Check("c2", "<=", "c1"),
        Check("r1.c1", ">", "r2.c2"),
    )
    form = replace(layout(rows, cells={CellKey("r2", "c2"): Blank()}), checks=checks)
    numbers = {"r1.c1": 2, "r2.c1": 3, "r3.c1": 5, "r1.c2": 1}
    given_ = {CellKey(*key.split(".")): Outcome(Fraction(n)) for key, n in numbers.items()}
    found = checked(form, evaluate(form, given_))

    assert [(each.number, each.at, each.verdict) for each in found] == [
        (0, CellKey("", "c1"), "holds"),
        (1, CellKey("r1", ""), "holds"),
        (1, CellKey("r3", ""), "unknown"),
    ]
    changed = given_ | {CellKey("r3", "c1"): Outcome(Fraction(6))}
    assert checked(form, evaluate(form, changed))[0].verdict == "fails"


def test_units_and_rounding() -> None:
    form = layout({"r1": MEMBERS, "r2": Formula("TYLE(r1; r1)"), "r3": Formula("r1 + 1")})

    units = [unit_of(form, CellKey(row, "c1"), INDICATORS) for row in KEYS[0]]
    assert units == ["nguoi", "phan_tram", "nguoi"]
    assert rounded(Fraction(234_400, 5022)) == Decimal("46.7")
    assert (rounded(Fraction(1, 20)), rounded(Fraction(-1, 20))) == (
        Decimal("0.1"),
        Decimal("-0.1"),
    )
    assert str(rounded(Fraction(1200))) == "1200"


@pytest.mark.parametrize("code", sorted(builtin_layouts()))
def test_the_forms_of_the_project_have_no_fault_and_survive_their_text(code: str) -> None:
    form = builtin_layouts()[code]

    assert faults(form, INDICATORS) == []
    assert not form.confirmed
    assert layout_from(text_of(form), version=form.version) == form


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"rows": {}}',
        '{"rows": [1]}',
        '{"period": "x"}',
        '{"name": 3}',
        "[" * 9000,
        '{"rows": [{"key": "a", "indent": true}]}',
        '{"rows": [{"parts": [["a"]]}]}',
        '{"cells": [{"row": "a", "time": "never"}]}',
        " " * 200001,
    ],
)
def test_texts_that_are_no_layout_are_refused(text: str) -> None:
    with pytest.raises(LayoutTextError):
        layout_from(text)
