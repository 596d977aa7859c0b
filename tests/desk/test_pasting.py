"""Prove that a pasted table becomes the changes it means, and that no row of it is lost."""

import random
from collections import defaultdict
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final

import pytest
import xlsxwriter
from desk.samples import content
from factories.orgs import tables

from dangbo.accounts.access import Actor
from dangbo.base.sheets import Sheet, read_pasted, read_sheet
from dangbo.desk.commands import add_changes, foresee_drafts, start_draft
from dangbo.desk.commands.pasting import Pasted, changes_of
from dangbo.desk.models import Draft
from dangbo.rules.filled_rows import COLUMNS
from dangbo.rules.pasted_tables import columns_of
from dangbo.rules.verdicts import RuleError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ids")]
ON: Final = date(2026, 11, 1)
NOTHING: Final[dict[str, Any]] = {"head": {}, "changes": [], "next": 1}


def pasted(officer: Actor, kind: str, text: str | Sheet, **more: Any) -> Pasted:
    sheet = read_pasted(text.replace(" | ", "\t")) if isinstance(text, str) else text
    given = {
        "columns": columns_of(sheet.header, COLUMNS[kind]),
        "on": ON,
        "draft": NOTHING,
        **more,
    }
    return changes_of(actor=officer, sheet=sheet, kind=kind, **given)


def states(found: Pasted) -> dict[int, str]:
    return {row.number: row.state for row in found.rows}


def codes(found: Pasted, number: int) -> list[str]:
    row = next(row for row in found.rows if row.number == number)
    return [each.code for each in (*row.against, *row.warnings)]


def test_names_are_changed_in_bulk(officer: Actor) -> None:
    found = pasted(
        officer,
        "rename",
        "STT | Tổ chức | Tên mới | Viết tắt\n"
        "1 | Sở Y tế | Đảng bộ Bệnh viện | ĐB BV\n"
        "2 | giam-dinh | Chi bộ Pháp y | ",
    )

    assert list(found.changes) == [
        {"change": "rename", "org": "y-te", "name": "Đảng bộ Bệnh viện", "short_name": "ĐB BV"},
        {"change": "rename", "org": "giam-dinh", "name": "Chi bộ Pháp y"},
    ]
    assert [(row.number, row.state, row.change) for row in found.rows] == [
        (2, "ready", 0),
        (3, "ready", 1),
    ]


def test_new_ones_come_with_their_superiors_in_any_order(officer: Actor) -> None:
    found = pasted(
        officer,
        "found",
        "Tên | Loại hình | Trực thuộc | Mã\n"
        "Chi bộ Kho bạc 1 | Chi bộ trực thuộc | Đảng bộ Kho bạc | 77.1\n"
        "Chi bộ Kho bạc 2 | chi_bo_truc_thuoc | dang bo kho bac | 77.2\n"
        "Đảng bộ Kho bạc | Đảng bộ cơ sở | Khối các cơ quan | 77\n",
    )
    draft = start_draft(actor=officer, content=content())
    add_changes(actor=officer, draft=draft.pk, changes=found.changes)
    draft = Draft.objects.get(pk=draft.pk)
    seen = foresee_drafts(actor=officer, contents=[draft.content], today=date(2026, 11, 22))

    assert [(each["org"], each["superior"]) for each in found.changes] == [
        ("dang-bo-kho-bac", "khoi"),
        ("chi-bo-kho-bac-1", "dang-bo-kho-bac"),
        ("chi-bo-kho-bac-2", "dang-bo-kho-bac"),
    ]
    assert states(found) == {2: "ready", 3: "ready", 4: "ready"}
    assert seen.verdict.allows


def test_keys_of_new_ones_are_nobody_elses(officer: Actor) -> None:
    begun = {"change": "found", "name": "Báo", "org": "bao-2", "kind": "chi_bo_co_so"}
    found = pasted(
        officer,
        "found",
        "Tên | Loại hình | Trực thuộc | Khóa\n"
        "Báo | Chi bộ cơ sở | khoi | \n"
        "Báo | Chi bộ cơ sở | tinh | \n"
        "Một | Chi bộ cơ sở | khoi | dai\n"
        "Hai | Chi bộ cơ sở | khoi | hai\n"
        "Ba | Chi bộ cơ sở | khoi | hai\n"
        "Bốn | Chi bộ cơ sở | khoi | tim-kiem",
        draft={**NOTHING, "changes": [{**begun, "id": 1}]},
    )

    assert [each["org"] for each in found.changes] == ["bao-3", "bao-4", "hai"]
    assert [codes(found, number) for number in (4, 6, 7)] == [
        ["KEY_TAKEN"],
        ["KEY_TWICE"],
        ["KEY_RESERVED"],
    ]


