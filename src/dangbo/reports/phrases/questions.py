"""Tell a question in one sentence, and why it cannot be asked."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.base.numbers import format_number
from dangbo.orgs.phrases import kind_name
from dangbo.reports.phrases.codes import code_name
from dangbo.reports.phrases.names import dimension_name, name_of
from dangbo.reports.phrases.question_days import moving_words
from dangbo.rules.indicators import Indicator
from dangbo.rules.question_days import DayWord, day_meant
from dangbo.rules.questions import Question
from dangbo.rules.verdicts import Finding

TEXTS: Final = {
    "QUESTION_NO_INDICATOR": lazy("Chưa chọn chỉ tiêu nào. Đánh dấu ít nhất một chỉ tiêu."),
    "QUESTION_TOO_MANY_INDICATORS": lazy("Quá %(most)s chỉ tiêu. Bỏ bớt, hoặc chia làm hai câu."),
    "QUESTION_UNKNOWN_INDICATOR": lazy("Không có chỉ tiêu “%(told)s”. Chọn trong danh sách."),
    "QUESTION_TOO_MANY_WAYS": lazy("Chia theo nhiều nhất %(most)s cách. Bỏ bớt một cách."),
    "QUESTION_WAY_TWICE": lazy("“%(way)s” được chọn hai lần. Bỏ một."),
    "QUESTION_WRONG_WAY": lazy(
        "Các chỉ tiêu đã chọn không cùng phân tích được theo “%(way)s”. Được: %(allowed)s."
    ),
    "QUESTION_TOO_MANY_DAYS": lazy("Quá %(most)s ngày. Bỏ bớt, hoặc hỏi từng tháng, từng năm."),
    "QUESTION_ONE_LAST_DAY": lazy("Hỏi theo kỳ thì chỉ ghi một ngày cuối. Bỏ các ngày khác."),
    "QUESTION_STARTS_LATE": lazy("Ngày đầu kỳ sau ngày cuối kỳ. Đổi một trong hai ngày."),
    "QUESTION_TOO_MANY_PERIODS": lazy("Quá %(most)s kỳ. Chọn ngày đầu gần hơn, hoặc hỏi từng năm."),
    "QUESTION_UNKNOWN_PART": lazy("“%(way)s” không có phần “%(told)s”. Chọn trong danh sách."),
    "QUESTION_UNKNOWN_KIND": lazy("Không có loại hình tổ chức “%(told)s”. Chọn trong danh sách."),
    "QUESTION_NOT_LISTED": lazy("Không có cách “%(text)s”. Có: %(allowed)s."),
    "QUESTION_NO_PART": lazy("Không đọc được phần lọc “%(text)s”. Chọn trong danh sách."),
    "QUESTION_NO_DAY": lazy(
        "Không đọc được ngày “%(text)s”. "
        "Ghi như 30/06/2026, hôm nay, 30/6 gần nhất, cuối quý trước."
    ),
    "QUESTION_NO_ORG": lazy("Không có tổ chức nào như vậy trong phạm vi được xem. Chọn tổ chức."),
    "QUESTION_NO_SISTERS": lazy(
        "Tổ chức này không có cấp trên trực tiếp nên không có tổ chức cùng cấp. Chọn phạm vi khác."
    ),
    "QUESTION_TOO_MANY_CELLS": lazy(
        "Câu hỏi cho quá %(most)s ô. Bớt ngày, bớt chỉ tiêu, hoặc bớt một cách chia."
    ),
    "QUESTION_NAME_EMPTY": lazy("Chưa có tên. Ghi tên cho câu hỏi."),
    "QUESTION_NAME_TAKEN": lazy("Đã có câu hỏi “%(name)s”. Ghi tên khác."),
    "QUESTION_CHANGED": lazy(
        "%(name)s vừa sửa câu hỏi này. Xem bản mới bên dưới rồi lưu lại nếu vẫn muốn."
    ),
    "QUESTION_NO_COLLEAGUE": lazy("Không có tài khoản “%(text)s”. Chọn tên trong danh sách."),
    "QUESTION_OWN": lazy("Câu hỏi này là của chính tài khoản ấy. Chọn người khác."),
    "QUESTION_EVERY_UNKNOWN": lazy("Không có nhịp “%(text)s”. Chọn trong danh sách."),
    "QUESTION_DUE_PAST": lazy("Ngày chạy đầu tiên đã qua. Chọn từ hôm nay trở đi."),
}
WHERE: Final = {
    "indicators": lazy("Chỉ tiêu"),
    "org": lazy("Tổ chức"),
    "scope": lazy("Phạm vi"),
    "kinds": lazy("Chỉ loại hình"),
    "by": lazy("Chia theo"),
    "filters": lazy("Chỉ tính"),
    "days": lazy("Ngày"),
    "start": lazy("Kỳ tính từ"),
    "pace": lazy("Cách tính thời gian"),
    "name": lazy("Tên câu hỏi"),
    "username": lazy("Tên đăng nhập"),
    "every": lazy("Nhịp chạy lại"),
    "first": lazy("Ngày chạy đầu tiên"),
}


def fault_text(found: Finding, on: date) -> str:
    """Return why something cannot be asked or kept, and what to do."""
    facts = {name: _fact(name, value, found, on) for name, value in found.facts}
    return str(TEXTS[found.code]) % facts


def _fact(name: str, value: object, found: Finding, on: date) -> object:
    if name == "way" or (name == "allowed" and found.code == "QUESTION_WRONG_WAY"):
        ways = [each for each in str(value).split(", ") if each]
        return ", ".join(dimension_name(each) for each in ways) or _("không cách nào")
    return format_number(value) if isinstance(value, int) else value


def where_text(found: Finding) -> str:
    """Return which part of a question a finding speaks of."""
    return str(WHERE.get(found.where, ""))


# The sentence


def sentence(question: Question, asked: Sequence[Indicator], org: str, today: date) -> str:
    """Return a question in one sentence; days that move with the day they mean today."""
    told = [
        _what(asked) + " " + _where(question, org, today),
        _filters(question, today),
        _ways(question),
        _when(question, asked, today),
    ]
    return ", ".join(part for part in told if part) + "."


def _what(asked: Sequence[Indicator]) -> str:
    first, *others = [name_of(each) for each in asked]
    return listed([first, *(_small(name) for name in others)])


def _small(name: str) -> str:
    """Return a name as it stands within a sentence; abbreviations keep their capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def listed(words: Sequence[str], *, either: bool = False) -> str:
    """Return words one after the other, with "and" or "or" before the last."""
    *others, last = words
    if not others:
        return last
    told = {"first": ", ".join(others), "last": last}
    return (_("%(first)s hoặc %(last)s") if either else _("%(first)s và %(last)s")) % told


