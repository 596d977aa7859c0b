"""Say why two records of one person cannot be merged, or parted again, and what to do first."""

from typing import Final

from django.utils.translation import gettext_lazy as _

MERGE_TEXTS: Final = {
    "PERSON_MERGED": _(
        "Hồ sơ mang khóa “%(key)s” đã nhập vào hồ sơ của %(person)s. Ghi việc này cho hồ sơ đó."
    ),
    "MERGE_SAME": _("Hai hồ sơ là một. Chọn hai hồ sơ khác nhau."),
    "MERGE_UNKNOWN": _("Không tìm thấy hồ sơ mang khóa “%(key)s”. Chọn lại hồ sơ."),
    "MERGE_GONE_ALREADY": _("Hồ sơ mang khóa “%(key)s” đã nhập vào hồ sơ khác. Chọn hồ sơ khác."),
    "MERGE_INTO_GONE": _(
        "Hồ sơ giữ lại (khóa “%(key)s”) đã nhập vào hồ sơ khác. Chọn chính hồ sơ còn lại đó."
    ),
    "MERGE_FORGOTTEN": _(
        "Một trong hai hồ sơ đã bị hủy khóa bảo mật nên không đọc được để nhập hay tách."
    ),
    "MERGE_INVENTED": _(
        "Một hồ sơ là số liệu minh họa, hồ sơ kia là thật. Chỉ nhập hai hồ sơ cùng loại."
    ),
    "MERGE_EVENT_UNKNOWN": _(
        "Việc được chọn bỏ (nhật ký số %(act)s) không còn trong hai hồ sơ. Tải lại trang."
    ),
    "MERGE_DROPS_WHO": _(
        "Việc “%(change)s” ngày %(on)s cho biết %(person)s là ai nên không bỏ được. "
        "Giữ hồ sơ kia, hoặc đính chính việc này trước."
    ),
    "MERGE_NUMBERS": _(
        "%(person)s và %(other)s đang mang hai giá trị khác nhau: %(kind)s. "
        "Chọn bỏ một trong hai lần ghi."
    ),
    "MERGE_REPEATS": _("Hồ sơ giữ lại đã ghi việc này. Nên bỏ lần ghi của hồ sơ kia."),
    "MERGE_HOLDS_POST": _(
        "Hồ sơ nhập đi còn %(count)s lần ghi chức vụ. Hủy các lần ghi đó rồi ghi lại cho hồ sơ "
        "giữ lại."
    ),
    "MERGE_PLANNED": _(
        "Hồ sơ nhập đi còn %(count)s lần ghi quy hoạch. Hủy các lần ghi đó rồi ghi lại cho hồ sơ "
        "giữ lại."
    ),
    "MERGE_DECLARES": _(
        "Hồ sơ nhập đi còn %(count)s bản kê khai tài sản đang theo dõi. Hủy các lần ghi đó rồi "
        "ghi lại cho hồ sơ giữ lại."
    ),
    "MERGE_OPEN_CASE": _(
        "Hồ sơ nhập đi còn %(count)s hồ sơ công việc đang giải quyết. Kết thúc hoặc hủy trước khi "
        "nhập."
    ),
    "MERGE_BADGE": _(
        "Hồ sơ nhập đi còn %(count)s lần tặng huy hiệu Đảng. Hủy các lần ghi đó rồi ghi lại cho "
        "hồ sơ giữ lại."
    ),
    "MERGE_CARD": _(
        "Hồ sơ nhập đi còn %(count)s lần cấp, đổi hoặc thu thẻ. Hủy các lần ghi đó rồi ghi lại "
        "cho hồ sơ giữ lại."
    ),
    "UNMERGE_UNKNOWN": _("Nhật ký số %(act)s không phải việc nhập hai hồ sơ. Tải lại trang."),
    "UNMERGE_ALREADY": _("Việc nhập này đã được tách lại (nhật ký số %(by)s). Tải lại trang."),
    "UNMERGE_LATER_FIRST": _(
        "Sau đó còn một lần nhập liên quan (nhật ký số %(act)s). Tách lần nhập đó trước."
    ),
}
