import inspect
import re
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules import member_numbers, person_names
from dangbo.rules.row_days import day_findings, months_after
from dangbo.rules.row_states import (
    DOUBTFUL_CODES,
    SOMEBODY_NEW,
    WRONG_CODES,
    Decision,
    FieldChange,
    Known,
    Matches,
    ReadRow,
    RowState,
    differs,
    judge_row,
)
from dangbo.rules.row_twins import Twins, met_twice, trace_of
from dangbo.rules.verdicts import finding

ON = date(2026, 11, 22)
NEW_ROW = {
    "name": "Trần Thị Bình",
    "birth": "1980-02-03",
    "citizen": "001180000123",
    "org": "o1",
    "standing": "official",
}
BINH = Known("p1", {**NEW_ROW, "activity": "active", "admitted": "2005-05-19"})


def _judged(
    values: dict[str, str],
    *,
    matches: Matches | None = None,
    known: tuple[Known, ...] = (BINH,),
    decision: Decision | None = None,
    **more: Any,
) -> RowState:
    return judge_row(
        row=ReadRow(7, values, **more),
        matches=matches or Matches(),
        known={each.person: each for each in known},
        decision=decision or Decision(),
        on=ON,
    )


def _codes(state: RowState) -> list[str]:
    return [each.code for each in state.findings]


BY_CITIZEN = Matches(by_number={"citizen": "p1"}, by_name=("p1",))


class TestState:
    def test_takes_a_row_that_means_nobody_for_somebody_new(self) -> None:
        state = _judged(NEW_ROW)

        assert (state.state, state.person, state.findings) == ("new", "", ())

    def test_leaves_alone_who_is_the_same(self) -> None:
        state = _judged(NEW_ROW, matches=BY_CITIZEN)

        assert (state.state, state.person, state.changes) == ("same", "p1", ())

    def test_tells_each_field_that_changes(self) -> None:
        state = _judged({**NEW_ROW, "education": "dai_hoc", "card": "00012345"}, matches=BY_CITIZEN)

        assert (state.state, state.changes) == (
            "changed",
            (FieldChange("education", "", "dai_hoc"), FieldChange("card", "", "00012345")),
        )

    def test_takes_neither_empty_cells_nor_vaguer_days_nor_capitals_for_changes(self) -> None:
        vague = {"name": "TRẦN THỊ BÌNH", "birth": "1980", "citizen": NEW_ROW["citizen"]}

        assert _judged(vague, matches=BY_CITIZEN).state == "same"

    def test_doubts_what_may_be_changed_by_paper_only(self) -> None:
        row = {**NEW_ROW, "name": "Trần Thị Bình Minh"}

        state = _judged(row, matches=BY_CITIZEN)
        accepted = Decision(accepted=frozenset({"IDENTITY_CHANGES"}))

        assert (state.state, _codes(state)) == ("doubtful", ["IDENTITY_CHANGES"])
        assert _judged(row, matches=BY_CITIZEN, decision=accepted).state == "changed"

    @pytest.mark.parametrize(
        ("name", "value", "code"),
        [
            ("org", "o2", "ORG_DIFFERS"),
            ("standing", "probationary", "STANDING_DIFFERS"),
            ("activity", "exempt", "STANDING_DIFFERS"),
            ("admitted", "2006-05-19", "ADMITTED_DIFFERS"),
        ],
    )
    def test_never_writes_what_an_act_of_its_own_is_for(
        self, name: str, value: str, code: str
    ) -> None:
        decision = Decision(accepted=frozenset({code}))

        state = _judged({**NEW_ROW, name: value}, matches=BY_CITIZEN, decision=decision)

        assert (state.state, state.changes, _codes(state)) == ("same", (), [code])

    @pytest.mark.parametrize(
        ("missing", "code"),
        [("name", "NAME_MISSING"), ("org", "ORG_MISSING"), ("standing", "STANDING_MISSING")],
    )
    def test_wants_of_somebody_new_what_a_member_has_to_have(self, missing: str, code: str) -> None:
        row = {name: value for name, value in NEW_ROW.items() if name != missing}

        assert (_judged(row).state, _codes(_judged(row))) == ("wrong", [code])
        assert _judged(row, defaults={missing: "x"}).state == "new"

    def test_says_once_what_a_cell_that_was_not_read_holds(self) -> None:
        row = {name: value for name, value in NEW_ROW.items() if name != "org"}
        told = finding("ORG_UNKNOWN", "org", text="Chi bộ 9")

        assert _codes(_judged(row, findings=(told,))) == ["ORG_UNKNOWN"]

    def test_left_out_stays_out_whatever_is_wrong(self) -> None:
        assert _judged({}, decision=Decision(left=True)).state == "left"

    @given(st.sampled_from(sorted(WRONG_CODES)), st.sampled_from(sorted(DOUBTFUL_CODES)))
    def test_accepting_a_doubt_never_takes_a_fault(self, wrong: str, doubt: str) -> None:
        told = (finding(wrong), finding(doubt))
        decision = Decision(accepted=WRONG_CODES | DOUBTFUL_CODES)

        assert _judged(NEW_ROW, findings=told, decision=decision).state == "wrong"
        assert _judged(NEW_ROW, findings=told[1:]).state == "doubtful"
        assert _judged(NEW_ROW, findings=told[1:], decision=decision).state == "new"


