"""Say in words what the logs tell."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dangbo.audit.enums import AccessCode
from dangbo.rules.rights import roles_on
from dangbo.ui.parts import Text

ACTS: Final[Mapping[str, Text]] = {
    "cases.document_added": _("Thêm giấy tờ vào hồ sơ"),
    "cases.document_voided": _("Bỏ giấy tờ khỏi hồ sơ"),
    "cases.opened": _("Mở hồ sơ"),
    "cases.step_taken": _("Ghi bước của hồ sơ"),
    "cases.step_undone": _("Hủy bước của hồ sơ"),
    "history.arrived": _("Ghi biên nhận bàn giao"),
    "history.corrected": _("Nạp lại tệp lịch sử đã sửa"),
    "history.handed_over": _("Bàn giao tổ chức"),
    "history.loaded": _("Nạp tệp lịch sử"),
    "history.received": _("Tiếp nhận tổ chức"),
    "honours.decided": _("Ghi huy hiệu, thẻ đảng"),
    "honours.voided": _("Hủy lần ghi huy hiệu, thẻ đảng"),
    "intake.taken": _("Nhập danh sách đảng viên"),
    "layouts.confirmed": _("Xác nhận bố cục biểu mẫu"),
    "layouts.discarded": _("Bỏ bản nháp biểu mẫu"),
    "layouts.drafted": _("Lưu nháp biểu mẫu"),
    "layouts.published": _("Ban hành biểu mẫu"),
    "layouts.unconfirmed": _("Bỏ xác nhận bố cục biểu mẫu"),
    "layouts.withdrawn": _("Thôi dùng biểu mẫu"),
    "letters.template_changed": _("Sửa mẫu văn bản"),
    "members.decided": _("Ghi việc về đảng viên"),
    "members.merged": _("Nhập hai hồ sơ của một người"),
    "members.redated": _("Sửa ngày của việc về đảng viên"),
    "members.unmerged": _("Tách lại hai hồ sơ đã nhập"),
    "members.voided": _("Hủy việc về đảng viên"),
    "ops.person_forgotten": _("Hủy khóa của một người"),
    "orgs.alias": _("Ghi tên gọi khác của tổ chức"),
    "orgs.corrected": _("Đính chính nhiều quyết định"),
    "orgs.decided": _("Ghi quyết định về tổ chức"),
    "orgs.redated": _("Sửa ngày của quyết định"),
    "orgs.reinstated": _("Khôi phục quyết định"),
    "orgs.voided": _("Hủy quyết định"),
    "papers.amended": _("Sửa thông tin văn bản"),
    "papers.file_attached": _("Đính kèm tệp"),
    "papers.file_removed": _("Gỡ tệp"),
    "papers.recorded": _("Ghi văn bản"),
    "places.recorded": _("Ghi nơi đặt trụ sở của tổ chức"),
    "places.voided": _("Bỏ một nơi đặt trụ sở đã ghi"),
    "posts.decided": _("Ghi chức vụ, cấp ủy"),
    "posts.redated": _("Sửa ngày của việc về chức vụ"),
    "posts.voided": _("Hủy việc về chức vụ"),
    "quality.confirmed": _("Xác nhận hồ sơ không có gì thay đổi"),
    "quality.confirmed_voided": _("Bỏ xác nhận hồ sơ"),
    "quality.not_same": _("Ghi nhận hai hồ sơ là hai người"),
    "quality.not_same_voided": _("Bỏ ghi nhận hai hồ sơ là hai người"),
    "returns.confirmed": _("Xác nhận số liệu báo cáo"),
    "returns.filled": _("Điền số vào báo cáo"),
    "returns.period_dropped": _("Bỏ một kỳ báo cáo đã đặt"),
    "returns.period_set": _("Đặt một kỳ báo cáo"),
    "returns.received": _("Nhận báo cáo"),
    "returns.reminded": _("Nhắc gửi báo cáo"),
    "returns.reopened": _("Mở lại báo cáo"),
    "returns.sent": _("Gửi báo cáo lên cấp trên"),
    "returns.sent_back": _("Trả lại báo cáo"),
    "returns.taken_up": _("Lấy lại báo cáo để sửa"),
    "rights.granted": _("Giao quyền"),
    "rights.lent": _("Ủy quyền cho người khác"),
    "rights.seen_as": _("Xem như vai trò khác"),
    "rights.withdrawn": _("Thu quyền"),
    "sealed.noted": _("Việc trong hồ sơ kín"),
}
KINDS: Final[Mapping[str, Text]] = {
    "access": _("Dòng nhật ký"),
    "account": _("Tài khoản"),
    "act": _("Việc đã ghi"),
    "award": _("Huy hiệu, thẻ đảng"),
    "case": _("Hồ sơ"),
    "file": _("Tệp"),
    "intake": _("Danh sách nạp vào"),
    "log": _("Nhật ký"),
    "member": _("Đảng viên"),
    "org": _("Tổ chức"),
    "page": _("Trang"),
    "paper": _("Văn bản"),
    "post": _("Chức vụ"),
    "sealed": _("Hồ sơ kín"),
}


def act_words(code: str) -> Text:
    """Return what kind of act a code means; the code itself where no words are held."""
    return ACTS.get(code, code)


def role_words(roles: str, *, on: date) -> str:
    """Return the names of the roles in which something was done; `roles` are their codes."""
    known = roles_on(on).roles
    in_english = (get_language() or "vi").startswith("en")
    told = [known.get(code, code) for code in filter(None, roles.split(", "))]
    return ", ".join(
        each if isinstance(each, str) else each.name_en if in_english else each.name
        for each in told
    )


def access_words(code: str) -> Text:
    """Return what kind of access a code means."""
    return AccessCode(code).label if code in AccessCode.values else code


def kind_words(kind: str) -> Text:
    """Return what kind of subject was looked at."""
    return KINDS.get(kind, kind)
