"""Say what is wrong with a pasted list or table, or with one of its rows, and what to do."""

from typing import Final

from django.utils.translation import gettext_lazy as _

# What keeps a list or a file from being read at all.
UNREADABLE: Final = {
    "TOO_MANY_LINES": _(
        "Danh sách có %(lines)s dòng, nhiều hơn %(limit)s dòng. Chia thành nhiều lần dán."
    ),
    "SHEET_EMPTY": _("Bảng không có dòng nào. Dán lại, hoặc chọn tệp khác."),
    "SHEET_TOO_LONG": _("Bảng có hơn %(limit)s dòng. Chia thành nhiều tệp."),
    "SHEET_TOO_WIDE": _("Bảng rộng quá: nhiều cột trống hoặc ô cách xa nhau. Xóa phần thừa."),
    "SHEET_NOT_WORKBOOK": _("Tệp này không phải bảng Excel (.xlsx) hay CSV. Chọn tệp khác."),
    "SHEET_OLD_FORMAT": _("Tệp .xls là dạng Excel cũ. Mở bằng Excel rồi lưu thành .xlsx."),
    "SHEET_LOCKED": _("Tệp Excel này có mật khẩu. Bỏ mật khẩu rồi tải lên lại."),
    "SHEET_BROKEN": _("Tệp bị hỏng nên không đọc hết được. Mở bằng Excel, lưu lại rồi tải lên."),
    "SHEET_NOT_TEXT": _("Không đọc được chữ trong tệp này. Lưu thành .xlsx rồi tải lên lại."),
    "SHEET_UNPACKS_TOO_LARGE": _("Tệp bung ra lớn quá. Bỏ hình ảnh, trang tính thừa rồi lưu lại."),
    "NO_TABLE": _("Chưa có bảng nào. Dán bảng, hoặc chọn một tệp Excel hay CSV."),
}
# What is worth knowing of a table that was read.
REMARKS: Final = {
    "NO_HEADINGS": _("Không thấy dòng tiêu đề. Chọn mỗi cột là gì ở trên."),
    "SHEET_HIDDEN_ROWS": _("Bỏ qua %(count)s dòng đang ẩn trong Excel."),
    "SHEET_BLANK_ROWS": _("Bỏ qua %(count)s dòng trống."),
    "SHEET_MERGED_CELLS": _(
        "Có %(count)s vùng ô gộp: giá trị chỉ nằm ở ô đầu. Bấm «Điền xuống ô trống» nếu cần."
    ),
    "SHEET_OTHER_TABS": _("Chỉ đọc trang tính «%(tab)s»; còn %(count)s trang tính khác."),
    "LEGACY_CODING_ROWS": _(
        "%(count)s dòng có chữ gõ bằng bảng mã cũ (TCVN3 hoặc VNI). Bấm «Chuyển sang Unicode»."
    ),
    "ZEROS_EATEN_ROWS": _(
        "%(count)s dòng có mã có thể đã mất số 0 ở đầu. "
        "Định dạng cột mã là văn bản trong Excel, hoặc sửa từng ô."
    ),
    "COLUMN_MISSING": _("Chưa rõ cột nào là «%(field)s». Chọn cột ở trên."),
}
# What is wrong with a row, or doubtful.
ROWS: Final = {
    "ORG_KIND_UNKNOWN": _("Không có loại hình «%(text)s» trong danh mục. Chọn một loại hình."),
    "PART_UNKNOWN": _("«%(text)s» không nói rõ toàn bộ hay một phần. Sửa lại."),
    "CELL_ERROR": _("Ô «%(field)s» là lỗi công thức %(text)s. Sửa trong Excel, hoặc gõ lại."),
    "CELL_FORMULA": _("Ô «%(field)s» là công thức chứ không phải giá trị. Gõ lại giá trị."),
    "CELL_IS_DAY": _(
        "Ô «%(field)s» bị Excel đổi thành ngày (%(text)s). Gõ lại giá trị đúng, ví dụ 10.1."
    ),
    "TOO_LONG_CELL": _("Ô «%(field)s» dài quá. Rút ngắn lại."),
    "KEY_TAKEN": _("Khóa «%(key)s» đã có tổ chức dùng. Đổi khóa, hoặc để trống."),
    "ROWS_CONTRADICT": _("Trái với dòng %(rows)s về cùng một tổ chức. Giữ lại một dòng."),
    "RESULT_TWICE": _(
        "Các dòng %(rows)s nêu «%(field)s» khác nhau cho cùng một tổ chức mới. Sửa cho giống nhau."
    ),
    "MERGE_OF_ONE_ROW": _("Chỉ có một tổ chức nguồn: hợp nhất cần từ hai. Thêm dòng, hoặc bỏ đi."),
    "SUPERIORS_IN_A_CIRCLE": _("Các tổ chức mới trực thuộc lẫn nhau thành vòng. Sửa cấp trên."),
    "GROUP_WAITS": _("Chờ dòng %(row)s, thuộc cùng một thay đổi. Sửa hoặc bỏ dòng đó."),
    "SUPERIOR_WAITS": _("Chờ dòng %(row)s, là cấp trên mới. Sửa hoặc bỏ dòng đó."),
    "LEGACY_CODING": _("Ô «%(field)s» có vẻ gõ bằng bảng mã cũ."),
    "ZEROS_EATEN": _("«%(text)s» có thể đã mất số 0 ở đầu."),
    "LOOSELY_MEANT": _("«%(text)s» chỉ khớp một phần tên. Xem lại tổ chức ở bên cạnh."),
}
PASTED: Final = {**UNREADABLE, **REMARKS, **ROWS}