class TestPerson:
    def test_knows_a_person_by_name_and_birth(self) -> None:
        state = _judged(NEW_ROW, matches=Matches(by_name=("p1",)))

        assert (state.state, state.person) == ("same", "p1")

    @pytest.mark.parametrize(
        "told", [{"birth": "1980"}, {"citizen": "001180999999"}, {"birth": "1980-02"}]
    )
    def test_doubts_a_namesake_who_may_be_another(self, told: dict[str, str]) -> None:
        state = _judged({**NEW_ROW, **told}, matches=Matches(by_name=("p1",)))

        assert (state.state, state.choices) == ("doubtful", ("p1",))
        assert _codes(state)[0] == "PERHAPS_SAME"

    def test_takes_a_namesake_for_whom_the_user_says(self) -> None:
        row = {**NEW_ROW, "citizen": "001180999999"}
        matches = Matches(by_name=("p1",))

        new = _judged(row, matches=matches, decision=Decision(person=SOMEBODY_NEW))
        same = _judged(row, matches=matches, decision=Decision(person="p1"))

        assert (new.state, new.person) == ("new", "")
        assert (same.person, _codes(same)) == ("p1", ["IDENTITY_CHANGES"])

    def test_never_gives_a_number_to_another_than_its_bearer(self) -> None:
        row = {**NEW_ROW, "name": "Lê Văn Cường", "birth": "1975-01-01"}
        matches = Matches(by_number={"citizen": "p1"})

        state = _judged(row, matches=matches, decision=Decision(person=SOMEBODY_NEW))

        assert (state.state, _codes(state)) == ("wrong", ["NUMBER_TAKEN"])

    def test_asks_which_of_several_namesakes_is_meant(self) -> None:
        others = (BINH, Known("p2", {**BINH.values, "citizen": "001180000999"}))

        state = _judged(
            {**NEW_ROW, "citizen": ""}, matches=Matches(by_name=("p1", "p2")), known=others
        )

        assert (state.state, state.choices) == ("doubtful", ("p1", "p2"))
        assert _codes(state) == ["SEVERAL_NAMESAKES"]

    def test_doubts_a_number_that_somebody_else_bears(self) -> None:
        row = {**NEW_ROW, "name": "Lê Văn Cường", "birth": "1975-01-01"}

        state = _judged(row, matches=Matches(by_number={"citizen": "p1"}))

        assert state.state == "doubtful"
        assert _codes(state)[:1] == ["NUMBER_OF_ANOTHER"]

    def test_refuses_numbers_of_two_persons(self) -> None:
        matches = Matches(by_number={"citizen": "p1", "card": "p2"})

        state = _judged(NEW_ROW, matches=matches, known=(BINH, Known("p2", {"name": "Lê An"})))

        assert (state.state, _codes(state)) == ("wrong", ["NUMBERS_OF_TWO"])

    def test_knows_a_person_by_key_and_refuses_an_unknown_one(self) -> None:
        row = {"key": "p1", "phone": "0912"}

        assert _judged(row, matches=Matches(by_key="p1")).changes == (
            FieldChange("phone", "", "0912"),
        )
        assert "KEY_UNKNOWN" in _codes(_judged(row))

    def test_refuses_somebody_who_is_no_member_on_the_day(self) -> None:
        gone = Known("p1", BINH.values, present=False)

        state = _judged(NEW_ROW, matches=BY_CITIZEN, known=(gone,))

        assert (state.state, _codes(state)) == ("wrong", ["PERSON_GONE"])

    def test_takes_no_person_whom_nothing_suggests(self) -> None:
        assert _judged(NEW_ROW, decision=Decision(person="p1")).person == ""


