"""Give a log as a file: just the rows and columns that are asked for."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.accounts.middleware import ActorRequest
from dangbo.audit.exports.door import sheet_sent
from dangbo.audit.queries.search import LogRow
from dangbo.rules.rights import AUDIT_READ
from dangbo.ui.parts import Chip
from dangbo.ui.sheets import Cell, Sheet
from dangbo.ui.tables import Column

FORMATS: Final = ("xlsx", "csv")
MOST: Final = 20_000


def exported(
    request: ActorRequest,
    *,
    form: str,
    title: str,
    columns: Sequence[Column],
    rows: Sequence[LogRow],
    chips: Iterable[Chip],
) -> HttpResponseBase:
    """Answer with rows as the file asked for; of more than MOST only the newest."""
    heads = [column.title for column in columns]
    sheet = Sheet(title, _facts(chips, rows), heads, (_cells(columns, row) for row in rows))
    name = f"nhat-ky-{timezone.localdate().isoformat()}.{form}"
    return sheet_sent(request, sheet, form=form, name=name, persons=len(rows), act=AUDIT_READ)


def _cells(columns: Sequence[Column], row: LogRow) -> list[Cell]:
    values = [column.value_of(row) for column in columns]
    return [value if isinstance(value, int) else str(value) for value in values]


def _facts(chips: Iterable[Chip], rows: Sequence[LogRow]) -> list[tuple[str, str]]:
    filters = "; ".join(f"{chip.label}: {chip.value}" for chip in chips)
    facts = [(_("Bộ lọc"), filters or _("không"))]
    if len(rows) == MOST:
        facts.append((_("Chú ý"), _("chỉ %(count)s dòng mới nhất") % {"count": MOST}))
    return facts
