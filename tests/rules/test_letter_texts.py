"""Prove what a template may say, and that values never become part of it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.letter_filling import filled_letter
from dangbo.rules.letter_texts import LONGEST, may_change, may_fill, may_use
from dangbo.rules.letters import BLANK, Listing, Paragraph, Run, Table

FRAME = "cấp trên: {superior}\ncơ quan: {issuer}\nloại: QUYẾT ĐỊNH\n---\n"
FOOT = "\n---\nngười ký: {signer}\nnơi nhận: - Như trên"
FIELDS = {"superior", "issuer", "signer", "name", "rows", "basis", "note"}
BLOCKS = {"rows", "basis"}
VALUES = {"superior": "Trên", "issuer": "Dưới", "signer": "Ai", "name": "Lan", "note": ""}
TABLE = Table(("STT",), (("1",),))


def template(body: str) -> str:
    return FRAME + body + FOOT


def against(text: str, required: tuple[str, ...] = ()) -> list[tuple[str, object, object]]:
    verdict = may_use(text=text, fields=FIELDS, blocks=BLOCKS, required=required)
    return [
        (each.code, each.fact("line"), each.fact("name") or each.fact("word"))
        for each in verdict.against
    ]


def body_of(text: str, **values: object) -> tuple[object, ...]:
    return filled_letter(text=template(text), values={**VALUES, **values}, day=None).body


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("**{name}** là\n\n# đề mục\n- {basis}\n{rows}\n? {note}", []),
        ("Đồng chí {name}\nvà {nmae}", [("FIELD_UNKNOWN", 6, "nmae")]),
        ("Đồng chí {name", [("FIELD_OPEN", 5, None)]),
        ("Đồng chí name}", [("FIELD_OPEN", 5, None)]),
        ("Đồng chí {Họ tên}", [("FIELD_OPEN", 5, None)]),
        ("Đồng chí {}", [("FIELD_OPEN", 5, None)]),
        ("Danh sách: {rows}", [("FIELD_NOT_ALONE", 5, "rows")]),
        ("# {rows}", [("FIELD_NOT_ALONE", 5, "rows")]),
        ("**Điều 1. {name}", [("BOLD_OPEN", 5, None)]),
        ("| **a** | b |", [("BOLD_OPEN", 5, None)]),
        ("| a | b |\n| --- | --- |\n| c |", [("ROW_UNEVEN", 7, None)]),
        ("| a | b |\n\n| c |", [("ROW_UNEVEN", 7, None)]),
        ("| a | b |\nvà\n| c |", []),
        ("một\n---\nhai", [("PARTS_MISSING", None, None), ("HEAD_UNKNOWN", 7, "hai")]),
    ],
)
def test_each_fault_of_a_body_is_told_with_its_line(body: str, found: list[object]) -> None:
    assert against(template(body)) == found


def test_faults_of_the_frame_are_told() -> None:
    frame = "cơ quan: A\ncơ quan: B\nloai: C\nkhổ giấy: A3\n---\n"
    text = f"{frame}chữ\n---\nsố: 1\nnơi nhận: a\nnơi nhận: b"

    assert against(text) == [
        ("HEAD_TWICE", 2, "cơ quan"),
        ("HEAD_UNKNOWN", 3, "loai"),
        ("SHEET_UNKNOWN", 4, None),
        ("HEAD_UNKNOWN", 8, "số"),
    ]


def test_a_required_field_has_to_be_there() -> None:
    assert against(template("Đồng chí"), ("name", "signer")) == [("FIELD_MISSING", None, "name")]


def test_a_text_has_an_end() -> None:
    frame = len(template(""))

    assert against(template("a" * (LONGEST - frame))) == []
    assert against(template("a" * (LONGEST - frame + 1))) == [("TEXT_TOO_LONG", None, None)]
    assert against("") == [("PARTS_MISSING", None, None)]


def test_values_that_are_missing_are_told_with_their_line() -> None:
    verdict = may_fill(text=template("{name}\n{note} {name}"), given={"issuer", "signer", "note"})

    assert [(each.fact("line"), each.fact("name")) for each in verdict.against] == [
        (1, "superior"),
        (5, "name"),
        (6, "name"),
    ]


def test_each_kind_of_line_becomes_what_it_says() -> None:
    body = body_of(
        "# đề {name}\n> giữa\n{name}: **{name}** và {note}\n- một\n- {basis}\n"
        "| A | B |\n|---|:-:|\n| {name} | |\n{rows}\n? bỏ {note}\n? giữ {name}",
        basis=["hai", "ba"],
        rows=TABLE,
    )

    assert body == (
        Paragraph((Run("đề Lan"),), "heading"),
        Paragraph((Run("giữa"),), "centred"),
        Paragraph((Run("Lan: "), Run("Lan", bold=True), Run(f" và {BLANK}"))),
        Listing(((Run("một"),), (Run("hai"),), (Run("ba"),))),
        Table(("A", "B"), (("Lan", ""),)),
        TABLE,
        Paragraph((Run("giữ Lan"),)),
    )


def test_days_and_numbers_are_written_in_full() -> None:
    body = body_of("{name}, {note}", name=date(2026, 2, 5), note=12)

    assert body == (Paragraph((Run("05/02/2026, 12"),)),)


def test_an_empty_superior_leaves_no_line() -> None:
    letter = filled_letter(text=template("a"), values={**VALUES, "superior": ""}, day=None)

    assert letter.heads == ("Dưới",)
    assert letter.kind == "QUYẾT ĐỊNH"
    assert letter.recipients == ("- Như trên",)
    assert letter.signature.name == "Ai"


@given(value=st.text(st.sampled_from("*{}|-#>?\\ na\n"), min_size=1))
def test_no_value_is_read_as_part_of_a_template(value: str) -> None:
    (paragraph,) = body_of("{name}", name=value)

    assert paragraph == Paragraph((Run(value),))


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"on": date(2026, 5, 1)}, []),
        ({"on": date(2026, 4, 30)}, ["LATER_VERSION"]),
        ({"latest": None, "on": date(1990, 1, 1)}, []),
        ({"stands": 8}, ["CHANGED_MEANWHILE"]),
        ({"after": "a"}, ["NOTHING_CHANGED"]),
        (
            {"after": "a", "stands": 8, "on": date(2026, 1, 1)},
            ["LATER_VERSION", "CHANGED_MEANWHILE"],
        ),
    ],
)
def test_a_change_stands_beside_the_version_before(
    change: dict[str, Any], codes: list[str]
) -> None:
    usual: dict[str, Any] = {
        "on": date(2026, 5, 2),
        "latest": date(2026, 5, 1),
        "before": "a",
        "after": "b",
    }

    verdict = may_change(**{**usual, "seen": 7, "stands": 7, **change})

    assert [each.code for each in verdict.against] == codes
