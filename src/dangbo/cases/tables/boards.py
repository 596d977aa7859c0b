"""Lay out the board of cases, its filters, and the list of candidates."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.cases.phrases.names import KINDS, OUTCOMES, kind_name, role_name, step_name
from dangbo.cases.queries.boards import BoardFilter, StageCount
from dangbo.cases.queries.pages import CandidateRow
from dangbo.cases.queries.rows import CaseRow
from dangbo.ui.addresses import query_with, query_without
from dangbo.ui.parts import Badge, Chip, Stat, invented_badge
from dangbo.ui.tables import Column

STATES: Final = (
    ("running", lazy("Đang giải quyết")),
    ("overdue", lazy("Quá hạn")),
    ("soon", lazy("Đến hạn trong 7 ngày tới")),
    ("closed", lazy("Đã khép lại")),
    ("all", lazy("Tất cả")),
)
NOT_OPENED: Final = frozenset({"transfer_with_org"})
OPENED: Final = tuple((code, name) for code, name in KINDS.items() if code not in NOT_OPENED)


def case_url(pk: int) -> str:
    """Return the address of a case."""
    return reverse("cases:detail", args=[pk])


def member_url(uid: str) -> str:
    """Return the address of a member's page, empty where there is none."""
    try:
        return reverse("members:detail", args=[uid])
    except NoReverseMatch:
        return ""


def stage_words(row: CaseRow) -> str:
    """Say what comes next in a case, or how it ended."""
    if row.closed_on is not None:
        ended = {"outcome": OUTCOMES[row.outcome], "day": format_day(row.closed_on)}
        return _("%(outcome)s ngày %(day)s") % ended
    return step_name(row.stage)


def due_words(row: CaseRow, on: date) -> str:
    """Say until when the next step is due."""
    return format_day(row.due.due) if row.due else ""


def left_badges(row: CaseRow, on: date) -> list[Badge]:
    """Mark how many working days are left, or by how many the step is late."""
    found = next((each for each in row.nexts if each.due is row.due and each.due), None)
    left = found.left(on) if found else None
    if left is None:
        return []
    if row.is_overdue(on):
        return [Badge(_("quá %(days)s ngày làm việc") % {"days": -left}, "bad")]
    tone: Badge = Badge(_("còn %(days)s ngày làm việc") % {"days": left}, "plain")
    return [Badge(tone.text, "warn")] if left <= NEAR else [tone]


NEAR: Final = 10


def columns(on: date) -> list[Column]:
    """Return the columns of the board of a day."""
    return [
        Column(
            "person",
            lazy("Họ và tên"),
            value=lambda row: row.person.name,
            url=lambda row: case_url(row.id),
            badges=lambda row: [invented_badge(brief=True)] if row.invented else [],
            main=True,
        ),
        Column("kind", lazy("Loại hồ sơ"), value=lambda row: kind_name(row.kind)),
        Column("stage", lazy("Bước tiếp theo"), value=stage_words),
        Column(
            "due",
            lazy("Hạn"),
            value=lambda row: due_words(row, on),
            badges=lambda row: left_badges(row, on),
        ),
        Column("org", lazy("Chi bộ"), value=lambda row: row.org.name),
        Column(
            "to_org",
            lazy("Nơi đến"),
            value=lambda row: row.to_org.name if row.to_org else row.facts.get("to_text", ""),
            phone=False,
        ),
        Column(
            "who",
            lazy("Cấp làm"),
            value=lambda row: ", ".join(
                dict.fromkeys(role_name(by) for each in row.nexts[:1] for by in each.step.by)
            ),
            phone=False,
        ),
        Column(
            "opened_on",
            lazy("Mở ngày"),
            value=lambda row: format_day(row.opened_on),
            whole=True,
            shown=False,
        ),
    ]


def stage_stats(request: HttpRequest, stages: Iterable[StageCount]) -> list[Stat]:
    """Count the running cases by what comes next; each figure narrows the board to it."""
    return [
        Stat(
            step_name(each.stage),
            str(each.running),
            url=request.path + query_with(request, buoc=each.stage),
            note=_("%(count)s quá hạn") % {"count": each.late} if each.late else "",
        )
        for each in stages
    ]


def chips(request: HttpRequest, narrowed: BoardFilter, org_name: str) -> list[Chip]:
    """Return the filters that are set, each with the way to take it off."""
    set_ = (
        (_("Loại hồ sơ"), "loai", narrowed.kind, kind_name(narrowed.kind)),
        (_("Tổ chức"), "to_chuc", request.GET.get("to_chuc", ""), org_name),
        (_("Bước tiếp theo"), "buoc", narrowed.stage, step_name(narrowed.stage)),
    )
    return [
        Chip(label, words, query_without(request, name, value))
        for label, name, value, words in set_
        if value
    ]


def candidate_columns(on: date) -> Sequence[Column]:
    """Return the columns of the list of candidates."""
    return [
        Column(
            "person",
            lazy("Họ và tên"),
            value=lambda row: row.case.person.name,
            url=lambda row: case_url(row.case.id),
            badges=lambda row: [invented_badge(brief=True)] if row.case.invented else [],
            main=True,
        ),
        Column("org", lazy("Chi bộ"), value=lambda row: row.case.org.name),
        Column("listed", lazy("Vào danh sách"), value=lambda row: _day(row.listed), whole=True),
        Column(
            "certificate",
            lazy("Giấy chứng nhận lớp nhận thức"),
            value=lambda row: _day(row.certificate) or _("chưa có"),
        ),
        Column(
            "valid",
            lazy("Có giá trị đến"),
            value=lambda row: _day(row.valid_until),
            badges=lambda row: validity_badges(row, on),
        ),
        Column("stage", lazy("Bước tiếp theo"), value=lambda row: stage_words(row.case)),
    ]


def validity_badges(row: CandidateRow, on: date) -> list[Badge]:
    """Mark a certificate that has lost its validity, or soon will."""
    if row.valid_until is None:
        return []
    if row.valid_until < on:
        return [Badge(_("hết giá trị"), "bad")]
    months_left = (row.valid_until - on).days
    return [Badge(_("sắp hết"), "warn")] if months_left <= SOON_DAYS else []


SOON_DAYS: Final = 180


def _day(day: date | None) -> str:
    return format_day(day) if day else ""
