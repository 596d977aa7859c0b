"""Lay out accounts: the list, one account in facts, and its marks."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.accounts.queries import Account
from dangbo.base.vietnamese import fold
from dangbo.ui.parts import Act, Badge, Fact
from dangbo.ui.tables import Column

STATES: Final = {
    "mo": lazy("Đang mở"),
    "khoa": lazy("Đã khóa"),
    "giu": lazy("Đang bị tạm giữ"),
    "lau": lazy("Sắp khóa vì lâu không dùng"),
    "cho": lazy("Chờ nhận lời mời"),
}


def narrowed(rows: Iterable[Account], asked: Mapping[str, str]) -> list[Account]:
    """Return the accounts that the filter asks for."""
    words = fold(asked.get("q", "")).split()
    state = asked.get("tinh_trang", "")
    return [
        row
        for row in rows
        if all(word in fold(f"{row.username} {row.name}") for word in words)
        and (state not in STATES or state in states_of(row))
    ]


def states_of(row: Account) -> set[str]:
    """Return what an account is found under."""
    found = {"mo" if row.is_active else "khoa"}
    found |= {"giu"} if row.held_back else set()
    found |= {"lau"} if row.is_warned else set()
    return found | ({"cho"} if row.invited_until and not row.last_used else set())


def badges_of(row: Account) -> list[Badge]:
    """Return the marks of an account."""
    found = []
    if not row.is_active:
        found.append(Badge(_("Đã khóa"), "bad"))
    if row.held_back:
        found.append(Badge(_("Đang bị tạm giữ"), "warn", _("Nhập sai mật khẩu quá nhiều lần")))
    if row.is_warned:
        found.append(Badge(_("Sắp khóa"), "warn", _("Lâu không dùng")))
    if row.administers:
        found.append(Badge(_("Quản trị"), "note"))
    if row.demonstration:
        found.append(Badge(_("Dùng thử"), "invented"))
    return found


def moment(value: datetime | None) -> str:
    """Write a moment as officers do."""
    return timezone.localtime(value).strftime("%H:%M %d/%m/%Y") if value else ""


def _factor(row: Account) -> str:
    return _("Có") if row.second_factor else _("Chưa")


def list_acts() -> list[Act]:
    """Return what can be done on the list."""
    return [Act(_("Mời dùng"), reverse("accounts:invite"), "user-plus", main=True)]


COLUMNS: Final = (
    Column(
        "username",
        lazy("Tài khoản"),
        main=True,
        url=lambda row: reverse("accounts:detail", args=[row.username]),
        badges=badges_of,
    ),
    Column("name", lazy("Họ và tên, chức danh")),
    Column("last_used", lazy("Đăng nhập gần nhất"), lambda row: moment(row.last_used), whole=True),
    Column("second_factor", lazy("Lớp xác nhận thứ hai"), _factor),
)


def facts_of(row: Account) -> list[Fact]:
    """Return one account as facts."""
    found = [
        Fact(_("Tên tài khoản"), row.username),
        Fact(_("Họ và tên, chức danh"), row.name or "–"),
        Fact(_("Đăng nhập gần nhất"), moment(row.last_used) or _("chưa lần nào")),
        Fact(_("Lớp xác nhận thứ hai"), _factor(row)),
    ]
    if row.invited_until:
        found.append(Fact(_("Liên kết còn dùng được đến"), moment(row.invited_until)))
    if row.locks_on:
        found.append(Fact(_("Tự khóa nếu không dùng đến"), moment(row.locks_on)))
    return found
