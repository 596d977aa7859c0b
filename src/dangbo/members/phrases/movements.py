"""Name the lines of the table of movements."""

from typing import Final

from django.utils.translation import gettext_lazy as _

LINES: Final = {
    "admitted": _("Kết nạp"),
    "readmitted": _("Kết nạp lại"),
    "restored": _("Khôi phục quyền đảng viên"),
    "moved_in": _("Chuyển đến (cá nhân)"),
    "moved_in_with_org": _("Chuyển đến cùng tổ chức"),
    "moved_out": _("Chuyển đi (cá nhân)"),
    "moved_out_with_org": _("Chuyển đi cùng tổ chức"),
    "struck_off": _("Xóa tên"),
    "resigned": _("Xin ra khỏi Đảng"),
    "expelled": _("Khai trừ"),
    "died": _("Từ trần"),
    "cancelled": _("Hủy quyết định kết nạp"),
    "recognised": _("Công nhận chính thức"),
    "entered": _("Ghi nhận trong kỳ, không rõ từ đâu đến"),
    "unexplained": _("Không có biến động nào giải thích được"),
}


def line_name(code: str) -> str:
    """Return what a line of the table of movements is called."""
    return str(LINES.get(code, code))
