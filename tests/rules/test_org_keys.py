import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.org_keys import LONGEST, LONGEST_MADE, RESERVED, may_be_keys, new_key

SIGNS = "abcXYZ019._-"


@given(st.text(SIGNS, min_size=1, max_size=LONGEST).filter(lambda key: key[0].isalnum()))
def test_may_be_keys_takes_what_can_stand_in_an_address(key: str) -> None:
    assert may_be_keys([key]).allows == (key not in RESERVED)


def test_may_be_keys_names_every_key_it_refuses_at_once() -> None:
    found = may_be_keys(["so-sanh", "ổn", "a/b", "-a", "", "a" * (LONGEST + 1), "qn-khoi"])

    assert [(each.code, each.fact("key")) for each in found.against] == [
        ("KEY_RESERVED", "so-sanh"),
        ("KEY_MALFORMED", "ổn"),
        ("KEY_MALFORMED", "a/b"),
        ("KEY_MALFORMED", "-a"),
        ("KEY_MALFORMED", ""),
        ("KEY_MALFORMED", "a" * (LONGEST + 1)),
    ]


class TestNewKey:
    @pytest.mark.parametrize(
        ("name", "key"),
        [
            ("Chi bộ Đất Đỏ", "chi-bo-dat-do"),
            ("  ĐẢNG BỘ (Sở Y tế) – 2 ", "dang-bo-so-y-te-2"),
            ("Chi bo\u0323\u0302 A", "chi-bo-a"),
            ("So sánh", "to-chuc-so-sanh"),
            ("", "to-chuc"),
            ("…", "to-chuc"),
            ("x" * 100, "to-chuc"),
            ("Chi bộ " * 20, "-".join(["chi-bo"] * 8) + "-chi"),
        ],
    )
    def test_is_read_in_the_name(self, name: str, key: str) -> None:
        assert new_key(name, taken=()) == key

    def test_clash_is_told_apart_by_the_superior_then_by_numbers(self) -> None:
        taken: list[str] = []
        for under in ("", "y-te", "y-te", "bao", "x" * 60):
            taken.append(new_key("Chi bộ Một", under=under, taken=taken))

        assert taken == [
            *("chi-bo-mot", "y-te-chi-bo-mot", "chi-bo-mot-2", "bao-chi-bo-mot", "chi-bo-mot-3"),
        ]

    @given(
        st.lists(st.text(alphabet="aăĐđ é-.1ß漢\0", max_size=80), min_size=1),
        st.sampled_from(["", "y-te", "A.b_c"]),
    )
    def test_may_be_a_key_and_is_nobody_elses(self, names: list[str], under: str) -> None:
        taken: list[str] = []
        for name in names:
            taken.append(new_key(name, under=under, taken=taken))

        assert may_be_keys(taken).allows
        assert len(set(taken)) == len(taken)
        assert max(map(len, taken)) <= LONGEST_MADE + len("-99")
