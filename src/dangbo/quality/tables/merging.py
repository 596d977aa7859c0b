"""Put what two records state differently, and the merges recorded, into words."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.members.commands.merge_conflicts import Conflict
from dangbo.members.phrases import (
    Called,
    attribute_name,
    attribute_value,
    change_name,
    ethnicity_name,
    number_name,
    religion_name,
    sex_name,
)
from dangbo.members.phrases.findings import finding_text
from dangbo.members.phrases.names import field_name
from dangbo.members.tables.members import member_url
from dangbo.papers.enums import Precision
from dangbo.quality.phrases import field_words
from dangbo.quality.queries.merges import MergeRow
from dangbo.quality.tables.parts import marks
from dangbo.ui.tables import Column

LISTED = {"sex": sex_name, "ethnicity": ethnicity_name, "religion": religion_name}


def conflict_words(
    conflicts: Sequence[Conflict], called: Called
) -> dict[int, tuple[str, str, str]]:
    """Return of each conflict its name, and what either side states."""
    return {at: _words(each, called) for at, each in enumerate(conflicts)}


def _words(conflict: Conflict, called: Called) -> tuple[str, str, str]:
    kind, name = conflict.kind, conflict.field
    on = format_day(conflict.on) if conflict.on else ""
    if kind == "identity":
        told = (_stated(name, conflict.kept), _stated(name, conflict.gone))
        return field_name(name), *told
    if kind == "event":
        label = _("Bỏ việc: %(what)s, %(day)s") % {"what": change_name(conflict.change), "day": on}
        return label, "", _why(conflict, called)
    if kind == "number":
        label = _("Bỏ %(what)s của hồ sơ nhập đi") % {"what": number_name(name).lower()}
        return label, str(conflict.kept), str(conflict.gone)
    if kind == "attribute":
        what = {"what": attribute_name(name), "day": on}
        label = _("Bỏ “%(what)s” ghi ngày %(day)s của hồ sơ nhập đi") % what
        kept, gone = (attribute_value(name, str(each)) for each in (conflict.kept, conflict.gone))
        return label, kept, gone
    return field_words(name), "", ""


def _why(conflict: Conflict, called: Called) -> str:
    if conflict.repeats:
        return _("Hồ sơ giữ lại đã ghi việc này.")
    return finding_text(conflict.found, called) if conflict.found else ""


def _stated(name: str, value: object) -> str:
    if not value:
        return ""
    if isinstance(value, date):
        return format_day(value)
    if name == "birth_precision":
        return str(Precision(str(value)).label)
    return str(LISTED[name](str(value)) if name in LISTED else value)


def sheets_differing(conflicts: Sequence[Conflict]) -> Iterator[str]:
    """Yield the groups of the record that both sides have, with different contents."""
    return (field_words(each.field) for each in conflicts if each.kind == "sheet")


def merge_columns() -> list[Column]:
    """Return the columns of the merges recorded."""
    return [
        Column(
            "kept_name",
            lazy("Hồ sơ giữ lại"),
            main=True,
            url=lambda row: member_url(row.kept),
            badges=lambda row: marks(invented=row.invented),
        ),
        Column("gone_name", lazy("Hồ sơ nhập đi"), value=_gone),
        Column("recorded", lazy("Ngày ghi"), value=lambda row: format_day(row.recorded)),
        Column("actor", lazy("Người ghi")),
        Column("why", lazy("Căn cứ"), value=lambda row: row.reason or row.paper),
        Column("state", lazy("Hoàn tác"), value=_state, url=_undo_url),
    ]


def _gone(row: MergeRow) -> str:
    return _("%(name)s (mã %(key)s)") % {"name": row.gone_name, "key": row.gone}


def _state(row: MergeRow) -> str:
    return _("Đã tách lại") if row.undone else _("Tách lại")


def _undo_url(row: MergeRow) -> str:
    return "" if row.undone else reverse("quality:undo", args=[row.act])
