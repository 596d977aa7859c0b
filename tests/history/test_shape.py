"""Prove that every departure from the schema is told with line, field and remedy."""

import json
from copy import deepcopy
from typing import Any

import pytest
from history.samples import QUANG_NINH, ROOT, SMALL, codes, refused, small
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dangbo.history.files.schema import _sieves, _validators, schema, shape_problems
from dangbo.history.files.yaml_text import parse_yaml

PUBLISHED = Draft202012Validator(schema())
WHOLE = parse_yaml(QUANG_NINH.read_text("utf-8")).value


def test_the_schema_of_the_docs_is_that_of_the_package() -> None:
    ours = (ROOT / "src/dangbo/history/schema.json").read_bytes()

    assert (ROOT / "docs/history-file.schema.json").read_bytes() == ours


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("value", [SMALL, WHOLE])
def test_whole_files_fit_the_schema_as_published(value: Any) -> None:
    assert list(Draft202012Validator(schema()).iter_errors(value)) == []
    assert list(shape_problems(value)) == []


def edited(section: str, **changes: Any) -> dict[str, Any]:
    """Return the small file with fields of the first entry of a section changed or taken away."""
    entry = {**SMALL[section][0], **changes}
    rest = {name: each for name, each in entry.items() if each is not ...}
    return small(**{section: [rest, *SMALL[section][1:]]})


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (
            edited("figures", org=...),
            "tep.json:93:3: figures[0]: Thiếu trường «org». Thêm trường này.",
        ),
        (
            edited("figures", valu=1),
            "tep.json:101:4: figures[0].valu: Không có trường «valu». Có phải là «value»? "
            "Các trường dùng được: key, org, indicator, day, period, operator, value, read_as, "
            "unit, as_printed, rounding, reading, flags, calibrate, source, recorded, note, "
            "invented.",
        ),
        (
            edited("figures", value="5.022"),
            "tep.json:98:13: figures[0].value: “5.022” là chữ, không phải số. "
            "Viết 5022; chữ của nguồn để ở as_printed.",
        ),
        (
            edited("figures", value="7.5000"),
            "tep.json:98:13: figures[0].value: “7.5000” không phải số. Có phải là 7.500, 75.000? "
            "Viết số như 5022 hoặc 90.5. Nếu nguồn in sai thì ghi as_printed, flags: [malformed] "
            "và read_as.",
        ),
        (
            edited("figures", value="gần 1.400"),
            "tep.json:98:13: figures[0].value: “gần 1.400” là lời của nguồn. "
            "Viết value: 1400 và operator: nearly; lời của nguồn để ở as_printed.",
        ),
        (
            edited("figures", value="trên 90%"),
            "tep.json:98:13: figures[0].value: “trên 90%” là lời của nguồn. "
            "Viết value: 90 và operator: over; lời của nguồn để ở as_printed.",
        ),
        (
            edited("figures", value="13/CP-CP"),
            "tep.json:98:13: figures[0].value: “13/CP-CP” giống số của văn bản, không phải số "
            "lượng. Ghi số lượng ở đây; số văn bản ghi ở phần papers.",
        ),
        (
            edited("figures", value="60/61"),
            "tep.json:98:13: figures[0].value: “60/61” là phần trên tổng số. "
            "Ghi phần và tổng số thành hai số liệu; lời của nguồn để ở as_printed.",
        ),
        (
            edited("figures", operator="more"),
            "tep.json:101:16: figures[0].operator: Không có lựa chọn “more”. Chọn một trong: "
            "exact, about, over, nearly, at_least, at_most.",
        ),
        (
            edited("figures", value=None),
            "tep.json:98:13: figures[0].value: Trường để trống. Ghi giá trị, hoặc xóa cả dòng.",
        ),
        (
            edited("figures", calibrate="yes"),
            "tep.json:101:17: figures[0].calibrate: Cần true hoặc false, nhưng đây là chữ. "
            "Viết lại cho đúng kiểu.",
        ),
        (
            edited("notes", key="../../etc/passwd"),
            "tep.json:105:11: notes[0].key: “../../etc/passwd” không dùng làm khóa được. "
            "Khóa chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối, gạch dưới.",
        ),
        (
            edited("sources", file="../../etc/passwd"),
            "tep.json:9:12: sources[0].file: “../../etc/passwd” không phải tên tệp. "
            "Chỉ ghi tên tệp, không ghi thư mục.",
        ),
        (
            edited("sources", url="javascript:alert(1)"),
            "tep.json:9:11: sources[0].url: “javascript:alert(1)” không phải địa chỉ trang. "
            "Viết đầy đủ, bắt đầu bằng https://.",
        ),
        (
            edited("decisions", changes=[]),
            "tep.json:43:15: decisions[0].changes: Không được để rỗng. "
            "Ghi giá trị, hoặc xóa trường này.",
        ),
        (
            edited("decisions", changes=[{"change": "renam", "org": "khoi"}]),
            "tep.json:45:16: decisions[0].changes[0].change: Không có lựa chọn “renam”. "
            "Có phải là «rename»? Chọn một trong: found, import, rename, retype, move, recode, "
            "dissolve, restore, merge, absorb, split, hand_over_part, regroup, unlisted.",
        ),
        (
            edited("decisions", changes=[{"change": "rename", "org": "khoi"}]),
            "tep.json:44:5: decisions[0].changes[0]: Thiếu trường «name». Thêm trường này.",
        ),
        (
            edited("decisions", number_not_known=False, paper=...),
            "tep.json:52:24: decisions[0].number_not_known: Giá trị ở đây phải là true. Sửa lại.",
        ),
        (
            small(dangbo=2),
            "tep.json:2:12: dangbo: Giá trị ở đây phải là 1. Sửa lại.",
        ),
        (
            small(figures={}),
            "tep.json:92:13: figures: Cần danh sách, nhưng đây là nhóm trường. "
            "Viết lại cho đúng kiểu.",
        ),
        (
            edited("figures", flags=["rounded", "rounded"]),
            "tep.json:101:13: figures[0].flags: Danh sách có giá trị lặp lại. Giữ lại một lần.",
        ),
        (
            edited("figures", rounding=0),
            "tep.json:101:16: figures[0].rounding: 0 nằm ngoài khoảng cho phép. "
            "Kiểm tra lại số này.",
        ),
        (
            edited("notes", text="x" * 4001),
            "tep.json:108:12: notes[0].text: Dài 4001, nhiều nhất 4000. Rút ngắn lại.",
        ),
    ],
)
def test_a_departure_is_told_with_line_field_and_remedy(value: dict[str, Any], line: str) -> None:
    assert refused(value) == [line]


