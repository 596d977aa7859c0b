"""Prove what may be asked, how an answer is laid out and summed, and when it is asked again."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl, urlencode

from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.days import add_months
from dangbo.rules.indicator_values import Value, averaged, counted, shared
from dangbo.rules.indicators import definitions
from dangbo.rules.question_addresses import pairs_of, question_in
from dangbo.rules.question_answers import (
    Answer,
    Place,
    Spot,
    answer_in,
    lost,
    moved,
    plain_answer,
    together,
)
from dangbo.rules.question_days import DayWord
from dangbo.rules.question_schedules import MONTHS, due_after
from dangbo.rules.questions import (
    Kept,
    Moment,
    Question,
    cell_of,
    faults_of,
    layout_of,
    moments_of,
    ways_for,
)

TODAY = date(2026, 11, 23)
KNOWN = definitions().indicators
CODES = sorted(KNOWN)
WAYS = ["sex", "age", "theory", "kind"]
DAYS = st.dates(date(1964, 1, 1), date(2030, 12, 31)).map(lambda day: DayWord("day", day))
CODE = st.text("abc_1-/é ", min_size=1, max_size=6).filter(lambda text: text.strip() == text != "-")
FILTERS = st.dictionaries(
    st.sampled_from(WAYS), st.lists(CODE | st.just(""), min_size=1, max_size=3, unique=True)
)
QUESTIONS = st.builds(
    lambda kept, **told: Question(
        filters=tuple(Kept(way, tuple(c)) for way, c in kept.items()), **told
    ),
    kept=FILTERS,
    indicators=st.lists(st.sampled_from(CODES), max_size=3, unique=True).map(tuple),
    org=st.sampled_from(["", "qn-khoi", "y te"]),
    scope=st.sampled_from(["one", "below", "sisters"]),
    kinds=st.lists(st.sampled_from(["chi_bo", "dang_bo_xa"]), unique=True).map(tuple),
    by=st.lists(st.sampled_from(WAYS), max_size=2).map(tuple),
    days=st.lists(DAYS, min_size=1, max_size=4, unique=True).map(tuple),
    start=st.none() | DAYS,
    pace=st.sampled_from(["", "whole", "year", "quarter", "month"]),
    own=st.booleans(),
)


def codes(faults: Any) -> list[str]:
    return [each.code for each in faults]


def faults(question: Question) -> list[str]:
    listed = {"sex": ["nam", "nu"], "kind": ["chi_bo"]}
    return codes(faults_of(question, known=KNOWN, codes=listed.get, today=TODAY))


@given(QUESTIONS)
def test_an_address_holds_the_whole_question(question: Question) -> None:
    address = urlencode(pairs_of(question))

    read = question_in(parse_qsl(address))
    assert codes(read.faults) == []
    assert read.question == question


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["chi_tieu", "theo", "loc", "ngay", "tu", "buoc", "pham_vi", "x"]),
            st.text(max_size=20),
        )
    )
)
def test_any_address_is_read_without_failing_and_the_same_again(
    pairs: list[tuple[str, str]],
) -> None:
    once = question_in(pairs).question

    assert question_in(pairs_of(once)).question == once
    faults(once)


def test_what_cannot_be_asked_is_told_each_with_its_place() -> None:
    members = Question(("dang_vien",))

    assert faults(members) == []
    assert faults(Question(())) == ["QUESTION_NO_INDICATOR"]
    assert faults(Question(("dang_vien", "khong_co"))) == ["QUESTION_UNKNOWN_INDICATOR"]
    assert faults(Question(("dang_vien",), by=("movement",))) == ["QUESTION_WRONG_WAY"]
    assert faults(Question(("dang_vien", "to_chuc_dang"), by=("sex",))) == ["QUESTION_WRONG_WAY"]
    assert faults(Question(("dang_vien",), by=("sex", "sex"))) == ["QUESTION_WAY_TWICE"]
    assert faults(Question(("dang_vien",), by=("sex", "age", "theory"))) == [
        "QUESTION_TOO_MANY_WAYS"
    ]
    other = Question(("dang_vien",), filters=(Kept("sex", ("nu", "x", "")),))
    assert faults(other) == ["QUESTION_UNKNOWN_PART"]
    assert faults(Question(("dang_vien",), kinds=("la",))) == ["QUESTION_UNKNOWN_KIND"]
    late = Question(("dang_vien",), start=DayWord("day", date(2027, 1, 1)))
    assert faults(late) == ["QUESTION_STARTS_LATE"]
    two = (DayWord("today"), DayWord("day", date(2020, 1, 1)))
    assert faults(Question(("dang_vien",), days=two, pace="year")) == ["QUESTION_ONE_LAST_DAY"]
    ago = DayWord("ago", unit="year", number=30)
    assert faults(Question(("dang_vien",), start=ago, pace="month")) == [
        "QUESTION_TOO_MANY_PERIODS"
    ]
    assert codes(question_in([("ngay", "31/2/2020"), ("loc", "sex"), ("buoc", "x")]).faults) == [
        "QUESTION_NO_PART",
        "QUESTION_NO_DAY",
        "QUESTION_NOT_LISTED",
    ]


@given(st.lists(st.sampled_from(CODES), min_size=1, max_size=4))
def test_ways_are_those_that_each_indicator_has(chosen: list[str]) -> None:
    found = ways_for([KNOWN[code] for code in chosen])

    every = {way for code in CODES for way in KNOWN[code].by if way != "org"}
    assert set(found) == {way for way in every if all(way in KNOWN[code].by for code in chosen)}


@given(st.integers(1, 4), st.integers(1, 4), st.booleans(), st.integers(0, 2))
def test_each_axis_goes_down_or_across_but_not_both(
    indicators: int, moments: int, places: bool, ways: int
) -> None:
    rows, columns = layout_of(indicators=indicators, moments=moments, places=places, ways=ways)

    axes = [*rows, *columns]
    assert len(axes) == len(set(axes))
    wanted = {
        *(["indicator"] if indicators > 1 else []),
        *(["moment"] if moments > 1 else []),
        *(["org"] if places else []),
        *["first", "second"][:ways],
    }
    assert wanted <= set(axes)
    assert rows
    assert columns


@given(QUESTIONS)
def test_moments_are_in_order_and_end_on_the_last_day(question: Question) -> None:
    found = moments_of(question, today=TODAY)

    ends = [each.end for each in found]
    assert ends == sorted(set(ends))
    assert all(each.start <= each.end for each in found)
    days = [each.day for each in question.days]
    if not question.pace:
        assert ends == sorted(set(days))
    else:
        assert ends[-1] == days[-1]
        start = found[0].start
        own = question.start.day if question.start else None
        assert start == (own if own and own <= days[-1] else date(days[-1].year, 1, 1))
        pairs = pairwise(found)
        assert all(one.end + timedelta(days=1) == two.start for one, two in pairs)


def test_a_cell_is_a_question_of_its_own() -> None:
    question = Question(
        ("dang_vien",), "khoi", "below", by=("sex", "age"), filters=(Kept("sex", ("nam", "nu")),)
    )
    moment = Moment("x", date(2026, 1, 1), date(2026, 6, 30))

    cell = cell_of(question, indicator="dang_vien", org="y-te", parts={"sex": "nu"}, moment=moment)
    assert cell.org == "y-te"
    assert cell.scope == "one"
    assert cell.by == ()
    assert cell.filters == (Kept("sex", ("nu",)),)
    assert moments_of(cell, today=TODAY) == [Moment("30/06/2026", *moment[1:])]


PEOPLE = st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.integers(18, 99)))


@given(PEOPLE)
def test_parts_make_together_what_the_whole_is(people: list[tuple[str, bool, int]]) -> None:
    parts = [[each for each in people if each[0] == code] for code in "abc"]

    assert together("count", [counted(len(own)) for own in parts]) == counted(len(people))
    of_each = [shared(sum(each[1] for each in own), len(own)) for own in parts]
    assert together("share", of_each) == shared(sum(each[1] for each in people), len(people))
    ages = [averaged(each[2] for each in own) for own in parts]
    assert together("average", ages) == averaged(each[2] for each in people)
    assert together("count", [counted(1), None]) is None


def an_answer(numbers: dict[str, int | None], key: str = "30/6 gần nhất", uid: str = "y") -> Answer:
    cells = {
        Spot(0, 0, (code,), "dang_vien"): None if number is None else counted(number)
        for code, number in numbers.items()
    }
    moment = Moment(key, date(2026, 1, 1), date(2026, 6, 30))
    keys = [(code,) for code in numbers]
    return Answer([moment], [Place(uid, "Y tế")], keys, {"dang_vien": 1}, cells)


NUMBERS = st.dictionaries(st.sampled_from("abcd"), st.none() | st.integers(0, 5), min_size=1)


@given(NUMBERS, NUMBERS)
def test_answers_are_kept_and_compared_cell_by_cell(
    before: dict[str, int | None], after: dict[str, int | None]
) -> None:
    one, two = an_answer(before), an_answer(after)

    assert answer_in(plain_answer(two)) == two
    found = {spot.keys[0]: difference for spot, difference in moved(one, two).items()}
    assert set(found) == {code for code, number in after.items() if before.get(code) != number}
    assert lost(one, two) == len(set(before) - set(after))
    assert lost(an_answer(before, uid="z"), two) == len(before)
    for code, difference in found.items():
        old, new = before.get(code), after[code]
        change = None if old is None or new is None else new - old
        assert difference.change == change


def test_a_part_that_nobody_has_is_nought_where_the_whole_is_told() -> None:
    answer = an_answer({"a": 3})

    assert answer.value(Spot(0, 0, ("b",), "dang_vien"), "count") == counted(0)
    assert answer.value(Spot(0, 0, ("b",), "dang_vien"), "share") == Value(0, 0)
    assert answer.value(Spot(0, 1, ("b",), "dang_vien"), "count") is None
    untold = Answer([], [], [()], {}, {Spot(0, 0, (), "dang_vien"): None})
    assert untold.value(Spot(0, 0, ("b",), "dang_vien"), "count") is None


@given(
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    st.sampled_from(sorted(MONTHS)),
    st.integers(-40, 4_000),
)
def test_the_day_due_is_the_first_after_a_day(first: date, every: str, later: int) -> None:
    day = first + timedelta(days=later)

    due = due_after(first=first, every=every, day=day)
    all_due = [add_months(first, number * MONTHS[every]) for number in range(200)]
    assert due == next(each for each in all_due if each > day)
