"""Say what stands in a cell of a form, and why nothing does."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.numbers import format_number
from dangbo.reports.phrases import code_name, dimension_name, name_of, unit_name
from dangbo.rules.form_filling import PER_CENT, rounded
from dangbo.rules.form_layouts import Blank, Content, Figure, Formula, Typed
from dangbo.rules.indicators import Indicator

Named = Mapping[str, Indicator]
PERIODS: Final[Mapping[str, Promise]] = {
    "half_year": lazy("6 tháng"),
    "year": lazy("năm"),
    "quarter": lazy("quý"),
    "term": lazy("nhiệm kỳ đại hội"),
    "set": lazy("kỳ do cơ quan đặt"),
    "day": lazy("một ngày"),
}
TIMES: Final[Mapping[str, Promise]] = {
    "closing": lazy("cuối kỳ"),
    "opening": lazy("đầu kỳ"),
    "period": lazy("trong kỳ"),
}
VERDICTS: Final[Mapping[str, Promise]] = {
    "holds": lazy("Đúng"),
    "fails": lazy("Sai"),
    "unknown": lazy("Chưa kiểm được"),
}
REASONS: Final[Mapping[str, Promise]] = {
    "not_typed": lazy("nhập tay"),
    "not_standing": lazy("tổ chức không hoạt động"),
    "not_yet_standing": lazy("đầu kỳ chưa thành lập"),
    "no_longer_standing": lazy("cuối kỳ đã kết thúc"),
    "may_not_read": lazy("không có quyền xem"),
    "no_part": lazy("không có mức này vào ngày ấy"),
    "nothing_counted": lazy("không có gì để tính"),
    "divided_by_zero": lazy("chia cho 0"),
    "rests_on": lazy("thiếu số ở ô khác"),
    "loop": lazy("công thức vòng tròn"),
    "faulty": lazy("bố cục sai"),
}


def reason_words(reason: str) -> str:
    """Say why a cell has no value, or what its value leaves out; nothing of a blank one."""
    return str(REASONS.get(reason, ""))


def period_name(period: str) -> str:
    """Return how long the time of a form is."""
    return str(PERIODS[period])


def verdict_name(verdict: str) -> str:
    """Say whether a check sum holds."""
    return str(VERDICTS[verdict])


def cell_words(value: Fraction | None, unit: str) -> str:
    """Return the value of a cell as it is shown: a percentage says so."""
    if value is None:
        return ""
    written = format_number(rounded(value))
    return f"{written}\N{NO-BREAK SPACE}%" if unit == PER_CENT else written


def unit_words(unit: str) -> str:
    """Return in what a cell is counted."""
    return unit_name(unit) if unit else ""


def said_by(content: Content, indicators: Named, on: date) -> str:
    """Return what a row, a column or a cell says, in one line."""
    if isinstance(content, Formula):
        return _("Công thức: %(formula)s") % {"formula": content.text}
    if isinstance(content, Typed):
        return _("Nhập tay")
    if isinstance(content, Blank):
        return _("Để trống")
    return "; ".join(_figure_words(content, indicators, on))


def _figure_words(figure: Figure, indicators: Named, on: date) -> list[str]:
    found = []
    if figure.indicator:
        known = indicators.get(figure.indicator)
        found.append(name_of(known) if known else figure.indicator)
    for way, code in figure.parts:
        found.append(f"{dimension_name(way)}: {code_name(way, code, on)}")
    if figure.time:
        found.append(str(TIMES[figure.time]))
    return found
