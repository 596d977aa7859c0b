from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangbo.rules.org_kinds import org_kinds
from dangbo.rules.pasted_tables import (
    FIELDS,
    HEADINGS,
    TITLES,
    columns_of,
    head_of,
    kind_of,
    part_of,
)
from dangbo.rules.plain_words import plain

KINDS = org_kinds().on(date(2026, 8, 1)).kinds
NAMED = [
    (field, heading.strip())
    for field, headings in HEADINGS.items()
    for heading in headings.split(";")
]


class TestColumns:
    @pytest.mark.parametrize(
        ("header", "fields", "columns"),
        [
            ("STT|Tên cũ|Tên mới|Tên viết tắt", "", {"org": 1, "name": 2, "short_name": 3}),
            ("Tên|Tên mới", "", {"org": 0, "name": 1}),
            ("Mã|Mã mới", "", {"org": 0, "code": 1}),
            ("Tên|Cấp trên", "org superior", {"org": 0, "superior": 1}),
            ("Mã|Tên|Trực thuộc", "org superior", {"org": 0, "superior": 2}),
            ("Mã|Tên", "org name", {"org": 0, "name": 1}),
            ("Mã|Tên", "org code", {"org": 1, "code": 0}),
            ("Tên|Mã mới", "org name code", {"org": 0, "code": 1}),
            ("Nguồn|Nơi nhận|Phần", "", {"source": 0, "result": 1, "part": 2}),
            ("Tổ chức cũ|Tổ chức mới", "source result", {"source": 0, "result": 1}),
            (
                "Tên tổ chức|Loại hình|Tổ chức cấp trên|Mã số|Khối ngành|Khóa",
                "name kind superior code sector key",
                {"name": 0, "kind": 1, "superior": 2, "code": 3, "sector": 4, "key": 5},
            ),
            ("TÊN TỔ CHỨC (*)|LOẠI:|MA [moi]", "name kind code", {"name": 0, "kind": 1, "code": 2}),
            ("Tên mới|Tên mới", "name", {"name": 0}),
            ("Ghi chú||Số thứ tự", "", {}),
            ("", "", {}),
            ("org|short_name|superior", "", {"org": 0, "short_name": 1, "superior": 2}),
        ],
    )
    def test_are_known_by_their_headings(
        self, header: str, fields: str, columns: dict[str, int]
    ) -> None:
        assert columns_of(header.split("|"), fields.split() or FIELDS) == columns

    @pytest.mark.parametrize(("field", "heading"), NAMED)
    def test_each_heading_is_known_whatever_way_it_is_written(
        self, field: str, heading: str
    ) -> None:
        written = (heading, heading.upper(), plain(heading), normalize("NFD", heading))

        assert [columns_of([each], [field]) for each in written] == [{field: 0}] * 4

    def test_no_heading_means_two_fields(self) -> None:
        headings = [plain(heading) for _, heading in NAMED]

        assert sorted(headings) == sorted(set(headings))

    @given(st.lists(st.sampled_from([heading for _, heading in NAMED] + ["", "ghi chú"])))
    def test_no_column_and_no_field_is_given_twice(self, header: list[str]) -> None:
        found = columns_of(header, FIELDS)

        assert len(set(found.values())) == len(found)
        assert set(found.values()) <= set(range(len(header)))

    def test_row_of_headings_is_the_one_that_knows_most(self) -> None:
        rows = [["Danh sách"], ["Tổ chức", "Đảng bộ Khối"], ["Tên", "Mã", "Loại"], ["A", "1", ""]]

        assert head_of(rows) == 2
        assert head_of(rows[3:]) is None
        assert head_of([]) is None
        assert head_of([["a"]] * TITLES + [["Tên"]]) is None

    def test_row_with_a_word_that_is_a_heading_elsewhere_is_none(self) -> None:
        rows = [["01", "Chi bộ A", "x"], ["02", "Khối", "Chi bộ B"], ["03", "một phần", "C"]]

        assert head_of(rows) is None
        assert head_of([["Danh sách", ""], ["Mã", "Ghi chú"], ["1", ""]]) == 1
        assert head_of([["Số", "Tên", "Bí thư", "Ghi chú"], ["1", "A", "B", ""]]) == 0


@pytest.mark.parametrize(
    ("text", "part"),
    [
        *[(text, "whole") for text in ("Toàn bộ", "TOAN BO", "hết", "100%", "whole", " cả ")],
        *[(text, "part") for text in ("Một phần", "1 phần", "mot phan", "x", "X", "part")],
        *[(text, None) for text in ("", "  ", "?", "hai phần", "toàn", "\0")],
    ],
)
def test_part_of_knows_whole_from_part(text: str, part: str | None) -> None:
    assert part_of(text) == part


class TestKind:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Đảng bộ cơ sở", "dang_bo_co_so"),
            ("ĐẢNG BỘ CƠ SỞ", "dang_bo_co_so"),
            ("đb cơ sở", "dang_bo_co_so"),
            ("ĐBCS", "dang_bo_co_so"),
            ("CBCS", "chi_bo_co_so"),
            ("CBTT", "chi_bo_truc_thuoc"),
            ("CB", "chi_bo"),
            ("Chi bộ", "chi_bo"),
            ("CB trực thuộc", "chi_bo_truc_thuoc"),
            ("ĐBBP", "dang_bo_bo_phan"),
            ("Đảng bộ cấp trên", "dang_bo_cap_tren"),
            ("Đảng bộ cấp trên trực tiếp", "dang_bo_cap_tren"),
            ("Đặc khu", "xa"),
            ("Tỉnh", "tinh"),
            ("Đảng bộ", None),
            ("Thành phố trực thuộc Trung ương", None),
            ("huyện", None),
            ("", None),
            ("\0", None),
            ("x" * 10_000, None),
        ],
    )
    def test_is_known_by_name_beginning_or_abbreviation(self, text: str, kind: str | None) -> None:
        assert kind_of(text, KINDS) == kind

    def test_each_is_known_by_its_own_code_and_name(self) -> None:
        for code, kind in KINDS.items():
            for text in (code, kind.name, plain(kind.name), kind.name_en):
                assert kind_of(text, KINDS) == code
