from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dangbo.base.vietnamese.nearness import NEAREST, NameIndex, distinct_words, nearest_names

WORDS = st.sampled_from(["chi", "bo", "dang", "dan", "so", "y", "te", "h", "mong", "1", "10", "ư"])
NAMES = st.lists(st.lists(WORDS, min_size=1, max_size=5).map(" ".join), unique=True)


@given(NAMES, st.lists(WORDS, max_size=3).map(" ".join))
def test_containing_is_what_looking_at_every_name_gives(names: list[str], text: str) -> None:
    index = NameIndex(names)

    assert index.containing(text) == {
        place
        for place, name in enumerate(names)
        if text and all(word in name for word in text.split())
    }
    assert index.containing(text) == index.containing(text)


@given(NAMES)
def test_nearest_to_a_name_is_itself(names: list[str]) -> None:
    index = NameIndex(names)

    for place, name in enumerate(names):
        assert index.nearest(name)[0] == place


def test_nearest_survives_what_people_mistype() -> None:
    draw = Random(1)
    villages = ["phu an", "dat do", "long hai", "hoa binh", "tan thanh", "my xuan", "cam pha"]
    names = [f"dang bo {kind} {each} {at}" for kind in "xq" for each in villages for at in range(9)]
    index = NameIndex(names)

    for place in draw.sample(range(len(names)), 40):
        at = draw.randrange(8, len(names[place]) - 2)
        mistyped = names[place][:at] + "z" + names[place][at + 1 :]

        assert place in index.nearest(mistyped)
        assert len(index.nearest(mistyped)) <= NEAREST


def test_nothing_comes_near_what_is_like_nothing() -> None:
    index = NameIndex(["dang bo so y te"])

    assert index.nearest("x" * 10_000) == index.nearest("") == index.nearest("mongolia") == []
    assert NameIndex([]).nearest("dang") == []
    assert nearest_names("dang bo so y ta", ["chi bo 1", "dang bo so y te"]) == [1]


def test_texts_of_more_words_than_any_name_have_none() -> None:
    assert distinct_words("a b a") == ["a", "b"]
    assert distinct_words(" ".join(map(str, range(101)))) == []
