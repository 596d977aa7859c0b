"""Hold the words for published figures, congresses and notes."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dangbo.base.numbers import format_number
from dangbo.rules.verdicts import Finding

SECTIONS: Final[Mapping[str, Promise]] = {
    "sources": _("nguồn"),
    "papers": _("văn bản"),
    "organisations": _("tổ chức đưa vào sổ"),
    "aliases": _("tên gọi khác"),
    "decisions": _("quyết định"),
    "places": _("nơi đặt trụ sở"),
    "congresses": _("Đại hội"),
    "leaders": _("cán bộ được nêu tên"),
    "figures": _("số liệu công bố"),
    "notes": _("ghi chú"),
}
CONGRESS_KINDS: Final[Mapping[str, Promise]] = {
    "dai_bieu": _("Đại hội đại biểu"),
    "toan_the": _("Đại hội toàn thể đảng viên"),
    "": _("Đại hội"),
}
FLAGS: Final[Mapping[str, Promise]] = {
    "malformed": _("in sai"),
    "rounded": _("làm tròn"),
    "reading": _("có cách hiểu riêng"),
    "conflict": _("trái với số khác"),
}
NOTES: Final[Mapping[str, Promise]] = {
    "end_not_known": _("Không rõ ngày kết thúc"),
    "gap_not_known": _("Không rõ những lúc gián đoạn"),
    "day_from_context": _("Ngày suy từ ngữ cảnh"),
    "reconciliation": _("Đối chiếu số liệu"),
    "congress_numbers": _("Số thứ tự Đại hội"),
    "contact": _("Liên hệ"),
    "plan": _("Dự định"),
    "alias": _("Tên gọi khác"),
    "old_name_in_source": _("Nguồn dùng tên cũ"),
    "typing_errors": _("Nguồn in sai chữ"),
    "rating_scale": _("Thang xếp loại"),
    "not_derivable": _("Không suy ra được"),
}
SENTENCES: Final[Mapping[str, Promise]] = {
    "MALFORMED": _("%(name)s: nguồn in sai, được hiểu là %(value)s."),
    "IMPOSSIBLE": _("%(name)s: %(value)s là số không thể có."),
    "CONFLICT": _("%(name)s: cùng thời điểm nhưng hai số trái nhau, %(value)s và %(other_value)s."),
    "AGREES": _("%(name)s: %(value)s và %(other_value)s khớp nhau."),
    "SUM": _("%(name)s: %(parts)s = %(added)s, khác với %(total)s đã công bố."),
    "SUM_AGREES": _("%(name)s: %(total)s = %(parts)s."),
    "SHARE": _(
        "%(name)s: %(part)s / %(base)s = %(percent)s %%, khác với %(stated)s %% đã công bố."
    ),
    "SHARE_AGREES": _("%(name)s: %(part)s / %(base)s = %(percent)s %%, khớp với %(stated)s %%."),
    "SHARE_WORKED_OUT": _("%(name)s: %(part)s / %(base)s = %(percent)s %%."),
    "WITHIN": _("%(name)s: %(value)s nhiều hơn toàn bộ (%(other_value)s)."),
    "LEFT_OVER": _(
        "%(name)s: %(before)s + %(came)s = %(expected)s, công bố %(stated)s: còn %(left)s chưa rõ."
    ),
    "LEFT_OVER_ABOUT": _(
        "%(name)s: %(before)s + %(came)s = khoảng %(expected)s, công bố khoảng %(stated)s: "
        "còn khoảng %(left)s chưa rõ."
    ),
    "REGISTER_DIFFERS": _("%(name)s: công bố %(value)s, sổ đếm được %(computed)s."),
}
NUMBERS: Final = frozenset(
    {
        "value",
        "other_value",
        "total",
        "added",
        "part",
        "base",
        "percent",
        "stated",
        "before",
        "expected",
        "left",
        "computed",
    }
)
LISTS: Final = frozenset({"parts", "came"})


def figure_sentence(finding: Finding, name: str) -> str:
    """Say what figures say of each other; `name` is what they count."""
    code = finding.code
    if code == "LEFT_OVER" and not finding.fact("exact"):
        code = "LEFT_OVER_ABOUT"
    values = {key: str(value) for key, value in finding.facts}
    for key in values.keys() & NUMBERS:
        values[key] = _number(values[key])
    for key in values.keys() & LISTS:
        values[key] = " + ".join(_number(each) for each in values[key].split(" + "))
    return str(SENTENCES[code]) % {**values, "name": name}


def _number(text: str) -> str:
    return format_number(Decimal(text)) if text else "?"
