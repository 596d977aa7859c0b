"""Hold records against the terms of a day, at their borders."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dangbo.rules.days import add_months
from dangbo.rules.membership_terms import deadline_of
from dangbo.rules.record_quality import (
    CHECKS,
    Record,
    Terms,
    judge_citizen,
    judge_record,
    signs_pattern,
    term_of,
    terms_on,
)

ON = date(2026, 3, 31)
WHOLE = Record(
    name="Nguyễn Văn An",
    standing="official",
    birth=date(1980, 3, 2),
    admitted=date(2005, 5, 19),
    counted_from=date(2005, 5, 19),
    probation_from=date(2005, 6, 1),
    official_from=date(2006, 6, 1),
    stated={"sex": "nam", "ethnicity": "kinh", "religion": "khong", "home_town": "Hạ Long"},
    numbers={"file": "012345A", "card": "01234567", "citizen": ""},
    attributes={"general_education": "12/12", "education": "dai_hoc", "occupation": "x"},
    groups=frozenset({"residence"}),
    touched=date(2025, 1, 1),
)


def found(on: date = ON, **changes: Any) -> set[tuple[str, str]]:
    """Return the codes of what is said of the whole record with changes, each with its place."""
    record = replace(WHOLE, **{"attributes": listed(), **changes})
    return {(each.code, each.where) for each in judge_record(record=record, terms=terms_on(on))}


def listed() -> dict[str, str]:
    """Return attributes whose occupation stands in the list."""
    from dangbo.rules.member_attributes import attribute_kinds  # noqa: PLC0415

    return {**WHOLE.attributes, "occupation": next(iter(attribute_kinds()["occupation"].values))}


def test_of_a_whole_record_nothing_is_said() -> None:
    assert found() == set()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"birth": date(2005, 5, 19)}, {("BIRTH_AFTER_ADMISSION", "birth")}),
        ({"birth": date(2005, 5, 18)}, {("ADMITTED_TOO_YOUNG", "admitted")}),
        ({"birth": date(1987, 5, 20)}, {("ADMITTED_TOO_YOUNG", "admitted")}),
        ({"birth": date(1987, 5, 19)}, set()),
        ({"birth": date(1905, 3, 31)}, {("AGE_TOO_GREAT", "birth")}),
        ({"birth": date(1905, 4, 1)}, set()),
        ({"admitted": date(2006, 6, 1), "counted_from": date(2006, 6, 1)}, set()),
        (
            {"admitted": date(2006, 6, 2), "counted_from": date(2006, 6, 2)},
            {("ADMITTED_AFTER_OFFICIAL", "admitted")},
        ),
        ({"official_from": date(2006, 5, 31)}, {("RECOGNISED_EARLY", "official")}),
        ({"probation_from": date(1991, 6, 26), "official_from": date(2006, 1, 1)}, set()),
        ({"counted_from": date(2005, 5, 18)}, {("PARTY_AGE_TOO_EARLY", "counted_from")}),
        ({"name": "Nguyễn Văn An 2"}, {("NAME_HAS_DIGITS", "name")}),
        ({"name": "Nguyễn Văn An (b)"}, {("NAME_HAS_SIGNS", "name")}),
        ({"name": "Y'Bê Niê-Kdăm"}, set()),
        ({"name": "An"}, {("NAME_IS_ONE_WORD", "name")}),
        ({"touched": date(2023, 3, 31)}, {("RECORD_STALE", "")}),
        ({"touched": date(2023, 4, 1)}, set()),
        ({"org_ended": True}, {("ORG_ENDED", "")}),
        ({"groups": frozenset()}, {("FIELD_LACKING", "residence")}),
    ],
)
def test_what_is_said_at_the_borders(changes: dict[str, object], said: set[object]) -> None:
    assert found(**changes) == said


def test_who_was_admitted_before_the_terms_is_not_held_against_probation() -> None:
    early = {"admitted": date(1991, 6, 20), "counted_from": date(1991, 6, 20), "birth": None}
    before = found(probation_from=date(1991, 6, 26), official_from=date(1991, 12, 1), **early)
    after = found(probation_from=date(1991, 6, 27), official_from=date(1991, 12, 1), **early)

    assert before == {("FIELD_LACKING", "birth")}
    assert after == {("FIELD_LACKING", "birth"), ("RECOGNISED_EARLY", "official")}


def test_numbers_are_held_against_the_form_of_the_day() -> None:
    long_card = {**WHOLE.numbers, "card": "012345678901"}
    secret = {**WHOLE.numbers, "citizen": ""}

    assert found(numbers=long_card) == set()
    assert found(date(2025, 8, 7), numbers=long_card) == {("NUMBER_MISSHAPEN", "card")}
    assert found(numbers={**secret, "file": "12345A"}) == {("NUMBER_MISSHAPEN", "file")}


def test_required_fields_follow_the_day_and_the_standing() -> None:
    bare = {"stated": {}, "numbers": {}, "attributes": {}, "groups": frozenset(), "birth": None}
    of_all = {*terms_on(ON).required} - {"admitted", "counted_from"}

    assert found(**bare) == {("FIELD_LACKING", name) for name in (*of_all, "card")}
    assert found(standing="probationary", official_from=None, probation_from=ON, **bare) == {
        ("FIELD_LACKING", name) for name in of_all
    }
    assert found(date(2025, 8, 30), **bare) == {
        ("FIELD_LACKING", name) for name in ({*of_all, "card"} - {"citizen"})
    }


def test_values_outside_the_lists_are_told_words_are_not() -> None:
    odd = {**listed(), "education": "giao_su", "workplace": "Sở Y tế"}

    assert found(attributes=odd) == {("VALUE_NOT_LISTED", "education")}
    assert found(stated={**WHOLE.stated, "sex": "x", "religion": "y"}) == {
        ("VALUE_NOT_LISTED", "sex"),
        ("VALUE_NOT_LISTED", "religion"),
    }


@given(st.dates(date(2012, 1, 1), date(2035, 12, 31)))
@example(date(2013, 2, 28))
@example(date(2013, 3, 1))
def test_the_bounds_are_the_last_days_that_are_overdue(on: date) -> None:
    terms = terms_on(on)

    assert probation_is_over(terms.probation, on)
    assert not probation_is_over(terms.probation + timedelta(days=1), on)
    assert add_months(terms.temporary, 12) < on <= add_months(terms.temporary + DAY, 12)


DAY = timedelta(days=1)


def probation_is_over(ceremony: date, on: date) -> bool:
    return deadline_of(step="recognition", since=ceremony, on=on).due < on


def test_probation_and_temporary_postings_fall_due() -> None:
    terms = terms_on(ON)
    probation = {"standing": "probationary", "official_from": None, "admitted": None}
    probation |= {"counted_from": None}
    lacking = {("FIELD_LACKING", "admitted"), ("FIELD_LACKING", "counted_from")}

    assert found(probation_from=terms.probation, **probation) == {
        ("PROBATION_OVERDUE", "official"),
        *lacking,
    }
    assert found(probation_from=terms.probation + DAY, **probation) == lacking
    assert found(temporary_from=terms.temporary) == {("TEMPORARY_OVER", "")}
    assert found(temporary_from=terms.temporary + DAY) == set()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("022080000017", []),
        ("022180000017", ["CITIZEN_SEX_DIFFERS"]),
        ("022081000017", ["CITIZEN_BIRTH_DIFFERS"]),
        ("022210000017", ["CITIZEN_BIRTH_DIFFERS"]),
        ("022281000017", ["CITIZEN_MISSHAPEN"]),
        ("02208000001", ["CITIZEN_MISSHAPEN"]),
        ("123456789", ["CITIZEN_MISSHAPEN"]),
    ],
)
def test_a_citizen_number_is_held_against_birth_and_sex(number: str, said: list[str]) -> None:
    found = judge_citizen(number, on=ON, birth=date(1980, 3, 2), sex="nam")

    assert [each.code for each in found] == said
    assert {term_of(each.code) for each in found} <= {"right"}


def test_each_check_belongs_to_one_term() -> None:
    codes = [code for term in CHECKS.values() for code in term]

    assert len(codes) == len({*codes})
    assert {term_of(code) for code in codes} == {*CHECKS}


def test_the_pattern_of_signs_finds_each_of_them_and_no_letter() -> None:
    import re  # noqa: PLC0415

    terms: Terms = terms_on(ON)
    pattern = re.compile(signs_pattern(terms.signs))

    assert [sign for sign in terms.signs if not pattern.search(sign)] == []
    assert pattern.search("Nguyễn Thị H'Hen Niê-Đam A.") is None
