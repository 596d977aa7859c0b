"""Name the steps of a member's course that no event of the member's own states."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from dangbo.members.phrases.names import change_name

STEPS: Final = {
    "carried": _("Chuyển cùng tổ chức"),
    "carried_temporarily": _("Nơi sinh hoạt tạm thời thay đổi theo tổ chức"),
    "temporary_ended": _("Hết sinh hoạt tạm thời do tổ chức thay đổi"),
    "voided": _("Hủy nội dung đã ghi"),
    "merged": _("Nhập hai hồ sơ làm một"),
    "parted": _("Tách lại hai hồ sơ đã nhập"),
    "redated": _("Sửa ngày của nội dung đã ghi"),
}


def step_name(change: str) -> str:
    """Return what a step of a course is called."""
    return str(STEPS[change]) if change in STEPS else change_name(change)
