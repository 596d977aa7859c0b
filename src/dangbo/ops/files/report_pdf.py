"""Set the report of a person as PDF, to be read by that person."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from dangbo.ops.files.books import text_of
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
    yield _("Tên mục ghi đúng như trong sổ. Mục trống và số thứ tự của dòng không in.")


def _pairs(row: Mapping[str, Any]) -> list[tuple[str, str]]:
    told = [(key, text_of(value)[:LONGEST]) for key, value in row.items() if key not in LEFT_OUT]
    return [(key, text) for key, text in told if text not in {"", "{}", "[]"}] or [("id", "-")]