def test_a_missing_head_is_told() -> None:
    value = small()
    del value["dangbo"], value["committee"]

    assert codes(value) == [("MISSING", ""), ("MISSING", "")]


def test_all_departures_are_told_at_once() -> None:
    value = edited("figures", indicator="Đảng viên", day="30/02/2020", operatr="over")
    value["notes"][0]["key"] = ""
    value["congresses"][0]["from"] = "2020-13-05"
    value["papers"].append(value["papers"][0])

    assert codes(value) == [
        ("ENTRY_TWICE", "papers[1].key"),
        ("DAY_SWAPPED", "congresses[0].from"),
        ("NOT_A_CODE", "figures[0].indicator"),
        ("UNKNOWN_FIELD", "figures[0].operatr"),
        ("NOT_A_KEY", "notes[0].key"),
    ]


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 10_000),
    st.decimals(-3, 10, places=1),
    st.text(max_size=5),
    st.sampled_from(["khoi", "2020", "merge", "over", "whole", "Đ", "a b", "x" * 600, "a\n"]),
    st.lists(st.sampled_from(["a", "b", "", 1]), max_size=3),
    st.dictionaries(st.sampled_from(["day", "text", "from", "to", "org"]), st.just("2020")),
)


@st.composite
def nearly_right(draw: st.DrawFn) -> tuple[str, Any]:
    """Draw an entry or change of a known kind with a few fields replaced, added or lost."""
    choices = [
        (name, each)
        for section, name in (
            ("figures", "figure"),
            ("papers", "paper"),
            ("decisions", "decision"),
            ("congresses", "congress"),
            ("organisations", "organisation"),
        )
        for each in (*SMALL[section], *WHOLE[section][:8])
    ]
    choices += [
        (f"change_{change['change']}", change)
        for entry in WHOLE["decisions"]
        for change in entry["changes"]
    ]
    name, value = draw(st.sampled_from(choices))
    value = deepcopy(value)
    for _ in range(draw(st.integers(0, 3))):
        field = draw(st.sampled_from([*value, "note", "unit", "rounding", "flags", "strange"]))
        value[field] = draw(SCALARS)
        if draw(st.booleans()):
            del value[draw(st.sampled_from(list(value)))]
    return name, value


@given(drawn=nearly_right())
def test_the_sieve_passes_nothing_that_the_schema_refuses(drawn: tuple[str, Any]) -> None:
    name, value = drawn

    if _sieves()[name](value):
        assert list(_validators()[name].iter_errors(value)) == []


@given(drawn=nearly_right())
def test_every_fault_of_the_schema_has_words_and_a_remedy(drawn: tuple[str, Any]) -> None:
    _, value = drawn
    whole = {"dangbo": 1, "committee": "khoi", "figures": [value]}

    found = list(shape_problems(whole))

    wanted = list(PUBLISHED.iter_errors(whole))
    assert bool(found) == bool(wanted)
    assert [each for each in found if each.code == "SCHEMA" or not each.remedy] == []
    assert json.dumps([each.sentence for each in found])
