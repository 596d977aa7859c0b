"""Make sheets and printed papers of filled forms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final

from django.utils.translation import gettext as _

from dangbo.base.days import format_day
from dangbo.layouts.phrases import CheckRow, cell_words, check_rows, reason_words, verdict_name
from dangbo.layouts.phrases.letter import KEY
from dangbo.layouts.queries import Filled, FilledCell, definition_version
from dangbo.letters.queries import compose
from dangbo.rules.form_filling import rounded
from dangbo.rules.form_formulas import CellKey
from dangbo.rules.letters import Letter, Table
from dangbo.ui.sheets import Cell, Sheet

STEP: Final = "\N{EM SPACE}"
FIRST_WIDTH: Final = 3.0
# With more columns than these a form lies on its side.
UPRIGHT: Final = 5


@dataclass(frozen=True)
class About:
    """Of which organisation and time a filled form is; without a `start`: of the day alone."""

    org: str
    superior: str
    on: date
    start: date | None
    known: date | None = None
    invented: bool = False

    @property
    def time(self) -> str:
        """Return the day or the period in words."""
        end = format_day(self.on)
        if self.start is None:
            return _("Ngày %(day)s") % {"day": end}
        words = {"start": format_day(self.start), "end": end}
        return _("Từ %(start)s đến hết %(end)s") % words


def form_sheet(found: Filled, about: About) -> Sheet:
    """Return a filled form as a sheet: numbers as numbers, its check sums below."""
    layout = found.layout
    heads = [_("Nội dung"), *(each.title for each in layout.columns)]
    known = format_day(about.known) if about.known else _("những gì đã biết đến khi xuất")
    facts = [
        (_("Tổ chức"), about.org),
        (_("Kỳ số liệu"), about.time),
        (_("Theo những gì đã biết đến"), known),
        (_("Bố cục"), layout_words(found)),
        (_("Định nghĩa"), definition_version(layout)),
    ]
    if about.invented:
        facts.append((_("Dữ liệu minh họa"), _("có")))
    return Sheet(layout.name, facts, heads, _rows(found))


def form_letter(found: Filled, about: About) -> Letter:
    """Return a filled form as a printed paper, by the template that the office may change."""
    letter = compose(
        KEY,
        _values(found, about),
        about.on,
        known=about.known,
        dated=False,
        invented=about.invented,
    )
    return replace(letter, landscape=len(found.layout.columns) > UPRIGHT)


def _values(found: Filled, about: About) -> Mapping[str, str | Table]:
    return {
        "superior": about.superior,
        "issuer": about.org,
        "name": found.layout.name,
        "time": about.time,
        "layout": layout_words(found),
        "rows": _table(found),
        "checks": "; ".join(map(_check_words, failing(found))),
        "notes": "; ".join(_notes(found)),
    }


def layout_words(found: Filled) -> str:
    """Return the version of the layout, and whether it was confirmed."""
    layout = found.layout
    confirmed = _("bố cục đã xác nhận") if layout.confirmed else _("bố cục chưa xác nhận")
    words = {"code": layout.code, "version": layout.version, "confirmed": confirmed}
    return _("Biểu %(code)s, phiên bản %(version)s, %(confirmed)s") % words


def failing(found: Filled) -> list[CheckRow]:
    """Return the check sums that do not hold."""
    return [each for each in check_rows(found.layout, found.checks) if each.verdict == "fails"]


def _rows(found: Filled) -> Iterator[Sequence[Cell]]:
    for row in found.layout.rows:
        cells = (found.cells[CellKey(row.key, each.key)] for each in found.layout.columns)
        yield [STEP * row.indent + row.title, *map(_cell, cells)]
    checks = check_rows(found.layout, found.checks)
    if checks:
        yield []
        yield [_("Phép kiểm tra"), _("Ở"), _("Kết quả"), _("Vế trái"), _("Vế phải")]
    for each in checks:
        yield [each.text, each.where, verdict_words(each), each.left, each.right]


def verdict_words(row: CheckRow) -> str:
    """Return the outcome of a check sum, with the difference where there is one."""
    found = verdict_name(row.verdict)
    return f"{found} ({row.difference})" if row.difference else found


def _cell(cell: FilledCell) -> Cell:
    return _number(cell.value) if cell.value is not None else reason_words(cell.reason)


def _number(value: Fraction) -> int | float:
    found = rounded(value)
    return int(found) if found == found.to_integral_value() else float(found)


def _table(found: Filled) -> Table:
    layout = found.layout
    rows = (
        (
            STEP * row.indent + row.title,
            *(_printed(found.cells[CellKey(row.key, each.key)]) for each in layout.columns),
        )
        for row in layout.rows
    )
    return Table(
        heads=(_("Nội dung"), *(each.title for each in layout.columns)),
        rows=tuple(rows),
        widths=(FIRST_WIDTH, *(1.0 for _each in layout.columns)),
        figures=1,
    )


def _printed(cell: FilledCell) -> str:
    if cell.value is None:
        return "" if cell.reason in {"blank", "not_typed"} else "–"
    return cell_words(cell.value, "")


def _notes(found: Filled) -> Iterator[str]:
    """Yield why cells have no value, each reason once with the rows it is in."""
    reasons: dict[str, dict[str, None]] = {}
    titles = {each.key: each.title for each in found.layout.rows}
    for key, cell in found.cells.items():
        if cell.reason not in {"", "blank", "not_typed", "rests_on"}:
            reasons.setdefault(cell.reason, {})[titles[key.row]] = None
    for reason, rows in reasons.items():
        yield f"{reason_words(reason)} ({', '.join(rows)})"


def _check_words(row: CheckRow) -> str:
    words = {"text": row.text, "where": row.where, "left": row.left, "right": row.right}
    return _("%(text)s, ở %(where)s: không đúng (%(left)s và %(right)s)") % words
