"""Find persons who may be one, and prove that no pair is missed."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.likeness import Likeness, Someone, alike_among, likeness, mistyped_births

WORDS = st.sampled_from(["nguyen", "van", "an", "thi", "binh"])
FOLDED = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
DAYS = st.dates(date(1950, 1, 1), date(2005, 12, 31)) | st.sampled_from(
    [date(1980, 3, 2), date(1980, 2, 3), date(1980, 3, 12), date(1981, 3, 2)]
)


def someone(id_: int, name: str, birth: date | None, *numbers: str, whole: bool = True) -> Someone:
    folded = name.casefold().replace("ă", "a").replace("ễ", "e")
    return Someone(id_, name, folded, birth, whole, frozenset(numbers))


def reasons(one: Someone, other: Someone) -> tuple[str, ...]:
    found = likeness(one, other)
    return found.reasons if found else ()


@pytest.mark.parametrize(
    ("name", "birth", "found"),
    [
        ("Nguyễn Văn An", date(1980, 3, 2), ("SAME_NAME", "SAME_BIRTH")),
        ("Nguyen Van An", date(1980, 3, 2), ("NAME_WITHOUT_ACCENTS", "SAME_BIRTH")),
        ("An Nguyễn Văn", date(1980, 3, 2), ("NAME_REORDERED", "SAME_BIRTH")),
        ("Nguyễn An", date(1980, 3, 2), ("NAME_SHORTENED", "SAME_BIRTH")),
        ("Nguyễn Văn An", date(1980, 2, 3), ("SAME_NAME", "BIRTH_SWAPPED")),
        ("Nguyễn Văn An", date(1980, 3, 12), ("SAME_NAME", "BIRTH_MISTYPED")),
        ("Nguyễn Văn An", date(1990, 3, 2), ("SAME_NAME", "BIRTH_MISTYPED")),
        ("Nguyễn Văn An", date(1991, 3, 2), ()),
        ("Nguyễn An", date(1980, 3, 12), ()),
        ("Trần Văn An", date(1980, 3, 2), ()),
        ("Nguyễn Văn An", None, ()),
    ],
)
def test_likeness_weighs_name_and_birth(name: str, birth: date | None, found: tuple[str]) -> None:
    one = someone(1, "Nguyễn Văn An", date(1980, 3, 2))

    assert reasons(one, someone(2, name, birth)) == found


def test_likeness_takes_a_year_alone_for_possible() -> None:
    one = someone(1, "Nguyễn Văn An", date(1980, 3, 2))
    other = someone(2, "Nguyễn Văn An", date(1980, 1, 1), whole=False)

    assert reasons(one, other) == ("SAME_NAME", "BIRTH_POSSIBLE")


def test_likeness_of_a_number_is_enough() -> None:
    one = someone(1, "Nguyễn Văn An", date(1980, 3, 2), "card:01234567")
    other = someone(2, "Lê Thị Bình", date(1960, 1, 1), "card:01234567")

    assert likeness(one, other) == Likeness(1, 2, ("SAME_NUMBER",))


@given(
    people=st.lists(
        st.tuples(FOLDED, DAYS, st.booleans(), st.frozensets(st.sampled_from(["a", "b"]))),
        max_size=12,
    )
)
def test_alike_among_finds_what_comparing_all_finds(
    people: list[tuple[str, date, bool, frozenset[str]]],
) -> None:
    everyone = [
        Someone(number, folded, folded, birth, whole, numbers)
        for number, (folded, birth, whole, numbers) in enumerate(people)
    ]

    pairs = [likeness(one, other) for one, other in combinations(everyone, 2)]

    assert set(alike_among(everyone)) == {each for each in pairs if each is not None}


@given(one=DAYS, other=DAYS)
def test_mistyped_births_holds_every_day_that_likeness_takes_for_one(
    one: date, other: date
) -> None:
    name = "Nguyễn Văn An"

    alike = likeness(someone(1, name, one), someone(2, name, other)) is not None

    assert (other in mistyped_births(one)) == alike
