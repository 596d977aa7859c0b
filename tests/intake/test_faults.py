"""Prove that every fault that files come with is told, and none goes into the register."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from base.old_books import old_book
from base.old_codings import to_tcvn3, to_vni, to_windows_1258
from base.test_sheets import repacked
from intake.lists import CELL, HEAD, ON, checked, codes, row, sheet, states

from dangbo.accounts.access import OPERATOR
from dangbo.intake.commands import open_intake
from dangbo.intake.models import Intake
from dangbo.intake.queries.looking import Rows
from dangbo.rules.row_states import STATES
from dangbo.rules.verdicts import RuleError

pytestmark = pytest.mark.usefixtures("ids")
SURE = row("Vũ Thị Xuân", birth="23/12/1979")


def book(fill: Callable[[Any, Any], None], **options: Any) -> bytes:
    content = BytesIO()
    made = xlsxwriter.Workbook(content, options)
    tab = made.add_worksheet()
    tab.write_row(0, 0, list(HEAD))
    fill(made, tab)
    made.close()
    return content.getvalue()


def values(intake: Intake, field: str) -> list[str]:
    return [each.judged.values.get(field, "") for each in Rows(intake, STATES)]


def births(*texts: str) -> list[Sequence[str]]:
    names = ("An", "Bình", "Chi", "Dung", "Em", "Phong", "Giang")
    return [row(f"Trịnh Thu {name}", birth=text) for name, text in zip(names, texts, strict=False)]


def test_merged_cells_hold_for_each_of_their_rows() -> None:
    def fill(_: Any, tab: Any) -> None:
        for at, each in enumerate((row("Lê Thị Gấm", org=""), row("Phạm Văn Hùng", org=""))):
            tab.write_row(at + 1, 0, [cell for cell in each if cell is not None])
        tab.merge_range(1, 6, 2, 6, CELL)

    assert values(checked(book(fill)), "org") == ["y-te-1", "y-te-1"]


def test_formulas_count_by_their_values_and_errors_are_told() -> None:
    def fill(_: Any, tab: Any) -> None:
        tab.write_row(1, 0, row("", birth="23/12/1979"))
        tab.write_formula(1, 1, '="Lê Thị "&"Gấm"', value="Lê Thị Gấm")
        tab.write_row(2, 0, row("Phạm Văn Hùng"))
        tab.write_formula(2, 2, "=VLOOKUP(1,A1:B2,2)", value="#N/A")
        tab.write_row(3, 0, row("Bùi Văn Ích"))
        tab.write_formula(3, 3, "=A1", value="")

    intake = checked(book(fill))

    assert codes(intake) == {2: [], 3: ["CELL_ERROR"], 4: ["CELL_FORMULA"]}
    assert values(intake, "name")[0] == "Lê Thị Gấm"


@pytest.mark.parametrize("since_1904", [False, True])
def test_days_of_excel_count_from_1900_or_1904(since_1904: bool) -> None:
    def fill(_: Any, tab: Any) -> None:
        tab.write_row(1, 0, row("Lê Thị Gấm", birth=""))
        tab.write_number(1, 4, 29254 - 1462 * since_1904)

    intake = checked(book(fill, date_1904=since_1904))

    assert values(intake, "birth") == ["1980-02-03"]
    assert ["DAY_FROM_SERIAL_ROWS", {"count": 1}] in intake.remarks


def test_days_as_text_in_five_styles() -> None:
    texts = ("23/2/1980", "23-02-1980", "1980-02-23", "ngày 23 tháng 2 năm 1980", "23.2.80")

    intake = checked(sheet(*births(*texts)))

    assert values(intake, "birth") == ["1980-02-23"] * 5
    assert set(states(intake).values()) == {"new"}


def test_a_month_or_a_year_is_kept_as_exactly_as_it_is_known() -> None:
    assert values(checked(sheet(*births("02/1980", "1980", "00/00/1981"))), "birth") == [
        "1980-02",
        "1980",
        "1981",
    ]


def test_swapped_day_and_month_are_doubted() -> None:
    intake = checked(sheet(*births("02/25/1980", "12/31/1975", "03/02/1980", "23/02/1980")))

    assert codes(intake) == {
        2: ["DAY_SWAPPED"],
        3: ["DAY_SWAPPED"],
        4: ["DAY_EITHER_WAY"],
        5: [],
    }


def test_numbers_with_blanks_and_without_their_zeros() -> None:
    cells = row("Lê Thị Gấm", card="00 012 345", citizen="1180000123")

    intake = checked(sheet(SURE, cells))

    assert values(intake, "card")[1] == "00012345"
    assert values(intake, "citizen")[1] == "001180000123"
    assert codes(intake)[3] == ["NUMBER_ZEROS_EATEN"]


def test_numbers_that_excel_shortened_are_refused() -> None:
    assert codes(checked(sheet(SURE, row("Lê Thị Gấm", citizen="1.1800E+11"))))[3] == [
        "NUMBER_DIGITS_LOST"
    ]


def test_hidden_rows_are_read_and_marked() -> None:
    def fill(_: Any, tab: Any) -> None:
        tab.write_row(1, 0, SURE)
        tab.write_row(2, 0, row("Lê Thị Gấm"))
        tab.set_row(2, None, None, {"hidden": True})

    intake = checked(book(fill))

    assert [each.judged.hidden for each in Rows(intake, STATES)] == [False, True]
    assert ["LIST_HIDDEN_ROWS", {"count": 1, "tab": "Sheet1"}] in intake.remarks


def test_a_macro_file_is_read_without_its_macros() -> None:
    intake = checked(repacked(sheet(SURE), {"xl/vbaProject.bin": b"\0"}), name="ds.xlsm")

    assert (states(intake), intake.remarks[0][0]) == ({2: "new"}, "LIST_MACROS")


def test_a_workbook_before_2007_is_read() -> None:
    intake = checked(old_book([list(HEAD), list(SURE)]), name="ds.xls")

    assert states(intake) == {2: "new"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (old_book([["x"]], locked=True), "SHEET_LOCKED"),
        (b"PK\x03\x04 broken", "SHEET_BROKEN"),
        (b"\x89PNG\r\n\0", "SHEET_NOT_TEXT"),
        (sheet(), "SHEET_EMPTY"),
    ],
)
def test_files_that_are_no_lists_are_refused(content: bytes, code: str) -> None:
    with pytest.raises(RuleError) as refused:
        open_intake(actor=OPERATOR, content=content, name="ds", on=ON)

    assert [each.code for each in refused.value.verdict.against] == [code]
    assert Intake.objects.count() == 0


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize(
    "coded",
    [
        str.encode,
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        to_windows_1258,
        lambda text: to_tcvn3(text).encode("cp1252"),
        lambda text: to_vni(text).encode("cp1252"),
    ],
)
def test_text_in_every_coding(coded: Callable[[str], bytes], sign: str) -> None:
    text = "\r\n".join(sign.join(each) for each in (HEAD, SURE))

    intake = checked(coded(text), name="ds.csv")

    assert (states(intake), values(intake, "name")) == ({2: "new"}, ["Vũ Thị Xuân"])


def test_a_formula_in_a_cell_of_a_text_is_refused() -> None:
    text = 'Họ tên,Số thẻ\r\nVũ Thị Xuân,=1+1\r\n"=HYPERLINK(""x"")",00012345\r\n'

    intake = checked(text.encode(), name="ds.csv")

    assert [found[0] for found in codes(intake).values()] == ["CELL_FORMULA", "CELL_FORMULA"]


@pytest.mark.parametrize(
    ("name", "kept", "state"),
    [
        ("Vũ Thị 4uân", "", "wrong"),
        ("Xuân", "Xuân", "doubtful"),
        ("Hồ Thị Kim Ngân", "Hồ Thị Kim Ngân", "new"),
        ("H’Hen Niê", "H'Hen Niê", "new"),
        ("y'bê ê ban", "Y'Bê Ê Ban", "new"),
    ],
)
def test_names(name: str, kept: str, state: str) -> None:
    intake = checked(sheet(row(name)))

    assert (values(intake, "name"), states(intake)) == ([kept], {2: state})


def test_a_citizen_number_used_twice() -> None:
    twice = {"citizen": "001180000123", "birth": "23/02/1980"}

    intake = checked(sheet(row("Lê Thị Gấm", **twice), row("Bùi Thị Ích", **twice), SURE))

    assert codes(intake) == {2: ["NUMBER_TWICE"], 3: ["NUMBER_TWICE"], 4: []}


def test_a_birth_after_the_admission_and_an_admission_under_age() -> None:
    intake = checked(
        sheet(
            row("Lê Thị Gấm", birth="23/02/2006"),
            row("Bùi Thị Ích", birth="23/02/1990"),
            row("Phạm Văn Hùng", birth="23/02/2030"),
        )
    )

    assert codes(intake) == {
        2: ["BIRTH_AFTER_ADMISSION"],
        3: ["ADMITTED_UNDER_AGE"],
        4: ["DAY_IN_FUTURE", "BIRTH_AFTER_ADMISSION"],
    }


def test_a_long_list(request: pytest.FixtureRequest) -> None:
    size = 100_000 if request.config.getoption("--long") else 8_000
    content = BytesIO()
    made = xlsxwriter.Workbook(content, {"constant_memory": True})
    tab = made.add_worksheet()
    tab.write_row(0, 0, list(HEAD))
    for number in range(1, size + 1):
        cells = row(_name(number), birth=f"{number % 28 + 1:02}/{number % 12 + 1:02}/1980")
        tab.write_row(number, 0, cells)
    made.close()

    intake = checked(content.getvalue())

    assert intake.counts["new"] == size
    assert intake.done == intake.total == 3 * size


def _name(number: int) -> str:
    letters = "bcdghklmnpqrstvx"
    word = "".join(letters[number // 16**at % 16] + "a" for at in range(5))
    return f"Lê Thị {word.title()}"
