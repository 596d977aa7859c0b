"""Name what members are, what happens to them, and the values of their attributes."""

from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dangbo.base.labels import label_of
from dangbo.members.enums import Activity, NumberKind, Sex, StandingKind
from dangbo.rules.member_attributes import attribute_kinds
from dangbo.rules.person_catalogues import ethnicities, religions
from dangbo.rules.record_groups import RecordField, RecordGroup

CHANGES: Final = {
    "enter": _("Ghi nhận đảng viên đã có"),
    "admit": _("Kết nạp đảng viên"),
    "readmit": _("Kết nạp lại"),
    "restore": _("Khôi phục quyền đảng viên"),
    "move_in": _("Tiếp nhận từ nơi khác chuyển đến"),
    "move_out": _("Chuyển sinh hoạt đi nơi khác"),
    "recognise": _("Công nhận đảng viên chính thức"),
    "transfer": _("Chuyển sinh hoạt chính thức"),
    "post_temporarily": _("Chuyển sinh hoạt tạm thời"),
    "end_temporary": _("Kết thúc sinh hoạt tạm thời"),
    "exempt": _("Miễn công tác và sinh hoạt đảng"),
    "suspend": _("Đình chỉ sinh hoạt đảng"),
    "resume": _("Sinh hoạt trở lại"),
    "strike_off": _("Xóa tên"),
    "resign": _("Xin ra khỏi Đảng"),
    "expel": _("Khai trừ"),
    "die": _("Từ trần"),
    "annul": _("Hủy quyết định kết nạp"),
    "attribute": _("Thay đổi thông tin được thống kê"),
    "number": _("Ghi số của đảng viên"),
    "identify": _("Sửa thông tin nhân thân"),
    "sheet": _("Sửa phần hồ sơ"),
}
EXITS: Final = {
    "move_out": _("đã chuyển đi nơi khác"),
    "strike_off": _("đã bị xóa tên"),
    "resign": _("đã ra khỏi Đảng"),
    "expel": _("đã bị khai trừ"),
    "die": _("đã từ trần"),
    "annul": _("đã bị hủy quyết định kết nạp"),
}
ICONS: Final = {
    "enter": "user-plus",
    "admit": "flag",
    "readmit": "flag",
    "restore": "rotate-ccw",
    "move_in": "log-in",
    "move_out": "log-out",
    "recognise": "badge-check",
    "transfer": "arrow-left-right",
    "post_temporarily": "clock",
    "end_temporary": "clock",
    "exempt": "user-check",
    "suspend": "circle-minus",
    "resume": "undo-2",
    "attribute": "tag",
    "number": "hash",
    "identify": "pen-line",
    "sheet": "file-text",
}
IDENTITY: Final = {
    "name": _("Họ và tên đang dùng"),
    "birth_name": _("Họ và tên khai sinh"),
    "other_names": _("Bí danh, tên gọi khác"),
    "sex": _("Giới tính"),
    "birth": _("Ngày sinh"),
    "birth_precision": _("Ngày sinh biết đến"),
    "birthplace": _("Nơi sinh"),
    "home_town": _("Quê quán"),
    "ethnicity": _("Dân tộc"),
    "religion": _("Tôn giáo"),
}
FIELDS: Final = {
    **IDENTITY,
    "identity": _("Thông tin nhân thân"),
    "person": _("Đảng viên"),
    "org": _("Tổ chức"),
    "standing": _("Tư cách đảng viên"),
    "activity": _("Tình trạng sinh hoạt"),
    "counted_from": _("Ngày tính tuổi đảng"),
    "admitted": _("Ngày quyết định kết nạp"),
    "recognised": _("Ngày chính thức"),
    "kind": _("Loại thông tin"),
    "value": _("Giá trị"),
    "group": _("Phần hồ sơ"),
    "body": _("Nội dung"),
    "from": _("Nơi chuyển đến từ"),
    "to": _("Nơi chuyển đi"),
    "cause": _("Lý do"),
    "on": _("Ngày có hiệu lực"),
    "citizen": _("Số căn cước công dân"),
    "file": _("Số lý lịch đảng viên"),
    "card": _("Số thẻ đảng viên"),
}
MINORITY: Final = "thieu_so"


def change_name(change: str) -> str:
    """Return what a kind of event is called."""
    return str(CHANGES.get(change, change))


def change_icon(change: str) -> str:
    """Return the icon of a kind of event."""
    return ICONS.get(change, "circle-x" if change in EXITS else "circle")


def exit_name(change: str) -> str:
    """Return how one who left is spoken of."""
    return str(EXITS.get(change, ""))


def field_name(field: str) -> str:
    """Return what a field of an event or an identity is called."""
    return str(FIELDS.get(field, field))


def standing_name(standing: str) -> str:
    """Return the term for probationary or official."""
    return label_of(StandingKind, standing)


def activity_name(activity: str) -> str:
    """Return the term for a member's activity."""
    return label_of(Activity, activity)


def number_name(kind: str) -> str:
    """Return what a number of a member is called."""
    return label_of(NumberKind, kind)


def sex_name(sex: str) -> str:
    """Return a sex in words."""
    return label_of(Sex, sex)


def ethnicity_name(code: str) -> str:
    """Return an ethnic group by its name."""
    return _named(ethnicities().get(code), code)


def religion_name(code: str) -> str:
    """Return a religion by its name."""
    return _named(religions().get(code), code)


def attribute_name(kind: str) -> str:
    """Return what a dated attribute is called."""
    return _named(attribute_kinds().get(kind), kind)


def attribute_value(kind: str, value: str) -> str:
    """Return a value of an attribute in words; words stay as they are."""
    known = attribute_kinds().get(kind)
    return _named(known.values.get(value) if known else None, value)


def record_name(known: RecordGroup | RecordField) -> str:
    """Return the name of a group of the record, or of a field of one."""
    return _named(known, known.code)


def _named(known: object, code: str) -> str:
    """Return the name of a listed thing in the language of the page, or its code."""
    if known is None:
        return code
    english = (get_language() or "").startswith("en")
    return str(getattr(known, "name_en" if english else "name"))
