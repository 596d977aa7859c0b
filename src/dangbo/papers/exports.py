"""Give the list of papers as a file: just the rows and columns that are shown."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.exports.door import sheet_sent
from dangbo.base.days import format_day
from dangbo.papers.queries import PaperRow
from dangbo.ui.parts import Chip
from dangbo.ui.sheets import Cell, Sheet
from dangbo.ui.tables import Column

FORMATS: Final = frozenset({"xlsx", "csv"})


def exported(
    request: ActorRequest,
    *,
    form: str,
    columns: Sequence[Column],
    rows: Sequence[PaperRow],
    chips: Iterable[Chip],
    invented: int,
) -> HttpResponseBase:
    """Answer with rows as the file asked for, its day and filters in the head.

    `invented` counts those that the demonstration made up; a column of its own marks them.
    """
    heads = [*(column.title for column in columns), _("Dữ liệu minh họa")]
    cells = (_cells(row, columns) for row in rows)
    sheet = Sheet(_("Sổ văn bản"), _facts(request, chips, invented), heads, cells)
    name = f"so-van-ban-{request.as_of.today.isoformat()}.{form}"
    return sheet_sent(request, sheet, form=form, name=name, persons=None, rows=len(rows))


def _cells(row: PaperRow, columns: Sequence[Column]) -> list[Cell]:
    values = [column.value_of(row) for column in columns]
    cells: list[Cell] = [value if isinstance(value, int) else str(value) for value in values]
    return [*cells, _("có") if row.invented else ""]


def _facts(request: ActorRequest, chips: Iterable[Chip], invented: int) -> list[tuple[str, str]]:
    filters = "; ".join(f"{chip.label}: {chip.value}" for chip in chips)
    facts = [
        (_("Ngày xem"), format_day(request.as_of.on)),
        (_("Bộ lọc"), filters or _("không")),
    ]
    if invented:
        words = _("%(count)s dòng, đánh dấu ở cột cuối") % {"count": invented}
        facts.append((_("Dữ liệu minh họa"), words))
    return facts
