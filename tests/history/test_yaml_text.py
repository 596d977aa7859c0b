"""Prove that YAML is read plainly, with places, and that nothing in it can grow."""

from decimal import Decimal

import pytest
from history.samples import QUANG_NINH, codes, refused

from dangbo.history.files.problems import Place
from dangbo.history.files.scalars import plain_value
from dangbo.history.files.yaml_text import parse_yaml


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("1964-09-04", "1964-09-04"),
        ("04/9/1964", "04/9/1964"),
        ("on", "on"),
        ("no", "no"),
        ("010", "010"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("1e5", "1e5"),
        (".inf", ".inf"),
        ("1965", 1965),
        ("90.5", Decimal("90.5")),
        ("7.5000", Decimal("7.5000")),
        ("true", True),
        ("null", None),
        ("", None),
    ],
)
def test_plain_words_mean_what_json_would_say(word: str, value: object) -> None:
    found = plain_value(word)

    assert (type(found), str(found)) == (type(value), str(value))


def test_places_are_those_of_the_text() -> None:
    parsed = parse_yaml("a:\n  - b: 1\n    c: [x, y]\n")

    assert parsed.value == {"a": [{"b": 1, "c": ["x", "y"]}]}
    assert parsed.node.at(("a", 0, "c", 1)) == Place(3, 12)
    assert parsed.node.at(("a", 0, "c"), at_key=True) == Place(3, 5)
    assert parsed.node.at(("a", 0, "missing")) == Place(2, 5)


def test_every_tab_is_named() -> None:
    text = "dangbo: 1\n\tcommittee: x\nsources:\n  \t- key: a\n"

    assert refused(text, "tep.yaml") == [
        "tep.yaml:2:1: Dòng thụt vào bằng phím Tab. Thay Tab bằng dấu cách.",
        "tep.yaml:4:1: Dòng thụt vào bằng phím Tab. Thay Tab bằng dấu cách.",
    ]


def test_a_key_twice_is_refused_with_both_lines() -> None:
    text = (
        "dangbo: 1\ncommittee: a\nsources:\n  - key: x\n    title: a\n    title: b\ncommittee: b\n"
    )

    assert refused(text, "tep.yaml") == [
        "tep.yaml:6:5: sources[0]: Trường «title» đã có ở dòng 5. Giữ lại một lần.",
        "tep.yaml:7:1: Trường «committee» đã có ở dòng 2. Giữ lại một lần.",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1\n", "YAML_ANCHOR"),
        ("a: *x\n", "YAML_ALIAS"),
        ("<<: {a: 1}\n", "YAML_MERGE"),
        ("a: !!python/object:os.system 1\n", "YAML_TAG"),
        ("a: !!binary aaaa\n", "YAML_TAG"),
        ("? [a, b]\n: 1\n", "YAML_KEY"),
        ("a: 1\n---\nb: 2\n", "YAML_DOCUMENTS"),
        ("a: 58 năm: xây dựng\n", "YAML_COLON"),
        ('a: "58\n', "YAML_QUOTE"),
        ("a: %b\n", "YAML_SIGN"),
        ("a: [1, 2\nb: 3\n", "YAML_BRACKET"),
        ("a:\n  - b\n c: 1\n", "YAML_INDENT"),
        ('a: "\\q"\n', "YAML_SYNTAX"),
        ("[" * 30 + "]" * 30, "TOO_DEEP"),
        ("a: \x07\n", "YAML_CONTROL"),
    ],
)
def test_what_yaml_can_do_beyond_plain_values_is_refused(text: str, code: str) -> None:
    assert [each for each, _ in codes(text, "tep.yaml")][-1:] == [code]


def test_a_billion_laughs_stay_small() -> None:
    lines = ["a0: &a0 [lol, lol]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]

    found = codes("\n".join(lines), "tep.yaml")

    assert ("YAML_ALIAS", "a1[0]") in found


@pytest.mark.parametrize("text", ["", "x", "- 1\n", "12"])
def test_other_yaml_is_no_history_file(text: str) -> None:
    assert codes(text, "tep.yaml") == [("NOT_A_HISTORY_FILE", "")]


def test_the_words_of_a_syntax_error_name_the_place() -> None:
    text = QUANG_NINH.read_text(encoding="utf-8").replace(
        'subject: "Phê duyệt Đề án', "subject: Phê duyệt: Đề án", 1
    )

    (line,) = refused(text, "qn.yaml")

    assert line.startswith("qn.yaml:61:23: ")
    assert line.endswith("Có dấu hai chấm ở giữa đoạn chữ. Để cả đoạn chữ trong dấu ngoặc kép.")
