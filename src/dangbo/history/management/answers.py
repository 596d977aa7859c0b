"""Write published figures, and what they say of each other, for programs and for people."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dangbo.base.numbers import format_number, format_published
from dangbo.history.queries import FigureFinding, FigureRow


def as_answer(row: FigureRow) -> dict[str, Any]:
    """Return a figure as a program reads it."""
    return {
        "key": row.key,
        "indicator": row.indicator,
        "name": row.name,
        "unit": row.unit,
        "start": row.when.start,
        "end": row.when.end,
        "precision": str(row.when.precision),
        "when": row.when.words,
        "over_period": row.when.over,
        "operator": str(row.operator),
        "value": _plain(row.value),
        "as_printed": row.as_printed,
        "reading": row.reading,
        "flags": list(row.flags),
        "calibrate": row.calibrate,
        "computed": None if row.computed is None else _plain(row.computed),
        "computed_invented": row.invented,
        "agrees": row.agrees,
        "sources": [each.key for each in row.sources],
        "note": row.note,
    }


def _plain(value: int | Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def finding_answer(each: FigureFinding) -> dict[str, Any]:
    """Return what figures say of each other, as a program reads it."""
    return {
        "code": each.code,
        "figures": list(each.keys),
        "against": each.against,
        "text": each.text,
    }


def figure_line(row: FigureRow) -> str:
    """Return a figure as people read it."""
    published = f"{format_published(row.operator, row.value)} {row.unit}"
    parts = [f"{row.when.words}  {row.name}: {published}"]
    if "malformed" in row.flags:
        parts.append(_("(in: “%(printed)s”)") % {"printed": row.as_printed})
    if row.computed is not None:
        parts.append(_("| sổ đếm %(count)s") % {"count": format_number(row.computed)})
        parts.append(_("khớp") if row.agrees else _("KHÁC"))
        if row.invented:
            invented = format_number(row.invented)
            parts.append(_("(trong đó %(count)s là dữ liệu minh họa)") % {"count": invented})
    parts.append(f"[{', '.join(each.key for each in row.sources)}]")
    return " ".join(parts)
