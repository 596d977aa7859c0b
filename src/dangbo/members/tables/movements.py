"""Lay out the table of movements of a period; each figure leads to the persons behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.members.phrases import standing_name
from dangbo.members.queries.balancing import Balance, BalanceLine, MovedPerson
from dangbo.members.tables.members import member_url
from dangbo.rules.member_movements import OFFICIAL, PROBATIONARY, Split
from dangbo.ui.parts import Text
from dangbo.ui.tables import Column

NAMES: Final = {
    "admitted": lazy("Kết nạp"),
    "readmitted": lazy("Kết nạp lại"),
    "restored": lazy("Khôi phục quyền đảng viên"),
    "moved_in": lazy("Chuyển đến"),
    "moved_in_with_org": lazy("Đến cùng tổ chức"),
    "moved_out": lazy("Chuyển đi"),
    "moved_out_with_org": lazy("Đi cùng tổ chức"),
    "struck_off": lazy("Xóa tên"),
    "resigned": lazy("Xin ra khỏi Đảng"),
    "expelled": lazy("Khai trừ"),
    "died": lazy("Từ trần"),
    "cancelled": lazy("Hủy quyết định kết nạp"),
    "recognised": lazy("Công nhận chính thức trong kỳ"),
    "entered": lazy("Lần đầu ghi vào sổ trong kỳ"),
    "unexplained": lazy("Chưa giải thích được"),
}
ALL: Final = "tong"
PARTS: Final = (ALL, OFFICIAL, PROBATIONARY)


@dataclass(frozen=True)
class Figure:
    """One figure of the table, with the part of the page that tells who."""

    count: int
    url: str


@dataclass(frozen=True)
class MovementRow:
    """One row: a sum, or what added to it or took away from it."""

    key: str
    label: Text
    figures: list[Figure]
    sum: bool = False


def movement_rows(found: Balance, query: str) -> list[MovementRow]:
    """Return the table from the eve of the period to its end; `query` is that of the page."""
    opening = _("Có đến trước ngày %(day)s") % {"day": format_day(found.start)}
    closing = _("Có đến hết ngày %(day)s") % {"day": format_day(found.end)}
    rows = [MovementRow("opening", opening, _plain(found.opening), sum=True)]
    for sign, label, key in ((1, _("Tăng"), "up"), (-1, _("Giảm"), "down")):
        own = [line for line in found.lines if line.sign == sign]
        rows.append(MovementRow(key, label, _plain(_total(own)), sum=True))
        rows += [_row(line, query) for line in own if line.persons]
    rows.append(MovementRow("closing", closing, _plain(found.closing), sum=True))
    return rows


def beside_rows(found: Balance, query: str) -> list[MovementRow]:
    """Return what is told beside the sum: those recognised, and whom no line explains."""
    lines = [found.recognised, *found.difference]
    return [_row(line, query) for line in lines if line.persons]


def _total(lines: Sequence[BalanceLine]) -> Split:
    return Split(
        sum(line.count.official for line in lines), sum(line.count.probationary for line in lines)
    )


def _row(line: BalanceLine, query: str) -> MovementRow:
    counts = (line.count.total, line.count.official, line.count.probationary)
    figures = [
        Figure(count, f"{query}&muc={line.code}&cot={part}#nguoi" if count else "")
        for count, part in zip(counts, PARTS, strict=True)
    ]
    return MovementRow(line.code, NAMES.get(line.code, line.code), figures)


def _plain(split: Split) -> list[Figure]:
    counts = (split.total, split.official, split.probationary)
    return [Figure(count, "") for count in counts]


def persons_behind(found: Balance, code: str, part: str) -> list[MovedPerson]:
    """Return the persons behind a figure: of a line, and of one standing or of both."""
    lines = [*found.lines, found.recognised, *found.difference]
    persons = next((line.persons for line in lines if line.code == code), ())
    return [each for each in persons if part in {ALL, each.standing}]


def person_columns() -> list[Column]:
    """Return the columns of the persons behind a figure."""
    return [
        Column("name", _("Họ và tên"), main=True, url=lambda row: member_url(row.uid)),
        Column("on", _("Ngày"), value=lambda row: format_day(row.on), whole=True),
        Column("standing", _("Tư cách"), value=lambda row: standing_name(row.standing)),
    ]


def name_of(code: str) -> str:
    """Return what a line of the table is called."""
    return str(NAMES.get(code, code))
