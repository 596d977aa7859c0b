"""Say what is wrong with the file of a decision, where, and what to do."""

from collections.abc import Mapping
from typing import Any, Final, Protocol

from django.utils.translation import gettext_lazy as _

TEXTS: Final = {
    "TOO_LARGE": _("Tệp lớn hơn %(most)s MB. Chia quyết định thành nhiều tệp."),
    "NOT_UTF8": _("Tệp không phải UTF-8. Lưu lại tệp với mã UTF-8."),
    "SYNTAX": _("Không đọc được (%(words)s). Sửa dấu câu hoặc cách thụt dòng."),
    "TOO_DEEP": _("Lồng nhau quá sâu. Viết lại theo mẫu."),
    "ALIAS": _("Không dùng được dấu & và * của YAML. Viết đủ giá trị ra."),
    "EMPTY": _("Tệp không có gì. Viết ít nhất «on» và «changes»."),
    "UNKNOWN_FIELD": _("Không có trường «%(text)s». Bỏ đi%(hint)s."),
    "UNKNOWN_CHANGE": _("Không có loại thay đổi «%(text)s». Dùng loại trong danh mục%(hint)s."),
    "UNKNOWN_PART": _("«%(text)s» phải là whole (toàn bộ) hoặc part (một phần)."),
    "UID_AND_MORE": _("Văn bản đã có «uid» thì không ghi gì thêm. Bỏ «uid», hoặc bỏ phần kia."),
    "TWICE": _("Trường này được ghi hai lần. Giữ lại một."),
    "NOT_A_TEXT": _("Chỗ này phải là một dòng chữ, không phải danh sách hay nhóm trường."),
    "NOT_A_LIST": _("Chỗ này phải là danh sách. Viết mỗi mục một dòng, bắt đầu bằng «- »."),
    "NOT_A_MAPPING": _("Chỗ này phải là nhóm trường «tên: giá trị»."),
    "NOT_A_FLAG": _("«%(text)s» phải là true hoặc false."),
    "UNKNOWN_ORG": _("Sổ không có tổ chức nào có khóa «%(text)s». Sửa khóa%(hint)s."),
}


class Problem(Protocol):
    """What is wrong with a file."""

    @property
    def code(self) -> str:
        """Name what is wrong."""

    @property
    def where(self) -> str:
        """Name the field it is in."""

    @property
    def line(self) -> int:
        """Count the lines up to it, 0 where that is not known."""

    @property
    def facts(self) -> Mapping[str, Any]:
        """Say more."""


def problem_text(problem: Problem) -> str:
    """Return what is wrong in words, with what to do."""
    values = {name: str(value) for name, value in problem.facts.items()}
    near = values.get("near", "")
    values["hint"] = str(_(", hoặc dùng «%(near)s»") % {"near": near}) if near else ""
    return str(TEXTS[problem.code]) % values


def problem_line(problem: Problem, name: str) -> str:
    """Return one line: the file, the line, the field, and what is wrong."""
    place = f"{name}:{problem.line}" if problem.line else name
    return ": ".join(filter(None, (place, problem.where, problem_text(problem))))
