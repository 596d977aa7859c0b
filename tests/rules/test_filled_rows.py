"""Prove that no row of a table is lost, doubled or put with others than its own."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.draft_slots import entries_of
from dangbo.rules.drafts import faults
from dangbo.rules.filled_rows import COLUMNS, FilledRow, Made, changes_from

ORGS = st.sampled_from("abcdef")
TEXTS = st.sampled_from(["", "x", "y"])
KINDS = st.sampled_from(["", "k", "l"])


def row(number: int, *, ready: bool = True, **values: str) -> FilledRow:
    return FilledRow(number, values, ready)


@st.composite
def tables(draw: st.DrawFn, kind: str) -> list[FilledRow]:
    """Draw rows for a kind of change; new organisations go by the keys N-1, N-2 …"""
    rows = []
    for number in range(1, draw(st.integers(1, 9)) + 1):
        values = {}
        for name in COLUMNS[kind]:
            if name in {"org", "source"}:
                values[name] = draw(ORGS)
            elif name == "superior":
                values[name] = draw(st.sampled_from(["a", "b", "N-1", "N-2", "N-3"]))
            elif name == "kind":
                values[name] = draw(KINDS)
            elif name == "part":
                values[name] = draw(st.sampled_from(["", "whole", "part"]))
            elif name == "result":
                values[name] = draw(st.sampled_from(["e", "f", "N-1", "N-2"]))
            else:
                values[name] = draw(TEXTS)
        rows.append(_described(kind, number, values, draw))
    return rows


def _described(kind: str, number: int, values: dict[str, str], draw: st.DrawFn) -> FilledRow:
    if kind in {"found", "import"}:
        values["key"] = f"N-{number}"
        values["kind"] = values["kind"] or "k"
        values["name"] = values["name"] or f"name {number}"
    elif kind == "merge":
        values["result"] = draw(st.sampled_from(["N-1", "N-2"]))
        values |= {"key": values["result"], "name": values["result"]}
    elif kind == "regroup":
        new = values["result"].startswith("N")
        values["name"] = values["result"] if new else ""
        values["key"] = values["result"] if new else ""
    return FilledRow(number, values, ready=draw(st.integers(0, 9)) > 0)


def told_of(change: dict[str, Any]) -> set[str]:
    """Return whom a change is about."""
    if change["change"] in {"found", "import"}:
        return {change["org"]}
    rows = change.get("rows", ())
    one = {change.get("org")} | {each["source"] for each in rows}
    return {*change.get("orgs", ()), *change.get("sources", ()), *one} - {None}


@pytest.mark.parametrize("kind", COLUMNS)
@given(drawn=st.data())
def test_every_row_is_in_one_change_or_told_why_not(kind: str, drawn: st.DataObject) -> None:
    rows = drawn.draw(tables(kind))

    made = changes_from(kind, rows)

    for each in rows:
        inside = each.number in made.of_row
        told = bool(made.against.get(each.number)) or not each.ready
        assert inside != told
        if inside:
            change = made.changes[made.of_row[each.number]]
            about = each.get("key") if kind in {"found", "import"} else each.subject
            if each.number not in made.doubles:
                assert about in told_of(change)
    assert set(made.of_row.values()) == set(range(len(made.changes)))


@pytest.mark.parametrize("kind", COLUMNS)
@given(drawn=st.data())
def test_made_changes_say_what_the_rows_say_and_no_more(kind: str, drawn: st.DataObject) -> None:
    rows = drawn.draw(tables(kind))

    made = changes_from(kind, rows)

    by_change: dict[int, list[FilledRow]] = defaultdict(list)
    for each in rows:
        if each.number in made.of_row and each.number not in made.doubles:
            by_change[made.of_row[each.number]].append(each)
    for at, change in enumerate(made.changes):
        assert said(change) == wanted(kind, by_change[at])


def said(change: dict[str, Any]) -> set[tuple[str, ...]]:
    """Return the facts that a change states, one by one."""
    kind = change["change"]
    if kind == "move":
        return {(org, change["superior"]) for org in change["orgs"]}
    if kind == "absorb":
        return {(source, change["result"]) for source in change["sources"]}
    if kind == "merge":
        into = change["result"]["org"]
        return {(source, into) for source in change["sources"]} | described(change["result"])
    if kind == "regroup":
        told = {(each["source"], each["result"], each["part"]) for each in change["rows"]}
        return told.union(*map(described, change.get("results", ())))
    if kind in {"found", "import"}:
        return described(change)
    told = {**change, **({"members": change["members"]["rest"]} if "members" in change else {})}
    return {(name, value) for name, value in told.items() if name != "change"}


def described(entry: dict[str, Any]) -> set[tuple[str, ...]]:
    names = ("name", "short_name", "kind", "superior", "code", "sector")
    return {(entry["org"], name, entry[name]) for name in names if name in entry}


def wanted(kind: str, rows: Sequence[FilledRow]) -> set[tuple[str, ...]]:
    """Return the facts that rows state, told without the code under test."""
    if kind == "move":
        return {(each.get("org"), each.get("superior")) for each in rows}
    if kind == "absorb":
        return {(each.get("source"), each.get("result")) for each in rows}
    names = ("name", "short_name", "kind", "superior", "code", "sector")
    new = {
        (each.get("key"), name, each.get(name))
        for each in rows
        for name in names
        if each.get("key") and each.get(name)
    }
    if kind == "merge":
        return {(each.get("source"), each.get("key")) for each in rows} | new
    if kind == "regroup":
        part = {
            (each.get("source"), each.get("result"), each.get("part") or "whole") for each in rows
        }
        return part | new
    if kind in {"found", "import"}:
        return new
    found = {(name, value) for each in rows for name, value in each.values.items() if value}
    return {("below" if fact[0] == "result" else fact[0], fact[1]) for fact in found}


@pytest.mark.parametrize("kind", ["found", "merge", "regroup"])
@given(drawn=st.data())
def test_whoever_begins_comes_before_those_under_it(kind: str, drawn: st.DataObject) -> None:
    made = changes_from(kind, drawn.draw(tables(kind)))

    born: set[str] = set()
    begun = [{str(entry["org"]) for _, entry in entries_of(each)} for each in made.changes]
    every = set().union(*begun)
    for change, own in zip(made.changes, begun, strict=True):
        under = {entry.get("superior", "") for _, entry in entries_of(change)}
        assert (under & every) <= born | own
        born |= own


@pytest.mark.parametrize("kind", ["move", "rename", "merge", "absorb", "regroup"])
@given(drawn=st.data())
def test_no_organisation_is_told_two_things(kind: str, drawn: st.DataObject) -> None:
    made = changes_from(kind, drawn.draw(tables(kind)))

    if kind == "regroup":
        rows = [row for change in made.changes for row in change["rows"]]
        about = [(each["source"], each["result"]) for each in rows]
    else:
        about = [(org,) for change in made.changes for org in told_of(change)]  # type: ignore[misc]
    assert len(about) == len(set(about))


@given(drawn=st.data())
def test_a_group_goes_whole_or_not_at_all(drawn: st.DataObject) -> None:
    rows = drawn.draw(tables("merge"))

    made = changes_from("merge", rows)

    for key in {each.get("key") for each in rows}:
        group = [each.number for each in rows if each.get("key") == key]
        inside = [number for number in group if number in made.of_row]
        assert inside in ([], group)


def codes(made: Made) -> dict[int, list[str]]:
    return {number: [each.code for each in found] for number, found in made.against.items()}


def test_those_that_go_under_one_superior_are_one_move() -> None:
    rows = [row(n, org=org, superior=under) for n, (org, under) in enumerate(["ax", "by", "cx"], 2)]

    made = changes_from("move", rows)

    assert made.changes == [
        {"change": "move", "orgs": ["a", "c"], "superior": "x"},
        {"change": "move", "orgs": ["b"], "superior": "y"},
    ]
    assert made.of_row == {2: 0, 3: 1, 4: 0}


def test_two_rows_of_one_organisation_name_each_other() -> None:
    made = changes_from("rename", [row(3, org="a", name="X"), row(9, org="a", name="Y")])

    assert [made.against[number][0].fact("rows") for number in (3, 9)] == ["9", "3"]
    assert codes(made) == {3: ["ROWS_CONTRADICT"], 9: ["ROWS_CONTRADICT"]}


def test_a_row_said_twice_counts_once() -> None:
    made = changes_from("rename", [row(3, org="a", name="X"), row(9, org="a", name="X")])

    assert (len(made.changes), made.of_row, made.doubles) == (1, {3: 0, 9: 0}, {9: 3})


def test_superiors_in_a_circle_are_told() -> None:
    rows = [
        row(1, key="p", name="P", kind="k", superior="q"),
        row(2, key="q", name="Q", kind="k", superior="p"),
        row(3, key="r", name="R", kind="k", superior=""),
    ]

    made = changes_from("found", rows)

    assert codes(made) == {1: ["SUPERIORS_IN_A_CIRCLE"], 2: ["SUPERIORS_IN_A_CIRCLE"]}
    assert made.of_row == {3: 0}


def test_those_under_a_row_that_is_not_ready_wait_however_deep() -> None:
    rows = [
        row(1, key="c", name="C", kind="k", superior="b"),
        row(2, key="b", name="B", kind="k", superior="a"),
        row(3, key="a", name="A", kind="", superior="", ready=False),
    ]

    assert codes(changes_from("found", rows)) == {1: ["SUPERIOR_WAITS"], 2: ["SUPERIOR_WAITS"]}


def test_results_described_differently_are_told_with_both_rows() -> None:
    rows = [
        row(4, source="a", result="N", key="N", name="N", kind="k"),
        row(5, source="b", result="N", key="N", name="N", kind="l"),
    ]

    made = changes_from("merge", rows)

    assert {number: found[0].fact("rows") for number, found in made.against.items()} == {
        4: "4, 5",
        5: "4, 5",
    }


def test_a_regrouping_is_cut_where_nothing_is_shared() -> None:
    pairs = [("a", "x"), ("b", "y"), ("b", "x"), ("c", "z")]
    rows = [row(n, source=source, result=result) for n, (source, result) in enumerate(pairs)]

    made = changes_from("regroup", rows)

    assert [sorted(told_of(each)) for each in made.changes] == [["a", "b"], ["c"]]


def test_a_merged_organisation_is_described_by_any_of_its_rows() -> None:
    rows = [
        row(1, source="a", result="N", key="N", name="Mới", kind=""),
        row(2, source="b", result="N", key="N", name="Mới", kind="k", superior="s"),
    ]

    made = changes_from("merge", rows)

    entry = {"org": "N", "name": "Mới", "kind": "k", "superior": "s"}
    assert made.changes == [{"change": "merge", "sources": ["a", "b"], "result": entry}]
    assert list(faults(made.changes)) == []


def test_what_is_so_already_makes_no_change_but_may_contradict() -> None:
    so = FilledRow(1, {"org": "a", "name": "A"}, same=True)
    again = FilledRow(2, {"org": "a", "name": "A"}, same=True)
    other = row(3, org="a", name="B")

    alone, against = changes_from("rename", [so, again]), changes_from("rename", [so, other])

    assert (alone.changes, alone.against, alone.doubles) == ([], {}, {2: 1})
    assert (against.changes, codes(against)) == (
        [],
        {1: ["ROWS_CONTRADICT"], 3: ["ROWS_CONTRADICT"]},
    )
