from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.org_keys import LONGEST, RESERVED, may_be_keys

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
