"""Put templates into the values that pages are made of."""

from collections.abc import Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.letters.queries import TemplateChange, TemplateRow
from dangbo.ui.parts import Act, Badge, Fact, Moment
from dangbo.ui.tables import Column

MOST_LINES: Final = 12


def template_url(key: str, *, page: str = "detail") -> str:
    """Return the address of a template, or of one of its pages."""
    return reverse(f"letters:{page}", args=[key])


def since(row: TemplateRow) -> str:
    """Say since when the office's own version is in force."""
    return format_day(row.since) if row.since else _("Mẫu gốc")


def origin(row: TemplateRow) -> list[Badge]:
    """Mark a template as the office's own."""
    return [Badge(_("Cơ quan đã sửa"), "note")] if row.since else []


COLUMNS: Final = [
    Column("name", lazy("Mẫu"), url=lambda row: template_url(row.key), badges=origin, main=True),
    Column("since", lazy("Dùng từ ngày"), value=since, whole=True),
    Column("actor", lazy("Người sửa"), phone=False),
]


def acts_of(row: TemplateRow) -> list[Act]:
    """Return what can be done with a template."""
    acts = [Act(_("Sửa mẫu"), template_url(row.key, page="change"), "pen-line", main=True)]
    if row.since:
        acts.append(Act(_("Trở về mẫu gốc"), template_url(row.key, page="reset"), "rotate-ccw"))
    return acts


def facts_of(row: TemplateRow) -> list[Fact]:
    """Return what is known of a template."""
    if not row.since:
        return [Fact(_("Nguồn"), _("Mẫu gốc của phần mềm"))]
    return [
        Fact(_("Nguồn"), _("Mẫu của cơ quan")),
        Fact(_("Dùng từ ngày"), since(row)),
        Fact(_("Người sửa"), row.actor),
    ]


def moments_of(key: str, changes: Sequence[TemplateChange]) -> list[Moment]:
    """Return the history of a template, each change with the lines that differ."""
    return [moment_of(key, change) for change in changes]


def moment_of(key: str, change: TemplateChange) -> Moment:
    """Return one change of a template."""
    lines: list[Any] = change.differences[:MOST_LINES]
    if more := len(change.differences) - len(lines):
        lines.append(_("và %(count)s dòng khác nữa") % {"count": more})
    day = format_day(change.on or change.recorded)
    return Moment(
        day,
        _("Đã sửa mẫu") if change.body else _("Đã trở về mẫu gốc"),
        ". ".join(filter(None, (change.actor, change.reason))),
        url=f"{template_url(key)}?on={day}&known={format_day(change.recorded)}",
        icon="pen-line" if change.body else "rotate-ccw",
        details=lines,
    )
