"""Say in words which day a question means."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.rules.question_days import DayWord

AGO: Final = {
    "day": lazy("%(number)s ngày trước"),
    "week": lazy("%(number)s tuần trước"),
    "month": lazy("%(number)s tháng trước"),
    "year": lazy("%(number)s năm trước"),
}
EDGES: Final = {
    ("first", "month", 0): lazy("đầu tháng này"),
    ("first", "quarter", 0): lazy("đầu quý này"),
    ("first", "half", 0): lazy("đầu nửa năm này"),
    ("first", "year", 0): lazy("đầu năm này"),
    ("last", "month", 0): lazy("cuối tháng này"),
    ("last", "quarter", 0): lazy("cuối quý này"),
    ("last", "half", 0): lazy("cuối nửa năm này"),
    ("last", "year", 0): lazy("cuối năm này"),
    ("first", "month", -1): lazy("đầu tháng trước"),
    ("first", "quarter", -1): lazy("đầu quý trước"),
    ("first", "half", -1): lazy("đầu nửa năm trước"),
    ("first", "year", -1): lazy("đầu năm trước"),
    ("last", "month", -1): lazy("cuối tháng trước"),
    ("last", "quarter", -1): lazy("cuối quý trước"),
    ("last", "half", -1): lazy("cuối nửa năm trước"),
    ("last", "year", -1): lazy("cuối năm trước"),
}


def moving_words(word: DayWord) -> str:
    """Return how a day is called that moves with the day of asking."""
    if word.kind == "last" and word.day is not None:
        return _("%(day)s/%(month)s gần nhất") % {"day": word.day.day, "month": word.day.month}
    if word.kind == "ago":
        return str(AGO[word.unit]) % {"number": word.number}
    if word.kind == "edge":
        return str(EDGES[word.edge, word.unit, word.number])
    return _("hôm nay") if word.day is None else format_day(word.day)
