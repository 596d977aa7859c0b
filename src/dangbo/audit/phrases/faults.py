"""Say in words which row of a log does not hold."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.ui.parts import Text

TABLES: Final[Mapping[str, Text]] = {
    "audit_act": lazy("nhật ký các việc (audit_act)"),
    "audit_access": lazy("nhật ký lượt xem (audit_access)"),
    "audit_closing": lazy("sổ chốt (audit_closing)"),
    "audit_payload": lazy("nội dung lớn (audit_payload)"),
}
HOW: Final[Mapping[str, Text]] = {
    "altered": lazy("%(table)s: dòng %(seq)s không như lúc ghi: bị sửa hoặc bị chèn vào."),
    "missing": lazy("%(table)s: mất dòng %(seq)s."),
    "missing_many": lazy("%(table)s: mất các dòng %(seq)s đến %(last)s."),
    "payload": lazy("%(table)s: nội dung lớn của dòng %(seq)s (%(text)s) bị sửa hoặc bị mất."),
    "uncited": lazy("%(table)s: nội dung lớn %(text)s không thuộc việc nào: bị chèn vào."),
    "replaced": lazy(
        "%(table)s: các dòng %(seq)s đến %(last)s không phải những dòng đã chốt ngày %(day)s:"
        " đã bị viết lại."
    ),
    "cut": lazy(
        "%(table)s: mất các dòng cuối, %(seq)s đến ít nhất %(last)s, đã chốt ngày %(day)s."
    ),
}


def fault_words(fault: Any) -> str:
    """Return in one sentence what is wrong with which row."""
    how = fault.how
    if how == "missing" and fault.last > fault.seq:
        how = "missing_many"
    return str(HOW[how]) % {
        "table": TABLES[fault.table],
        "seq": fault.seq,
        "last": fault.last,
        "text": fault.text,
        "day": format_day(fault.day) if fault.day else _("không rõ"),
    }
