"""Say what is wrong with the layout of a form, in the words of its rows and columns."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.layouts.phrases.cells import TIMES
from dangbo.reports.phrases import dimension_name
from dangbo.rules.form_faults import Fault
from dangbo.rules.form_layouts import MOST_CHECKS, MOST_COLUMNS, MOST_INDENT, MOST_ROWS, Layout

WORDS: Final[Mapping[str, Promise]] = {
    "no_name": lazy("Biểu chưa có tên."),
    "no_rows": lazy("Biểu chưa có dòng nào."),
    "no_columns": lazy("Biểu chưa có cột nào."),
    "too_many_rows": lazy("Quá nhiều dòng (nhiều nhất %(most)s)."),
    "too_many_columns": lazy("Quá nhiều cột (nhiều nhất %(most)s)."),
    "too_many_checks": lazy("Quá nhiều phép kiểm tra (nhiều nhất %(most)s)."),
    "bad_key": lazy("Mã “%(first)s” chỉ gồm chữ thường không dấu, chữ số và gạch dưới."),
    "twice": lazy("Mã “%(first)s” dùng hai lần; mỗi dòng, mỗi cột một mã riêng."),
    "no_title": lazy("Chưa có tên."),
    "bad_indent": lazy("Mức thụt vào từ 0 đến %(most)s."),
    "no_such_cell": lazy("Ô riêng nằm ở dòng hoặc cột không có."),
    "unknown_indicator": lazy("Không có chỉ tiêu “%(first)s”."),
    "says_nothing": lazy("Dòng và cột chưa nói ô này lấy chỉ tiêu nào."),
    "too_many_ways": lazy("Phân tích theo quá hai cách, hoặc hai lần một cách: %(all)s."),
    "wrong_way": lazy("Chỉ tiêu “%(second)s” không phân tích được theo %(way)s."),
    "unknown_part": lazy("%(way)s không có mức “%(second)s”."),
    "wrong_time": lazy("Chỉ tiêu “%(second)s” không lấy được số %(time)s."),
    "no_period": lazy("Biểu một ngày không lấy được số trong kỳ hoặc đầu kỳ của “%(first)s”."),
    "two_indicators": lazy("Dòng lấy chỉ tiêu “%(first)s”, cột lấy “%(second)s”: giữ một."),
    "two_times": lazy("Dòng và cột lấy số của hai thời điểm khác nhau: giữ một."),
    "unreadable": lazy("Không đọc được công thức “%(first)s”, từ chỗ “%(second)s”."),
    "unknown_name": lazy("Công thức nhắc đến “%(first)s”, không có dòng, cột nào mã như vậy."),
    "loop": lazy("Công thức đi vòng tròn: %(path)s."),
    "rests_on_blank": lazy("Công thức lấy ô để trống %(first)s."),
    "follows_twice": lazy(
        "Dòng “%(first)s” đã lấy từng tổ chức trực thuộc; cột không lấy thêm được nữa."
    ),
    "follows_alone": lazy(
        "“%(first)s” là nhiều tổ chức: trong công thức chỉ cộng được, viết SUM(%(first)s)."
    ),
    "unknown_sign": lazy("Không có phép so sánh “%(first)s”."),
}
MOST: Final[Mapping[str, int]] = {
    "too_many_rows": MOST_ROWS,
    "too_many_columns": MOST_COLUMNS,
    "too_many_checks": MOST_CHECKS,
    "bad_indent": MOST_INDENT,
}


def fault_words(fault: Fault) -> str:
    """Say what is wrong, apart from where."""
    first, second = (*fault.names, "", "")[:2]
    time = TIMES.get(first, "")
    facts = {
        "first": first,
        "second": second,
        "way": dimension_name(first),
        "time": time,
        "all": ", ".join(map(dimension_name, fault.names)),
        "path": " → ".join(fault.names),
        "most": MOST.get(fault.code, ""),
    }
    return str(WORDS[fault.code]) % facts


def place_words(layout: Layout, fault: Fault) -> str:
    """Say where something is wrong: by the titles, or where there is none by the keys."""
    if fault.check is not None:
        return _("Kiểm tra %(number)s") % {"number": fault.check + 1}
    rows = {each.key: each.title or each.key for each in layout.rows}
    columns = {each.key: each.title or each.key for each in layout.columns}
    words = []
    if fault.row:
        words.append(_("dòng “%(name)s”") % {"name": rows.get(fault.row, fault.row)})
    if fault.column:
        words.append(_("cột “%(name)s”") % {"name": columns.get(fault.column, fault.column)})
    told = ", ".join(words)
    return told[:1].upper() + told[1:]
