"""Lay out the questions that are kept."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from dangbo.base.days import format_day
from dangbo.reports.enums import Every
from dangbo.reports.queries.questions_kept import KeptQuestion
from dangbo.ui.parts import Badge
from dangbo.ui.tables import Column


def kept_columns() -> list[Column]:
    """Return the columns of the list."""
    return [
        Column("name", lazy("Câu hỏi"), url=_page, badges=_badges, main=True),
        Column("note", lazy("Ghi chú")),
        Column("owner", lazy("Người lưu"), value=_owner),
        Column("shared", lazy("Chia sẻ"), value=_shared),
        Column("every", lazy("Chạy lại"), value=_every),
        Column("changed", lazy("Sửa lần cuối"), value=_changed, whole=True),
    ]


def _page(row: KeptQuestion) -> str:
    return reverse("reports:question", args=[row.id])


def _badges(row: KeptQuestion) -> list[Badge]:
    if not row.unseen:
        return []
    words = ngettext("%(number)s kết quả mới", "%(number)s kết quả mới", row.unseen)
    return [Badge(words % {"number": row.unseen}, "note")]


def _owner(row: KeptQuestion) -> str:
    return _("chính mình") if row.own else row.owner


def _shared(row: KeptQuestion) -> str:
    if not row.own:
        return _("được sửa") if row.changeable else _("chỉ xem")
    words = ngettext("với %(number)s nơi", "với %(number)s nơi", row.shared)
    return words % {"number": row.shared} if row.shared else ""


def _every(row: KeptQuestion) -> str:
    if not row.every or row.due_next is None:
        return ""
    told = {"every": Every(row.every).label, "day": format_day(row.due_next)}
    return _("%(every)s, lần tới %(day)s") % told


def _changed(row: KeptQuestion) -> str:
    return format_day(row.changed_at.date())