def test_moves_to_one_superior_are_one_change(officer: Actor) -> None:
    found = pasted(
        officer,
        "move",
        "Đơn vị | Chuyển về\nVăn phòng | Báo và Đài\nGiám định | Ngành Y tế\nMinh họa | bao-dai",
    )

    assert list(found.changes) == [
        {"change": "move", "orgs": ["y-te-1", "minh-hoa"], "superior": "bao-dai"},
        {"change": "move", "orgs": ["giam-dinh"], "superior": "y-te"},
    ]


def test_what_is_so_already_is_no_change(officer: Actor) -> None:
    moved = pasted(officer, "move", "Đơn vị | Chuyển về\ngiam-dinh | khoi\ny-te-1 | bao-dai")
    named = pasted(officer, "rename", "Tổ chức | Tên mới\ngiam-dinh | Chi bộ Giám định")

    assert (states(moved), len(moved.changes)) == ({2: "same", 3: "ready"}, 1)
    assert (states(named), named.changes) == ({2: "same"}, ())


def test_mergers_take_their_rows_by_result(officer: Actor) -> None:
    found = pasted(
        officer,
        "merge",
        "Nguồn | Kết quả | Loại hình | Cấp trên\n"
        "bao-dai | Đảng bộ A | Đảng bộ cơ sở | khoi\n"
        "giam-dinh | Chi bộ B | Chi bộ cơ sở | khoi\n"
        "y-te | ĐẢNG BỘ A |  | \n"
        "minh-hoa | Chi bộ B |  | ",
    )

    assert list(found.changes) == [
        {
            "change": "merge",
            "sources": ["bao-dai", "y-te"],
            "result": {
                "org": "dang-bo-a",
                "name": "Đảng bộ A",
                "kind": "dang_bo_co_so",
                "superior": "khoi",
            },
        },
        {
            "change": "merge",
            "sources": ["giam-dinh", "minh-hoa"],
            "result": {
                "org": "chi-bo-b",
                "name": "Chi bộ B",
                "kind": "chi_bo_co_so",
                "superior": "khoi",
            },
        },
    ]


def test_half_a_merger_is_never_drafted(officer: Actor) -> None:
    text = (
        "Nguồn | Kết quả | Loại hình | Cấp trên\n"
        "bao-dai | Đảng bộ A | Đảng bộ cơ sở | khoi\n"
        "Ai đó | Đảng bộ A | Đảng bộ cơ sở | khoi\n"
        "y-te | Đảng bộ A | Đảng bộ cơ sở | khoi"
    )

    found = pasted(officer, "merge", text)
    without = pasted(officer, "merge", text, left={3})

    assert (states(found), found.changes) == ({2: "waits", 3: "open", 4: "waits"}, ())
    assert states(without) == {2: "ready", 3: "left", 4: "ready"}
    assert without.changes[0]["sources"] == ["bao-dai", "y-te"]


def test_absorbing_dissolving_retyping_and_recoding(officer: Actor) -> None:
    absorb = pasted(officer, "absorb", "Nguồn | Nhập vào\ngiam-dinh | y-te\nminh-hoa | Ngành Y tế")
    dissolve = pasted(officer, "dissolve", "Tổ chức | Nơi nhận\ny-te | bao-dai\nminh-hoa | ")
    retype = pasted(officer, "retype", "Tổ chức | Loại hình mới\ngiam-dinh | Đảng bộ cơ sở")
    recode = pasted(officer, "recode", "Tổ chức | Mã mới\ny-te | 20.5")

    assert list(absorb.changes) == [
        {"change": "absorb", "sources": ["giam-dinh", "minh-hoa"], "result": "y-te"}
    ]
    assert list(dissolve.changes) == [
        {"change": "dissolve", "org": "y-te", "below": "bao-dai"},
        {"change": "dissolve", "org": "minh-hoa"},
    ]
    assert list(retype.changes) == [
        {"change": "retype", "org": "giam-dinh", "kind": "dang_bo_co_so"}
    ]
    assert list(recode.changes) == [{"change": "recode", "org": "y-te", "code": "20.5"}]


