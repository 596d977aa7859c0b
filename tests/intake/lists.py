"""Make lists as offices send them, and take them through the steps."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from dangbo.accounts.access import OPERATOR, Actor
from dangbo.intake.commands import check_rows, open_intake
from dangbo.intake.models import Intake
from dangbo.intake.queries.looking import Rows
from dangbo.rules.row_states import STATES

ON: Final = date(2024, 6, 1)
HEAD: Final = (
    *("STT", "Họ và tên", "Số thẻ Đảng viên", "Số CCCD", "Ngày sinh", "Ngày kết nạp"),
    *("Chi bộ đang sinh hoạt", "Chi bộ nơi cư trú", "Trạng thái"),
)
CELL: Final = "Chi bộ Văn phòng"


def row(
    name: str,
    *,
    card: str = "",
    citizen: str = "",
    birth: str = "03/02/1980",
    admitted: str = "19/05/2005",
    org: str = CELL,
    residence: str = "",
    status: str = "Chính thức",
) -> tuple[str, ...]:
    """Return a row of the national list."""
    return ("", name, card, citizen, birth, admitted, org, residence, status)


def sheet(*rows: Sequence[Any], head: Sequence[str] | None = HEAD) -> bytes:
    """Return an Excel file with these rows under the headings of the national list."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"strings_to_formulas": False})
    tab = book.add_worksheet("DS_DANGVIEN")
    for number, cells in enumerate([head, *rows] if head else rows):
        tab.write_row(number, 0, list(cells))
    book.close()
    return content.getvalue()


def checked(
    content: bytes, *, actor: Actor = OPERATOR, name: str = "ds.xlsx", **more: Any
) -> Intake:
    """Open a list and check it."""
    intake = open_intake(actor=actor, content=content, name=name, on=more.pop("on", ON), **more)
    return check_rows(actor=actor, intake=intake.pk)


def states(intake: Intake) -> Mapping[int, str]:
    """Return the state of each row by its number."""
    return {each.judged.state.number: each.judged.state.state for each in Rows(intake, STATES)}


def codes(intake: Intake) -> Mapping[int, list[str]]:
    """Return the codes of what was found in each row by its number."""
    return {
        each.judged.state.number: [found.code for found in each.judged.state.findings]
        for each in Rows(intake, STATES)
    }
