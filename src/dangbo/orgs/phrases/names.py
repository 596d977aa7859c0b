"""Name kinds of organisation, kinds of change, and roles in them."""

from datetime import date
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dangbo.rules.org_kinds import org_kinds

CHANGES: Final = {
    "found": _("Thành lập"),
    "import": _("Ghi nhận tổ chức đã có"),
    "rename": _("Đổi tên"),
    "retype": _("Chuyển loại hình"),
    "move": _("Chuyển giao nguyên trạng"),
    "recode": _("Đổi mã"),
    "dissolve": _("Giải thể, kết thúc hoạt động"),
    "restore": _("Lập lại"),
    "merge": _("Hợp nhất"),
    "absorb": _("Sáp nhập"),
    "split": _("Chia, tách"),
    "hand_over_part": _("Chuyển giao một phần"),
    "regroup": _("Sắp xếp lại"),
    "unlisted": _("Thay đổi không có danh sách"),
}

ROLES: Final = {
    "subject": _("đối tượng của quyết định"),
    "source": _("tổ chức nguồn"),
    "result": _("tổ chức tiếp nhận"),
    "below": _("trực thuộc, đi theo"),
    "passed": _("cấp trên trong ngày"),
}


def change_name(change: str) -> str:
    """Return the field's term for a kind of change."""
    return str(CHANGES.get(change, change))


def role_name(role: str) -> str:
    """Return what an organisation is in a change."""
    return str(ROLES.get(role, role))


def kind_name(kind: str, on: date) -> str:
    """Return the name of a kind of organisation as it is in force on a day, or its code."""
    sets = org_kinds()
    found = sets.on(on).kinds.get(kind)
    if found is None:
        found = next((each.kinds[kind] for each in sets.sets if kind in each.kinds), None)
    if found is None:
        return kind
    return found.name_en if (get_language() or "").startswith("en") else found.name
