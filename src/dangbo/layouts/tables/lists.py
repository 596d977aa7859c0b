"""Lay out the list of forms, and what is known of one."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.layouts.phrases import period_name, spoken
from dangbo.layouts.queries import FormChange, FormRow
from dangbo.layouts.tables.addresses import form_url
from dangbo.rules.form_layouts import Layout
from dangbo.ui.parts import Act, Badge, Cited, Fact, Moment
from dangbo.ui.tables import Column


def unconfirmed() -> Badge:
    """Return the mark of a form that nobody found to be the official layout."""
    title = _("Cơ quan chưa xác nhận đây là bố cục chính thức")
    return Badge(_("Bố cục chưa xác nhận"), "warn", title)


def marks_of(layout: Layout) -> list[Badge]:
    """Return the marks of a form."""
    return [] if layout.confirmed else [unconfirmed()]


def _badges(row: FormRow) -> list[Badge]:
    found = marks_of(row.layout) if row.layout else []
    return [*found, Badge(_("Có bản nháp"), "note")] if row.drafted else found


def _address(row: FormRow) -> str:
    return form_url("form" if row.layout else "change", row.code)


def _since(row: FormRow) -> str:
    if row.layout is None:
        return _("chưa ban hành")
    return format_day(row.since) if row.since else _("có sẵn")


def _name(row: FormRow) -> str:
    return spoken(row.layout).name if row.layout else row.name


LIST_COLUMNS: Final = [
    Column("name", lazy("Biểu"), value=_name, url=_address, badges=_badges, main=True),
    Column("period", lazy("Kỳ"), value=lambda row: row.layout and period_name(row.layout.period)),
    Column("since", lazy("Dùng từ ngày"), value=_since, whole=True),
    Column("version", lazy("Phiên bản"), value=lambda row: row.layout and row.layout.version),
    Column("code", lazy("Mã"), phone=False),
]


def home_acts() -> list[Act]:
    """Return what can be done beside the list of forms."""
    return [Act(_("Làm biểu mới"), form_url("new", ""), "plus", main=True)]


def versions_of(code: str, changes: Sequence[FormChange]) -> list[tuple[str, str]]:
    """Return the numbers of the versions that the office published, each with its page."""
    numbers = sorted({each.number for each in changes if each.number}, reverse=True)
    return [(str(each), form_url("about", code, ban=each)) for each in numbers]


def facts_of(layout: Layout) -> list[Fact]:
    """Return what is known of a form."""
    return [
        Fact(_("Kỳ báo cáo"), period_name(layout.period)),
        Fact(_("Căn cứ"), layout.source or _("chưa ghi")),
        Fact(_("Xác nhận"), _("đã xác nhận") if layout.confirmed else _("chưa xác nhận")),
        Fact(_("Mã biểu"), layout.code),
        Fact(_("Phiên bản"), str(layout.version)),
    ]


def acts_of(layout: Layout | None, code: str, *, own: bool, drafted: bool) -> Sequence[Act]:
    """Return what can be done with a form by whoever may change forms."""
    edit = _("Sửa tiếp bản nháp") if drafted else _("Sửa biểu")
    acts = [Act(edit, form_url("change", code), "pen-line", main=True)]
    if drafted:
        acts.append(Act(_("Ban hành bản nháp"), form_url("publish", code), "stamp"))
        acts.append(Act(_("Bỏ bản nháp"), form_url("discard", code), "trash-2"))
    if layout is not None:
        acts.append(Act(_("Làm biểu mới từ biểu này"), form_url("copy", code), "copy"))
        if layout.confirmed:
            acts.append(Act(_("Bỏ xác nhận"), form_url("unconfirm", code), "rotate-ccw"))
        else:
            acts.append(Act(_("Xác nhận bố cục"), form_url("confirm", code), "badge-check"))
    if own:
        acts.append(Act(_("Thôi dùng"), form_url("withdraw", code), "circle-x"))
    return acts


def moments_of(changes: Sequence[FormChange]) -> list[Moment]:
    """Return what was done with a form, the newest first."""
    return [
        Moment(
            format_day(each.recorded),
            each.title,
            text=each.reason,
            papers=[Cited(each.paper)] if each.paper else [],
            details=[_("Người làm: %(name)s") % {"name": each.actor}, *_told(each)],
        )
        for each in changes
    ]


def _told(change: FormChange) -> list[str]:
    found = []
    if change.number:
        found.append(_("Phiên bản %(number)s") % {"number": change.number})
    if change.on:
        found.append(_("Từ ngày %(day)s") % {"day": format_day(change.on)})
    return found
