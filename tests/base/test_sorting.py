"""Compare the keys with an order worked out from letters and tones, on words built from these."""

from collections.abc import Callable
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.base.vietnamese import person_sort_key, sort_key

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]

# A word: the letters before its vowel, the vowel, the letters after it, and its tone.
Word = tuple[str, str, str, int]
letters = st.text(alphabet=ALPHABET, max_size=3)
built = st.tuples(letters, st.sampled_from("aăâeêioôơuưy"), letters, st.integers(0, 5))
texts = st.lists(st.one_of(built, st.integers(0, 10**12)), max_size=4)
names = st.lists(built, min_size=1, max_size=4)


def written(text: list[Any]) -> str:
    words = [
        f"{each[0]}{each[1]}{TONES[each[3]]}{each[2]}" if isinstance(each, tuple) else str(each)
        for each in text
    ]
    return normalize("NFC", " ".join(words))


def order_of(text: list[Any]) -> tuple[list[Any], list[int]]:
    """Return letters before tones; a number stands before letters, by its value."""
    primary = [
        (1, [ALPHABET.index(letter) for letter in "".join(each[:3])])
        if isinstance(each, tuple)
        else (0, each)
        for each in text
    ]
    return primary, [each[3] if isinstance(each, tuple) else 0 for each in text]


def order_of_person(name: list[Word]) -> tuple[Any, ...]:
    return order_of(name[-1:]), order_of(name[:-1][:1]), order_of(name[1:-1])


@given(st.lists(texts, max_size=12))
def test_sort_key_sorts_by_letters_then_tones(many: list[list[Any]]) -> None:
    by_key = sorted(many, key=lambda text: sort_key(written(text)))

    assert list(map(order_of, by_key)) == sorted(map(order_of, many))


@given(st.lists(names, max_size=12))
def test_person_sort_key_sorts_by_given_family_and_middle_name(many: list[list[Word]]) -> None:
    by_key = sorted(many, key=lambda name: person_sort_key(written(name)))

    assert list(map(order_of_person, by_key)) == sorted(map(order_of_person, many))


@given(texts, texts)
def test_sort_key_is_equal_for_equals_only(one: list[Any], other: list[Any]) -> None:
    same_key = sort_key(written(one)) == sort_key(written(other))

    assert same_key == (order_of(one) == order_of(other))


@pytest.mark.parametrize("key", [sort_key, person_sort_key])
@given(text=st.text())
def test_sort_key_is_plain_ascii(key: Callable[[str], str], text: str) -> None:
    made = key(text)

    assert made.isascii()
    assert "\0" not in made
    assert made == made.strip()


@given(texts)
def test_sort_key_is_blind_to_case_and_composition(text: list[Any]) -> None:
    key = sort_key(written(text))

    assert sort_key(written(text).upper()) == key
    assert sort_key(normalize("NFD", written(text))) == key


@pytest.mark.parametrize(
    "ordered",
    [
        list("aàảãáạăằẳẵắặâầẩẫấậb"),
        ["Ánh", "Đạt", "Yến"],
        ["An", "Anh", "Ánh", "Ân", "Dũng", "Đạt", "Đức", "Em", "Ê", "Oanh", "Ổn", "Ơn", "Tú", "Từ"],
        ["Chi bộ", "Chi bộ 1", "Chi bộ 2", "Chi bộ 10", "Chi bộ 10A", "Chi bộ An"],
        ["Đảng bộ", "Đảng bộ 2", "Đảng bộ Sở", "Đảng đoàn", "Đảng ủy"],
        ["Hạ Long", "Hà Nội", "Hải Phòng"],
        ["Sở Xây dựng", "Sở Y tế", "Z", "Ω", "部"],
    ],
)
def test_sort_key_gives_the_known_order(ordered: list[str]) -> None:
    mixed = ordered[1::2] + ordered[::2]

    assert sorted(mixed, key=sort_key) == ordered


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("Uỷ ban", "ỦY BAN"),
        ("Chi bộ 02", "chi bộ 2"),
        ("QÐ", "QĐ"),
        ("Đảng-Đoàn", "Đảng Đoàn"),
        ("Đảng bộ – Sở", "Đảng bộ Sở"),
        ("H'Mông", "Hmông"),
    ],
)
def test_sort_key_does_not_tell_spellings_apart(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


def test_person_sort_key_gives_the_known_order() -> None:
    ordered = [
        "Anh",
        "Lê Anh",
        "Trần Văn Anh",
        "Lê Ánh",
        "Trần Ánh",
        "Trần Thị Ánh",
        "Trần Văn Ánh",
        "Nguyễn Tiến Đạt",
        "Nguyễn Văn Đạt",
        "Phạm Hải Yến",
    ]
    mixed = ordered[1::2] + ordered[::2]

    assert sorted(mixed, key=person_sort_key) == ordered


def test_sort_key_reads_as_its_docstring_says() -> None:
    assert sort_key("Chi bộ 2") == "chi-bo}-12!05"
    assert person_sort_key("Nguyễn Văn Ánh") == "anh!4 nguye}n!3 va}n"
