"""Give a log as a file: just the rows and columns that are asked for."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.audit.queries.search import LogRow
from dangbo.base.days import format_day
from dangbo.ui.parts import Chip
from dangbo.ui.sheets import ROWS, Cell, Sheet, csv_lines, xlsx_file
from dangbo.ui.tables import Column

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: Final = ("xlsx", "csv")
MOST: Final = 20_000


def exported(
    request: HttpRequest,
    *,
    form: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[LogRow],
    chips: Iterable[Chip],
) -> HttpResponse:
    """Answer with rows as the file asked for; of more than MOST only the newest."""
    heads = [column.title for column in columns]
    sheet = Sheet(
        title, _facts(request, chips, rows), heads, (_cells(columns, row) for row in rows)
    )
    if form == "csv":
        answer = HttpResponse("".join(csv_lines(sheet)), content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(xlsx_file(sheet), content_type=XLSX)
    name = f"nhat-ky-{timezone.localdate().isoformat()}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer[ROWS] = str(len(rows))
    return answer


def _cells(columns: Sequence[Column], row: LogRow) -> list[Cell]:
    values = [column.value_of(row) for column in columns]
    return [value if isinstance(value, int) else str(value) for value in values]


def _facts(
    request: HttpRequest, chips: Iterable[Chip], rows: Sequence[LogRow]
) -> list[tuple[str, str]]:
    filters = "; ".join(f"{chip.label}: {chip.value}" for chip in chips)
    moment = timezone.localtime()
    facts = [
        (_("Bộ lọc"), filters or _("không")),
        (_("Xuất lúc"), f"{moment:%H:%M} {format_day(moment.date())}"),
        (_("Người xuất"), str(request.user)),
    ]
    if len(rows) == MOST:
        facts.append((_("Chú ý"), _("chỉ %(count)s dòng mới nhất") % {"count": MOST}))
    return facts
