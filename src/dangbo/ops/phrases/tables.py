"""Name the tables that hold something about a person, as a report for that person has them."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext_lazy as _

from dangbo.ui.parts import Text

TABLES: Final[Mapping[str, Text]] = {
    "cases.Case": _("Hồ sơ kết nạp, chuyển đảng"),
    "cases.CaseDocument": _("Giấy tờ trong hồ sơ"),
    "cases.Step": _("Bước của hồ sơ"),
    "honours.Badge": _("Huy hiệu Đảng"),
    "honours.CardIssue": _("Thẻ đảng viên"),
    "intake.Provenance": _("Danh sách đã nhập"),
    "members.Attribute": _("Trình độ, chức danh và mục khác"),
    "members.Event": _("Việc đã ghi"),
    "members.Identity": _("Họ tên, ngày sinh"),
    "members.Merge": _("Nhập hồ sơ trùng"),
    "members.Number": _("Số căn cước và số khác"),
    "members.Posting": _("Nơi sinh hoạt"),
    "members.Sheet": _("Các nhóm của phiếu đảng viên"),
    "members.Standing": _("Tư cách đảng viên"),
    "posts.Declaration": _("Kê khai tài sản"),
    "posts.Entry": _("Việc về chức vụ, quy hoạch"),
    "posts.Plan": _("Quy hoạch"),
    "posts.Post": _("Chức vụ"),
    "quality.Confirmation": _("Xác nhận hồ sơ"),
    "quality.NotSame": _("Ghi nhận không phải cùng một người"),
    "rights.Grant": _("Quyền trong phần mềm"),
    "carried": _("Nghị quyết, quyết định mà người này đi theo tổ chức"),
    "drafts": _("Bản soạn có nhắc đến"),
    "journal": _("Việc trong nhật ký"),
    "lists": _("Danh sách nạp vào"),
    "organisations": _("Tổ chức được nhắc đến theo số"),
    "readings": _("Ai đã xem"),
    "stated": _("Điều niêm phong trong nhật ký"),
}


def table_name(label: str) -> str:
    """Return what a table is called; its label where no words are held."""
    return str(TABLES.get(label, label))