class TestDays:
    @pytest.mark.parametrize(
        ("values", "codes"),
        [
            ({"birth": "1980-02-03", "admitted": "1998-02-03"}, []),
            ({"birth": "1980-02-03", "admitted": "1998-02-02"}, ["ADMITTED_UNDER_AGE"]),
            ({"birth": "1980", "admitted": "1998-01-01"}, []),
            ({"birth": "1980-02", "admitted": "1998-01"}, ["ADMITTED_UNDER_AGE"]),
            ({"birth": "1980-02-03", "admitted": "1980-02-02"}, ["BIRTH_AFTER_ADMISSION"]),
            ({"birth": "1981", "admitted": "1980"}, ["BIRTH_AFTER_ADMISSION"]),
            ({"birth": "2026-11-23"}, ["DAY_IN_FUTURE"]),
            ({"birth": "1906-11-21"}, ["TOO_OLD"]),
            ({"birth": "1906-11-22"}, []),
            ({"admitted": "2005-05-19", "recognised": "2006-05-19"}, []),
            ({"admitted": "2005-05-19", "recognised": "2006-05-18"}, ["RECOGNISED_TOO_SOON"]),
            ({"admitted": "2005-05-19", "recognised": "2006"}, []),
            ({"admitted": "1970-05-19", "recognised": "1970-11-19"}, []),
            ({"admitted": "2005", "recognised": "2004-12-31"}, ["RECOGNISED_BEFORE_ADMISSION"]),
            (
                {"standing": "probationary", "recognised": "2004-12-31"},
                ["STANDING_CONTRADICTS"],
            ),
        ],
    )
    def test_holds_days_against_each_other_as_exactly_as_stated(
        self, values: dict[str, str], codes: list[str]
    ) -> None:
        assert [each.code for each in day_findings(values, on=ON)] == codes

    @given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 1500))
    def test_months_after_counts_calendar_months(self, day: date, months: int) -> None:
        later = months_after(day, months)

        assert (later.year - day.year) * 12 + later.month - day.month == months
        assert later.day == day.day or (later.day < day.day and months_after(later, 0) == later)

    def test_months_after_ends_with_a_shorter_month(self) -> None:
        assert months_after(date(2004, 2, 29), 12) == date(2005, 2, 28)
        assert months_after(date(2005, 1, 31), 1) == date(2005, 2, 28)

    @given(st.sampled_from(["1980", "1980-02", "1980-02-03"]))
    def test_a_vaguer_day_says_nothing_else(self, told: str) -> None:
        assert not differs("birth", "1980-02-03", told)
        assert differs("birth", told, "1980-02-04")


def _met(*rows: dict[str, str]) -> list[list[str]]:
    twins = Twins()
    read = [ReadRow(number, row) for number, row in enumerate(rows, start=2)]
    for each in read:
        twins.meet(trace_of(each))
    return [[f"{found.code} {found.fact('rows')}" for found in twins.of(each)] for each in read]


class TestTwins:
    def test_tells_both_rows_of_a_number_given_twice(self) -> None:
        first = {"name": "Lê An", "citizen": "001180000123"}
        second = {"name": "Lê Bình", "citizen": "001180000123"}

        assert _met(first, second, {"name": "Lê Chi"}) == [
            ["NUMBER_TWICE 3"],
            ["NUMBER_TWICE 2"],
            [],
        ]

    def test_tells_a_row_that_repeats_another_only_once(self) -> None:
        row = {"name": "Lê An", "citizen": "001180000123", "birth": "1980-01-01"}

        assert _met(row, row) == [[], ["ROW_REPEATED None"]]

    def test_tells_a_person_who_comes_twice(self) -> None:
        first = {"name": "Lê An", "birth": "1980-01-01", "card": "00000001"}
        second = {"name": "LE AN", "birth": "1980-01-01", "card": "00000002"}

        assert _met(first, second) == [["PERSON_TWICE 3"], ["PERSON_TWICE 2"]]

    @given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("123")), max_size=12))
    def test_agrees_with_comparing_each_row_with_each(self, told: list[tuple[str, str]]) -> None:
        rows = [{"name": f"{name}{at}", "card": card} for at, (name, card) in enumerate(told)]

        found = _met(*rows)

        for at, row in enumerate(rows):
            others = [
                str(other + 2)
                for other, each in enumerate(rows)
                if other != at and each["card"] == row["card"]
            ]
            expected = [f"NUMBER_TWICE {', '.join(others)}"] if others else []
            assert found[at] == expected


@pytest.mark.parametrize("module", [person_names, member_numbers])
def test_what_names_and_numbers_refuse_is_wrong_and_what_they_doubt_is_doubtful(
    module: ModuleType,
) -> None:
    source = inspect.getsource(module)
    refused = set(re.findall(r"refuse\(finding\(\"(\w+)\"", source))
    doubted = set(re.findall(r"warn\(finding\(\"(\w+)\"", source)) - {"NUMBER_ZEROS_EATEN"}

    assert (refused - {"NUMBER_KIND_UNKNOWN"}) - WRONG_CODES == set()
    assert doubted - DOUBTFUL_CODES == set()
    assert refused
    assert doubted


def test_met_twice_tells_rows_that_mean_one_person() -> None:
    states = [
        RowState(2, "changed", "p1"),
        RowState(3, "same", "p1"),
        RowState(4, "left", "p1"),
        RowState(5, "new"),
        RowState(6, "changed", "p2"),
    ]

    assert {number: each.fact("rows") for number, each in met_twice(states).items()} == {
        2: "3",
        3: "2",
    }