def _where(question: Question, org: str, today: date) -> str:
    told = {
        "one": _("của %(org)s"),
        "below": _("của từng tổ chức trực thuộc %(org)s"),
        "sisters": _("của %(org)s và từng tổ chức cùng cấp"),
    }[question.scope] % {"org": org}
    if question.own:
        told = _("ngay tại %(org)s, không kể tổ chức trực thuộc") % {"org": org}
    if not question.kinds:
        return told
    kinds = listed([kind_name(each, today) for each in question.kinds], either=True)
    return _("%(where)s (chỉ %(kinds)s)") % {"where": told, "kinds": kinds}


def _filters(question: Question, today: date) -> str:
    told = []
    for kept in question.filters:
        parts = [code_name(kept.way, each, today) for each in kept.codes]
        words = {"way": _small(dimension_name(kept.way)), "parts": listed(parts, either=True)}
        told.append(_("%(way)s là %(parts)s") % words)
    return _("chỉ tính %(parts)s") % {"parts": listed(told)} if told else ""


def _ways(question: Question) -> str:
    ways = [_small(dimension_name(each)) for each in question.by]
    return _("chia theo %(ways)s") % {"ways": listed(ways)} if ways else ""


def _when(question: Question, asked: Sequence[Indicator], today: date) -> str:
    days = listed([day_words(each, today) for each in question.days])
    start = day_words(question.start, today) if question.start else ""
    if question.pace:
        return _paced(question, start, days)
    if all(each.time == "day" for each in asked):
        return _("vào %(days)s") % {"days": days}
    since = start or _("đầu năm")
    return _("vào %(days)s, kỳ tính từ %(start)s") % {"days": days, "start": since}


def _paced(question: Question, start: str, end: str) -> str:
    told = {
        "whole": _("cả kỳ từ %(start)s đến hết %(end)s"),
        "year": _("từng năm từ %(start)s đến hết %(end)s"),
        "quarter": _("từng quý từ %(start)s đến hết %(end)s"),
        "month": _("từng tháng từ %(start)s đến hết %(end)s"),
    }[question.pace or "whole"]
    return told % {"start": start or _("đầu năm"), "end": end}


def day_words(word: DayWord, today: date) -> str:
    """Return a day in words; one that moves with the day it means."""
    day = format_day(day_meant(word, today=today))
    if not word.moves:
        return _("ngày %(day)s") % {"day": day}
    return _("%(word)s (%(day)s)") % {"word": moving_words(word), "day": day}


def filter_words(question: Question, today: date) -> Iterable[tuple[str, str]]:
    """Return each filter as a label and what it keeps."""
    for kept in question.filters:
        parts = [code_name(kept.way, each, today) for each in kept.codes]
        yield dimension_name(kept.way), listed(parts, either=True)
