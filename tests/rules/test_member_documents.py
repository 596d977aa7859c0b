"""The catalogue is that of the rule book, and a file is measured by what it must hold."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.member_documents import (
    Completeness,
    Stage,
    aged_documents,
    catalogue,
    completeness,
    document_type,
    missing_documents,
    required_documents,
)

ON = date(2026, 11, 22)
EVERY = ("youth_union", "trade_union", "background_check", "departmental", "grassroots_committee")
# The forms as rule 2.10 lists them, by the number of the type.
FORMS = {
    37: "1-KNĐ",
    1: "2-KNĐ",
    39: "3-KNĐ",
    40: "4-KNĐ",
    41: "4A-KNĐ",
    42: "5-KNĐ",
    43: "6-KNĐ",
    44: "7-KNĐ",
    45: "8-KNĐ",
    5: "9-KNĐ",
    47: "10-KNĐ",
    48: "11-KNĐ",
    49: "12-KNĐ",
    50: "13-KNĐ",
    51: "14-KNĐ",
    52: "15-KNĐ",
    7: "16-KNĐ",
    2: "1-HSĐV",
    3: "2-HSĐV",
    4: "3-HSĐV",
}
NUMBERS = st.sets(st.integers(1, 104))


def test_catalogue_has_104_types_in_order() -> None:
    found = catalogue(on=ON)

    assert [each.number for each in found] == list(range(1, 105))
    assert len({each.code for each in found}) == 104
    assert len({each.name for each in found}) == 104
    assert [each.priority for each in found] == [1] * 36 + [2] * 49 + [3] * 19


def test_catalogue_has_the_forms_of_the_guidance() -> None:
    assert {each.number: each.form for each in catalogue(on=ON) if each.form} == FORMS


@pytest.mark.parametrize(
    ("stage", "outcomes", "numbers"),
    [
        ("A", False, [1, 37, 38, 39, 40, 41, 42, 96]),
        ("A", True, [1, 37, 38, 39, 40, 41, 42, 96]),
        ("B", False, [43, 44, 45]),
        ("B", True, [2, 3, 5, 43, 44, 45]),
        ("C", False, [46, 47, 48, 49, 50, 51, 52]),
        ("C", True, [7, 46, 47, 48, 49, 50, 51, 52]),
    ],
)
def test_required_documents_of_each_stage(
    stage: Stage, numbers: list[int], *, outcomes: bool
) -> None:
    found = required_documents(stage=stage, on=ON, conditions=EVERY, outcomes=outcomes)

    assert [each.number for each in found] == numbers


@pytest.mark.parametrize(
    ("stage", "numbers"), [("A", [1, 37, 38, 39, 42]), ("B", [43]), ("C", [46, 47, 48, 49, 50])]
)
def test_required_documents_without_conditions(stage: Stage, numbers: list[int]) -> None:
    assert [each.number for each in required_documents(stage=stage, on=ON)] == numbers


@given(held=NUMBERS, stage=st.sampled_from(["A", "B", "C"]))
def test_missing_documents_are_the_rest(held: set[int], stage: Stage) -> None:
    needed = {each.number for each in required_documents(stage=stage, on=ON, conditions=EVERY)}

    missing = missing_documents(stage=stage, held=held, on=ON, conditions=EVERY)

    assert {each.number for each in missing} == needed - held


@pytest.mark.parametrize(
    ("signed", "aged"),
    [
        (date(2025, 11, 21), [37]),
        (date(2025, 11, 22), []),
        (date(2026, 11, 22), []),
        (None, []),
    ],
)
def test_aged_documents_are_over_their_months(signed: date | None, aged: list[int]) -> None:
    # The certificate of the course has a term of its own, so its day plays no part here.
    found = aged_documents(stage="A", signed={37: signed, 38: date(2019, 1, 1)}, months=12, on=ON)

    assert [each.number for each in found] == aged


@given(held=NUMBERS)
def test_completeness_of_an_official_member(held: set[int]) -> None:
    happened = ("admitted", "recognised", "card_issued", "year_passed")

    found = completeness(held=held, happened=happened, on=ON)

    assert found.expected == (1, 2, 3, 4, 5, 7, 19)
    assert set(found.held) == {1, 2, 3, 4, 5, 7, 19} & held
    assert set(found.missing) == {1, 2, 3, 4, 5, 7, 19} - held
    assert found.per_mille == len(found.held) * 1000 // 7


def test_completeness_of_nothing_expected_has_no_share() -> None:
    assert completeness(held=[5], happened=(), on=ON) == Completeness((), ())
    assert Completeness((), ()).per_mille is None


def test_every_type_of_the_first_priority_can_be_expected() -> None:
    first = [each for each in catalogue(on=ON) if each.priority == 1]

    found = completeness(held=(), happened={each.after for each in first}, on=ON)

    assert found.expected == tuple(range(1, 37))


def test_document_type_is_found_by_its_number() -> None:
    assert document_type(79, on=ON).code == "exemption_request"
    with pytest.raises(KeyError):
        document_type(105, on=ON)
