"""Give the list of papers as a file: just the rows and columns that are shown."""

from collections.abc import Iterable, Sequence, Sized
from typing import Final

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.base.days import format_day
from dangbo.papers.queries import PaperRow
from dangbo.ui.parts import Chip
from dangbo.ui.sheets import ROWS, Cell, Sheet, csv_lines, xlsx_file
from dangbo.ui.tables import Column

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Final = frozenset({"xlsx", "csv"})


def exported(
    request: ActorRequest,
    *,
    form: str,
    columns: Sequence[Column],
    rows: Iterable[PaperRow],
    chips: Iterable[Chip],
    invented: int,
) -> HttpResponseBase:
    """Answer with rows as the file asked for, its day and filters in the head.

    `invented` counts those that the demonstration made up; a column of its own marks them.
    """
    heads = [*(column.title for column in columns), _("Dữ liệu minh họa")]
    cells = (_cells(row, columns) for row in rows)
    sheet = Sheet(_("Sổ văn bản"), _facts(request, chips, invented), heads, cells)
    answer: HttpResponseBase
    if form == "csv":
        answer = StreamingHttpResponse(csv_lines(sheet), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(xlsx_file(sheet), content_type=XLSX)
    name = f"so-van-ban-{request.as_of.today.isoformat()}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    if isinstance(rows, Sized):
        answer[ROWS] = str(len(rows))
    return answer


def _cells(row: PaperRow, columns: Sequence[Column]) -> list[Cell]:
    values = [column.value_of(row) for column in columns]
    cells: list[Cell] = [value if isinstance(value, int) else str(value) for value in values]
    return [*cells, _("có") if row.invented else ""]


def _facts(request: ActorRequest, chips: Iterable[Chip], invented: int) -> list[tuple[str, str]]:
    moment = timezone.localtime()
    filters = "; ".join(f"{chip.label}: {chip.value}" for chip in chips)
    facts = [
        (_("Ngày xem"), format_day(request.as_of.on)),
        (_("Bộ lọc"), filters or _("không")),
        (_("Xuất lúc"), f"{moment:%H:%M} {format_day(moment.date())}"),
        (_("Người xuất"), str(request.user)),
    ]
    if invented:
        words = _("%(count)s dòng, đánh dấu ở cột cuối") % {"count": invented}
        facts.append((_("Dữ liệu minh họa"), words))
    return facts
