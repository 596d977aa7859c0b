"""Set the report of a person as PDF, to be read by that person."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from dangbo.base.days import format_day
from dangbo.ops.files.books import text_of
from dangbo.ops.phrases.fields import column_name
from dangbo.ops.phrases.tables import table_name
from dangbo.ui.typesetting import set_pdf

TEMPLATE: Final = "templates/ops/typst/person-report.typ"
LONGEST: Final = 2_000
# What says nothing of the person: numbers by which rows find each other.
LEFT_OUT: Final = frozenset({"id", "person_id", "opened_by_id", "closed_by_id"})


def report_pdf(
    found: Mapping[str, Any], *, name: str, sections: Sequence[str], trace: str
) -> bytes:
    """Return a report as PDF/A; the picture and what is sealed beyond opening are told of."""
    return set_pdf("dangbo.ops", TEMPLATE, values_of(found, name, sections, trace))


def values_of(
    found: Mapping[str, Any], name: str, sections: Sequence[str], trace: str
) -> dict[str, Any]:
    """Return what the template is filled with."""
    day = date.fromisoformat(found["made"])
    tables = {**found["tables"], **{each: found[each] for each in sections}}
    return {
        "title": _("Những gì sổ giữ về một người"),
        "name": name,
        "key": found["person"]["key"],
        "trace": trace,
        "date": [day.year, day.month, day.day],
        "notes": list(_notes(found)),
        "sections": [
            {"name": table_name(label), "rows": [_pairs(row) for row in rows]}
            for label, rows in tables.items()
            if rows
        ],
    }


def _notes(found: Mapping[str, Any]) -> Iterable[str]:
    if found["person"]["invented"]:
        yield _("Dữ liệu minh họa, không phải người thật.")
    if found["person"]["forgotten"]:
        yield _("Phần niêm phong đã bị hủy khóa, không ai mở được nữa.")
    if found["photo"]:
        yield _("Sổ còn giữ một ảnh chân dung; ảnh có trong bản .json của báo cáo này.")
    yield _("Mục trống và số thứ tự của dòng không in. Bản .json có đủ, với tên mục như trong sổ.")


def _pairs(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    told = [(key, _said(value)[:LONGEST]) for key, value in row.items() if key not in LEFT_OUT]
    named = [(column_name(key), text) for key, text in told if text]
    return named or [(column_name("number"), "-")]


def _said(value: Any) -> str:
    """Return a value as text; what has parts, part by part with their names."""
    if isinstance(value, date):
        return format_day(timezone.localtime(value) if isinstance(value, datetime) else value)
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, Mapping):
        parts = ((column_name(str(key)), _said(part)) for key, part in value.items())
        return "; ".join(f"{name}: {text}" for name, text in parts if text)
    if isinstance(value, list | tuple):
        return "; ".join(filter(None, map(_said, value)))
    return text_of(value)
