"""A hand-over adds up to the organisation and to the person, or every difference is named."""

from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.hand_over_sums import Stated, check_list_size, check_lists, check_stated_sums
from dangbo.rules.verdicts import Verdict, finding

# Gia Lai, 10 February 2025 (R14.2): party side, government side, two territorial committees.
PARTS = (Stated(22, 567), Stated(52, 3413), Stated(31, 578))


def test_closing_of_the_bloc_of_2025_adds_up() -> None:
    assert check_stated_sums(total=Stated(105, 4558), parts=PARTS) == Verdict()


def test_sums_that_differ_are_named() -> None:
    verdict = check_stated_sums(total=Stated(104, 4559), parts=PARTS)

    assert verdict.against == (
        finding("ORGS_DO_NOT_ADD_UP", parts=105, total=104),
        finding("MEMBERS_DO_NOT_ADD_UP", parts=4558, total=4559),
    )


def test_list_of_another_size_than_stated_is_named() -> None:
    equal = check_list_size(receiver="a", stated=PARTS[0], orgs=22, members=567)
    other = check_list_size(receiver="a", stated=PARTS[0], orgs=21, members=566)

    assert equal == Verdict()
    assert other.against == (
        finding("ORGS_DIFFER", "a", listed=21, stated=22),
        finding("MEMBERS_DIFFER", "a", listed=566, stated=567),
    )


@given(
    before=st.sets(st.sampled_from("abcdefgh")),
    lists=st.dictionaries(
        st.sampled_from("XYZ"), st.lists(st.sampled_from("abcdefghij"), max_size=6)
    ),
)
def test_lists_are_conserved_to_the_person(before: set[str], lists: dict[str, list[str]]) -> None:
    every = [person for persons in lists.values() for person in persons]

    found = {(each.code, each.where) for each in check_lists(before=before, lists=lists).against}

    assert found == {
        *(("PERSON_LEFT_OUT", person) for person in before if every.count(person) == 0),
        *(("PERSON_TWICE", person) for person in every if every.count(person) > 1),
        *(("PERSON_NOT_THERE", person) for person in every if person not in before),
    }


def test_lists_that_hold_everyone_once_are_right() -> None:
    lists = {"X": ["a", "c"], "Y": ["b"]}

    assert check_lists(before=["a", "b", "c"], lists=lists) == Verdict()
