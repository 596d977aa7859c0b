"""Answer a list page with a file instead, where `?xuat=` asks for one."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from datetime import date
from typing import Any, Final

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.exports.door import sheet_sent
from dangbo.base.days import format_day
from dangbo.ui.parts import Chip
from dangbo.ui.sheets import Cell, Sheet
from dangbo.ui.tables import Column, table_of

FORMATS: Final = ("xlsx", "csv")


def format_asked(request: ActorRequest) -> str:
    """Return the kind of file that the address asks for, or nothing."""
    asked = request.GET.get("xuat", "")
    return asked if asked in FORMATS else ""


def exported(
    request: ActorRequest,
    *,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Any],
    file: str,
    org: str = "",
    chips: Iterable[Chip] = (),
    invented: Callable[[Any], bool] | None = None,
    about_persons: bool = True,
) -> HttpResponseBase:
    """Answer with the rows of a list as the file asked for, its day and filters in the head.

    The columns are those the reader has chosen. `invented` says which rows the
    demonstration made up; a column of its own marks them. A list is taken for one of persons, a
    row each, unless it is said to be none.
    """
    rows = rows if isinstance(rows, Sized) else list(rows)
    chosen = [head.column for head in table_of(request, columns, (), caption=title).heads]
    heads = [column.title for column in chosen]
    if invented is not None:
        heads.append(_("Dữ liệu minh họa"))
    sheet = Sheet(title, _facts(request, org, chips), heads, _cells(chosen, rows, invented))
    kind = format_asked(request)
    return sheet_sent(
        request,
        sheet,
        form=kind,
        name=f"{file}-{request.as_of.on.isoformat()}.{kind}",
        persons=len(rows) if about_persons else None,
        rows=len(rows),
    )


def _cells(
    columns: Sequence[Column], rows: Iterable[Any], invented: Callable[[Any], bool] | None
) -> Iterator[list[Cell]]:
    for row in rows:
        cells: list[Cell] = [_cell(column.value_of(row)) for column in columns]
        if invented is not None:
            cells.append(_("có") if invented(row) else "")
        yield cells


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, int | float | date):
        return value
    return str(value)


def _facts(request: ActorRequest, org: str, chips: Iterable[Chip]) -> list[tuple[str, str]]:
    as_of = request.as_of
    facts = [(_("Tổ chức"), org)] if org else []
    facts.append((_("Ngày xem"), format_day(as_of.on)))
    known = format_day(as_of.known) if as_of.known else _("những gì đã biết đến khi xuất")
    facts.append((_("Theo những gì đã biết đến"), known))
    filters = "; ".join(f"{chip.label}: {chip.value}" for chip in chips)
    facts.append((_("Bộ lọc"), filters or _("không")))
    return facts