def test_regrouping_tells_new_results_from_standing_ones(officer: Actor) -> None:
    found = pasted(
        officer,
        "regroup",
        "Nguồn | Kết quả | Phần | Loại hình | Trực thuộc\n"
        "bao-dai | Đảng bộ Mới | một phần | Đảng bộ cơ sở | khoi\n"
        "bao-dai | Đảng bộ Báo và Đài | một phần | Đảng bộ cơ sở | khoi\n"
        "giam-dinh | Đảng bộ Mới | toàn bộ |  | \n"
        "minh-hoa | Ngành Y tế |  |  | \n"
        "y-te | Ngành Y tế | nửa nạc nửa mỡ |  | ",
    )

    assert states(found) == {2: "ready", 3: "ready", 4: "ready", 5: "waits", 6: "open"}
    assert list(found.changes) == [
        {
            "change": "regroup",
            "rows": [
                {"source": "bao-dai", "result": "dang-bo-moi", "part": "part"},
                {"source": "bao-dai", "result": "bao-dai", "part": "part"},
                {"source": "giam-dinh", "result": "dang-bo-moi", "part": "whole"},
            ],
            "results": [
                {
                    "org": "dang-bo-moi",
                    "name": "Đảng bộ Mới",
                    "kind": "dang_bo_co_so",
                    "superior": "khoi",
                }
            ],
        }
    ]


def test_organisations_that_the_draft_begins_are_known(officer: Actor) -> None:
    begun = {"change": "found", "name": "Đảng bộ Kho bạc", "org": "kho-bac", "id": 1}

    found = pasted(
        officer,
        "move",
        "Đơn vị | Chuyển về\ngiam-dinh | Đảng bộ Kho bạc",
        draft={**NOTHING, "changes": [begun]},
    )

    assert found.changes[0]["superior"] == "kho-bac"


def test_rows_that_need_an_answer_offer_whom_they_may_mean(officer: Actor) -> None:
    found = pasted(
        officer,
        "rename",
        "Tổ chức | Tên mới\nChi bộ Thanh tra | A\nChi bộ Dám địn | B",
        on=date(2020, 6, 1),
    )

    assert states(found) == {2: "open", 3: "open"}
    assert sorted(found.rows[0].choices["org"]) == ["thanh-tra", "y-te-2"]
    assert found.rows[1].choices["org"][0] == "giam-dinh"
    assert codes(found, 2) == ["UNRESOLVED"]


def test_rows_that_contradict_each_other_name_each_other(officer: Actor) -> None:
    found = pasted(officer, "rename", "Tổ chức | Tên mới\ny-te | A\n\n10.1 | B\nSở Y tế | A")

    told = {row.number: [dict(each.facts) for each in row.against] for row in found.rows}
    assert told == {2: [{"rows": "4"}], 4: [{"rows": "2"}], 5: [{"row": 2}]}
    assert states(found) == {2: "wrong", 4: "wrong", 5: "waits"}


def workbook(rows: list[list[Any]], *, merged: str = "") -> Sheet:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer)
    tab = book.add_worksheet("Danh sách")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                tab.write_datetime(at, column, cell, day)
            elif str(cell).startswith("="):
                tab.write_formula(at, column, cell, None, "#REF!")
            else:
                tab.write(at, column, cell)
    if merged:
        tab.merge_range(merged, "khoi")
    book.close()
    return read_sheet(buffer.getvalue(), name="danh-sach.xlsx")


def test_what_excel_spoils_is_told(officer: Actor) -> None:
    sheet = workbook(
        [
            ["Tổ chức", "Mã mới"],
            ["y-te", datetime(2026, 1, 10)],  # noqa: DTZ001 - a cell has no zone
            ["giam-dinh", "=A99"],
            ["minh-hoa", 101],
            ["bao-dai", "0102"],
            ["y-te-1", "=1+1"],
        ]
    )

    found = pasted(officer, "recode", sheet)

    assert [codes(found, number) for number in (2, 3, 4, 5)] == [
        ["CELL_IS_DAY"],
        ["FIELD_MISSING"],
        ["ZEROS_EATEN"],
        [],
    ]
    assert states(found) == {2: "wrong", 3: "wrong", 4: "ready", 5: "ready", 6: "wrong"}
    assert [(each.code, each.fact("count")) for each in found.findings] == [("ZEROS_EATEN_ROWS", 1)]


def test_merged_cells_are_told_and_nothing_is_guessed(officer: Actor) -> None:
    sheet = workbook([["Đơn vị", "Chuyển về"], ["y-te-1", "khoi"], ["y-te-2", ""]], merged="B2:B3")

    found = pasted(officer, "move", sheet)

    assert [each.code for each in found.findings] == ["SHEET_MERGED_CELLS"]
    assert (states(found), codes(found, 3)) == ({2: "ready", 3: "wrong"}, ["FIELD_MISSING"])


