"""Name the printed form: its fields, values to try it with, the template that comes with it."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dangbo.rules.letter_filling import Value
from dangbo.rules.letters import Table

KEY: Final = "statistical_form"
TITLE: Final = _("Biểu thống kê")
FIELDS: Final[Mapping[str, Promise]] = {
    "superior": _("tổ chức cấp trên"),
    "issuer": _("tổ chức lập biểu"),
    "name": _("tên biểu"),
    "time": _("kỳ, hoặc ngày của số liệu"),
    "layout": _("phiên bản của bố cục, và bố cục đã xác nhận hay chưa"),
    "rows": _("bảng số liệu"),
    "checks": _("những phép kiểm tra không đúng"),
    "notes": _("ghi chú của các ô"),
}
SAMPLE: Final[Mapping[str, Value]] = {
    "superior": "Đảng ủy tỉnh Ví Dụ",
    "issuer": "Đảng ủy Khối Ví Dụ",
    "name": "Biến động đội ngũ đảng viên",
    "time": "Từ 01/01/2026 đến hết 30/06/2026",
    "layout": "Phiên bản 1; bố cục chưa xác nhận",
    "rows": Table(
        heads=("Nội dung", "Tổng số", "Chính thức"),
        rows=(("Số đảng viên đầu kỳ", "120", "112"), ("Số đảng viên cuối kỳ", "124", "115")),
        widths=(3.0, 1.0, 1.0),
        figures=1,
    ),
    "checks": "",
    "notes": "",
}
DEFAULT: Final = """cấp trên: {superior}
cơ quan: {issuer}
loại: BIỂU THỐNG KÊ
trích yếu: {name}
---
> {time}

{rows}

? Kiểm tra: {checks}.
? Ghi chú: {notes}.
{layout}.
---
chức vụ: NGƯỜI LẬP BIỂU
"""
