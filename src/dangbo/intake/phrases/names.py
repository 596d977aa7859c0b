"""Name the fields of a list, the states of its rows, and the values that its cells mean."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from dangbo.base.days import format_partial
from dangbo.members.phrases import (
    activity_name,
    attribute_name,
    attribute_value,
    ethnicity_name,
    religion_name,
    sex_name,
    standing_name,
)
from dangbo.rules.member_attributes import attribute_kinds
from dangbo.rules.typed_days import day_told
from dangbo.ui.parts import Text, Tone

FIELDS: Final[Mapping[str, Text]] = {
    "day_of_list": _("Ngày của danh sách"),
    "row": _("Số thứ tự"),
    "key": _("Khóa trong sổ"),
    "name": _("Họ và tên"),
    "family_name": _("Họ và đệm"),
    "given_name": _("Tên"),
    "birth_name": _("Họ tên khai sinh"),
    "other_names": _("Tên gọi khác"),
    "sex": _("Giới tính"),
    "female": _("Đánh dấu nữ"),
    "male": _("Đánh dấu nam"),
    "birth": _("Ngày sinh"),
    "birth_of_man": _("Ngày sinh (cột nam)"),
    "birth_of_woman": _("Ngày sinh (cột nữ)"),
    "birthplace": _("Nơi sinh"),
    "home_town": _("Quê quán"),
    "address": _("Nơi thường trú"),
    "temporary_address": _("Nơi tạm trú"),
    "ethnicity": _("Dân tộc"),
    "religion": _("Tôn giáo"),
    "card": _("Số thẻ đảng viên"),
    "file": _("Số lý lịch đảng viên"),
    "citizen": _("Số căn cước công dân"),
    "admitted": _("Ngày kết nạp"),
    "recognised": _("Ngày chính thức"),
    "org": _("Chi bộ đang sinh hoạt"),
    "org_above": _("Đảng bộ cấp trên"),
    "status": _("Trạng thái"),
    "standing": _("Tư cách đảng viên"),
    "activity": _("Tình trạng sinh hoạt"),
    "party_post": _("Chức vụ đảng (chỉ xem)"),
    "phone": _("Điện thoại"),
    "email": _("Thư điện tử"),
    "note": _("Ghi chú (chỉ xem)"),
}
STATES: Final[Mapping[str, tuple[Text, Tone]]] = {
    "wrong": (_("Sai"), "bad"),
    "doubtful": (_("Nghi ngờ"), "warn"),
    "new": (_("Mới"), "good"),
    "changed": (_("Thay đổi"), "note"),
    "same": (_("Không đổi"), "plain"),
    "left": (_("Bỏ ra"), "plain"),
}
DAYS: Final = frozenset({"birth", "admitted", "recognised"})


def field_name(field: str) -> str:
    """Return what a field is called."""
    return str(FIELDS[field]) if field in FIELDS else attribute_name(field)


def value_words(field: str, value: str, orgs: Mapping[str, str] | None = None) -> str:
    """Return a value as people read it: days the Vietnamese way, codes by their names."""
    if not value:
        return ""
    if field in DAYS:
        return format_partial(day_told(value))
    if field in attribute_kinds():
        return attribute_value(field, value)
    if field == "org":
        return (orgs or {}).get(value, value)
    return NAMERS[field](value) if field in NAMERS else value


NAMERS: Final = {
    "sex": sex_name,
    "ethnicity": ethnicity_name,
    "religion": religion_name,
    "standing": standing_name,
    "activity": activity_name,
}