def test_a_formula_that_was_pasted_is_told(officer: Actor) -> None:
    found = pasted(officer, "rename", "Tổ chức | Tên mới\ny-te | =A1&B2\nbao-dai | #N/A")

    assert (codes(found, 2), codes(found, 3)) == (["CELL_FORMULA"], ["CELL_ERROR"])


def test_old_codings_are_told(officer: Actor) -> None:
    found = pasted(officer, "rename", "Tổ chức | Tên mới\ny-te | §¶ng bé Së Y tÕ tØnh Qu¶ng Ninh")

    assert codes(found, 2) == ["LEGACY_CODING"]
    assert [each.code for each in found.findings] == ["LEGACY_CODING_ROWS"]


def test_a_table_without_head_needs_its_columns(officer: Actor) -> None:
    text = "y-te\tĐảng bộ Mới\ngiam-dinh\tChi bộ Mới"

    without = pasted(officer, "rename", text)
    told = pasted(officer, "rename", text, columns={"org": 0, "name": 1})

    assert [each.code for each in without.findings] == ["COLUMN_MISSING", "COLUMN_MISSING"]
    assert without.rows == ()
    assert (states(told), len(told.changes)) == ({1: "ready", 2: "ready"}, 2)
    assert [each.code for each in told.findings] == ["NO_HEADINGS"]


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(RuleError) as refused:
        read_pasted("Tổ chức\n" + "x\n" * 20_001)

    assert [each.code for each in refused.value.verdict.against] == ["SHEET_TOO_LONG"]


def test_words_that_fit_one_name_only_in_part_are_doubted(officer: Actor) -> None:
    found = pasted(officer, "rename", "Tổ chức | Tên mới\nNgành Y | Đảng bộ Mới")

    assert (states(found), codes(found, 2)) == ({2: "ready"}, ["LOOSELY_MEANT"])


def test_the_example_of_the_template_is_left_out(officer: Actor) -> None:
    found = pasted(officer, "rename", "Tổ chức | Tên mới\nVí dụ: Chi bộ A | Chi bộ B\ny-te | C")

    assert states(found) == {2: "left", 3: "ready"}


# What each text means, told by hand.
MEANS: Final = {
    "Ngành Y tế": "y-te",
    "10.1": "y-te",
    "báo và đài": "bao-dai",
    "Chi bộ Giám định": "giam-dinh",
    "minh-hoa": "minh-hoa",
    "Văn phòng": "y-te-1",
    "Không đâu cả": "",
    "": "",
}
UNDER: Final = {
    "y-te": "khoi",
    "bao-dai": "khoi",
    "giam-dinh": "khoi",
    "minh-hoa": "khoi",
    "y-te-1": "y-te",
}


@pytest.mark.parametrize("seed", range(40))
def test_moves_agree_with_a_reckoning_by_hand(officer: Actor, seed: int) -> None:
    draw = random.Random(seed)
    rows = [
        (number, draw.choice([*MEANS]), draw.choice([*MEANS, "khoi", "khoi"]))
        for number in range(2, 2 + draw.randint(1, 8))
    ]
    rows = [row for row in rows if row[1] or row[2]] or [(2, "10.1", "khoi")]
    left = {number for number, *_cells in rows if draw.random() < 0.1}
    numbered = {number: f"{org}\t{under}" for number, org, under in rows}
    lines = ["Tổ chức\tCấp trên", *(numbered.get(n, "") for n in range(2, max(numbered) + 1))]

    found = pasted(officer, "move", "\n".join(lines), left=left)

    ways, clear = defaultdict(set), {}
    for number, org, under in rows:
        key, above = MEANS[org], MEANS.get(under, under)
        if number not in left and key:
            ways[key].add(above)
            if above and UNDER[key] != above:
                clear[number] = (key, above)
    expected = {pair for pair in clear.values() if len(ways[pair[0]]) == 1}
    moved = {(org, each["superior"]) for each in found.changes for org in each["orgs"]}
    assert moved == expected
    assert sum(len(each["orgs"]) for each in found.changes) == len(expected)
    for row in found.rows:
        inside = row.change is not None
        assert inside == (clear.get(row.number) in expected)
        assert inside or row.against or row.state in {"same", "left"}
    assert [row.number for row in found.rows] == [number for number, *_cells in rows]


def test_reading_a_table_writes_nothing(officer: Actor) -> None:
    before = tables()

    pasted(officer, "found", "Tên | Loại hình | Trực thuộc\nMới | Chi bộ cơ sở | khoi")

    assert tables() == before
    assert Draft.objects.count() == 0
