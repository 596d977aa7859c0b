"""Prove that JSON is read fast, and that its errors have places all the same."""

import json
from decimal import Decimal

import pytest
from history.samples import as_bytes, codes, refused, small
from hypothesis import given
from hypothesis import strategies as st

from dangbo.history.files.json_text import parse_json, places_of
from dangbo.history.files.problems import Place

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(max_size=5), parts),
    max_leaves=20,
)


def test_decimals_keep_their_digits() -> None:
    assert str(parse_json('{"a": 7.5000}').value["a"]) == "7.5000"
    assert parse_json('{"a": 90.5}').value == {"a": Decimal("90.5")}


@given(value=VALUES)
def test_places_are_found_for_every_value(value: object) -> None:
    for indent in (None, 1):
        text = json.dumps(value, ensure_ascii=False, indent=indent)
        lines = text.split("\n")

        def check(part: object, path: tuple[str | int, ...], lines: list[str] = lines) -> None:
            place = places_of("\n".join(lines)).at(path)
            rest = "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])
            assert json.JSONDecoder().raw_decode(rest)[0] == part
            steps = (
                part.items()
                if isinstance(part, dict)
                else enumerate(part)
                if isinstance(part, list)
                else ()
            )
            for step, each in steps:
                check(each, (*path, step))

        check(value, ())


def test_a_key_twice_is_refused_with_both_lines() -> None:
    text = '{"dangbo": 1,\n "committee": "a",\n "committee": "b"}'

    assert refused(text) == [
        "tep.json:3:2: committee: Trường «committee» đã có ở dòng 2. Giữ lại một lần."
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a": 1', "JSON_SYNTAX"),
        ("{'a': 1}", "JSON_SYNTAX"),
        ('{"a": NaN}', "JSON_NUMBER"),
        ('{"a": 1e400}', "JSON_NUMBER"),
        ('{"a": ' + "9" * 5_000 + "}", "JSON_NUMBER"),
        ("[" * 30 + "]" * 30, "TOO_DEEP"),
        ("[" * 200_000, "TOO_DEEP"),
        ("[]", "NOT_A_HISTORY_FILE"),
    ],
)
def test_what_json_cannot_be_is_refused(text: str, code: str) -> None:
    assert codes(text) == [(code, "")]


def test_an_error_has_its_line_and_column() -> None:
    content = as_bytes(small(committee="KHÔNG"))

    assert places_of(content.decode()).at(("committee",)) == Place(3, 15)
    assert refused(content) == [
        "tep.json:3:15: committee: “KHÔNG” không dùng làm khóa được. "
        "Khóa chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối, gạch dưới."
    ]
