"""Say what the sorts of things are called that are kept for a time."""

from typing import Final

from django.utils.translation import gettext_lazy as _

KEPT: Final = {
    "draft_discarded": _("Bản soạn quyết định đã bỏ"),
    "draft_left": _("Bản soạn quyết định để lâu không sửa"),
    "notice_seen": _("Thông báo đã xem"),
    "list_left": _("Danh sách nạp dở (sẽ bỏ, dòng thô được quên)"),
    "list_given_up": _("Danh sách nạp đã bỏ"),
    "list_taken": _("Dòng thô của danh sách đã nhập"),
    "session_ended": _("Phiên đăng nhập đã hết hạn"),
    "access_logged": _("Nhật ký truy cập"),
}
