from typing import Any
from unicodedata import combining, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.column_mapping import (
    FIELDS,
    HEADINGS,
    NATIONAL,
    Head,
    find_head,
    heading_field,
    map_columns,
    memory_of,
    remembered_columns,
    source_key,
    with_columns,
)
from dangbo.rules.member_attributes import attribute_kinds

NATIONAL_HEAD = (
    *("STT", "Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp"),
    *("Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái"),
)
NAMED = [
    (field, heading.strip())
    for field, headings in HEADINGS.items()
    for heading in headings.split(";")
]
MASS_POSTS = {code for code in attribute_kinds() if code.endswith("_post") and code != "state_post"}


def _bare(text: str) -> str:
    letters = normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(each for each in letters if not combining(each))


def test_knows_the_list_of_the_national_database() -> None:
    found = map_columns(NATIONAL_HEAD)

    assert found.columns == {field: at for at, field in enumerate(NATIONAL)}
    assert found.findings == ()


def test_knows_a_heading_for_every_attribute_but_posts_in_mass_organisations() -> None:
    assert set(attribute_kinds()) - set(FIELDS) == MASS_POSTS | {"discipline"}


@given(st.sampled_from(NAMED), st.sampled_from([str.upper, str.lower, str.title, _bare]))
def test_reads_headings_blind_to_case_and_accents(named: tuple[str, str], change: Any) -> None:
    field, heading = named

    assert heading_field(change(heading)) == field
    assert heading_field(f"  {change(heading)}: (ghi rõ)") == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Ng sinh", "birth"),
        ("Số thẻ ĐV", "card"),
        ("Ngày,\ntháng, năm sinh", "birth"),
        ("TĐ LLCT", "theory"),
        ("Đơn vị công tác của đảng viên", "workplace"),
        ("Ngày kết nạp Đảng (dd/mm/yyyy)", "admitted"),
        ("CB đang SH", "org"),
        ("Số CCCD/Mã định danh", ""),
        ("Lương", ""),
        ("", ""),
        ("2024", ""),
    ],
)
def test_reads_short_forms_and_leaves_what_it_does_not_know(heading: str, field: str) -> None:
    assert heading_field(heading) == field


def test_tells_columns_that_are_unknown_or_twice_there() -> None:
    found = map_columns(["Họ tên", "Ngày sinh", "Lương", "Năm sinh", ""])

    assert found.columns == {"name": 0, "birth": 1}
    assert found.unmapped == (2,)
    assert found.doubled == {"birth": (3,)}
    assert [each.code for each in found.findings] == ["COLUMN_DOUBLED", "COLUMNS_UNMAPPED"]


def test_refuses_a_list_that_names_nobody() -> None:
    assert [each.code for each in map_columns(["STT", "Ngày sinh"]).findings] == [
        "COLUMN_OF_NAME_MISSING"
    ]


def test_takes_a_name_in_two_columns() -> None:
    found = map_columns(["Họ và đệm", "Tên", "Năm sinh"])

    assert found.columns == {"family_name": 0, "given_name": 1, "birth": 2}
    assert found.findings == ()


def test_tells_a_column_chosen_twice_or_beyond_the_table() -> None:
    found = with_columns(["A", "B"], {"name": 0, "birth": 0, "org": 7, "nonsense": 1})

    assert (found.columns, found.unmapped, found.doubled) == ({"name": 0}, (1,), {"birth": (0,)})


@given(st.permutations(range(len(NATIONAL_HEAD))))
def test_remembers_a_source_in_whatever_order_its_columns_come(order: list[int]) -> None:
    header = [NATIONAL_HEAD[at] for at in order]
    chosen = {"name": 1, "note": 8}
    memory = memory_of(NATIONAL_HEAD, chosen)

    assert source_key(header) == source_key(NATIONAL_HEAD)
    assert remembered_columns(header, memory) == {
        field: order.index(at) for field, at in chosen.items()
    }


def test_tells_sources_with_other_headings_apart() -> None:
    assert source_key(NATIONAL_HEAD) != source_key(NATIONAL_HEAD[1:])
    assert source_key(["Họ tên", ""]) == source_key(["", "HO TEN"])


class TestHead:
    def test_passes_over_titles_and_the_row_that_numbers_columns(self) -> None:
        rows = [
            ("ĐẢNG BỘ TỈNH", "", ""),
            ("DANH SÁCH ĐẢNG VIÊN", "", ""),
            ("STT", "Họ tên", "Chi bộ"),
            ("(1)", "(2)", "(3)"),
            ("1", "Trần An", "Chi bộ 1"),
        ]

        assert find_head(rows) == Head(("STT", "Họ tên", "Chi bộ"), 4)

    def test_joins_headings_of_two_rows(self) -> None:
        rows = [
            ("STT", "Họ tên", "Năm sinh", "", "Ngày vào Đảng", ""),
            ("", "", "Nam", "Nữ", "Dự bị", "Chính thức"),
            ("1", "Trần An", "1980", "", "1/2/2000", "1/2/2001"),
        ]

        head = find_head(rows)

        assert head is not None
        assert head.body == 2
        assert map_columns(head.headings).columns == {
            "row": 0,
            "name": 1,
            "birth_of_man": 2,
            "birth_of_woman": 3,
            "admitted": 4,
            "recognised": 5,
        }

    @pytest.mark.parametrize(
        "rows",
        [[], [("Trần An", "1/2/1980")], [("", "")], [("1", "Trần An", "Chi bộ 1", "chi bộ")]],
    )
    def test_finds_none_where_there_is_none(self, rows: list[tuple[str, ...]]) -> None:
        assert find_head(rows) is None

    @given(st.lists(st.tuples(*[st.text(max_size=8)] * 3), max_size=8))
    def test_keeps_any_table_whole(self, rows: list[tuple[str, str, str]]) -> None:
        head = find_head(rows)

        assert head is None or (len(head.headings) == 3 and 0 < head.body <= len(rows))
