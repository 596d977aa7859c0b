"""Say what each check looks for, and what it found in one record."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dangbo.base.days import format_day
from dangbo.members.phrases import Called
from dangbo.members.phrases.findings import finding_text
from dangbo.quality.phrases.names import field_words
from dangbo.rules.record_quality import CITIZEN_DIFFERS, LACKING
from dangbo.rules.verdicts import Fact, Finding, Verdict
from dangbo.ui import parts

DAYS: Final = frozenset(
    {"on", "today", "admitted", "of_age", "official", "due", "touched", "since"}
)
CHECK_NAMES: Final = {
    "BIRTH_AFTER_ADMISSION": lazy("Sinh sau ngày kết nạp"),
    "ADMITTED_TOO_YOUNG": lazy("Kết nạp khi chưa đủ tuổi"),
    "AGE_TOO_GREAT": lazy("Tuổi đời không thể có"),
    "ADMITTED_AFTER_OFFICIAL": lazy("Kết nạp sau khi công nhận chính thức"),
    "RECOGNISED_EARLY": lazy("Công nhận chính thức khi chưa đủ thời gian dự bị"),
    "PARTY_AGE_TOO_EARLY": lazy("Tính tuổi đảng từ trước ngày kết nạp"),
    "NUMBER_MISSHAPEN": lazy("Số lý lịch, số thẻ sai mẫu"),
    CITIZEN_DIFFERS: lazy("Số căn cước sai mẫu, không khớp ngày sinh, giới tính"),
    "NAME_HAS_DIGITS": lazy("Họ tên có chữ số"),
    "NAME_HAS_SIGNS": lazy("Họ tên có ký tự lạ"),
    "NAME_IS_ONE_WORD": lazy("Họ tên chỉ có một chữ"),
    "VALUE_NOT_LISTED": lazy("Giá trị ngoài danh mục"),
    "RECORD_STALE": lazy("Lâu không ghi, không xác nhận"),
    "PROBATION_OVERDUE": lazy("Dự bị quá hạn công nhận"),
    "TEMPORARY_OVER": lazy("Sinh hoạt tạm thời quá hạn"),
    "ORG_ENDED": lazy("Ở tổ chức đã kết thúc hoạt động"),
}
TEXTS: Final = {
    "BIRTH_AFTER_ADMISSION": lazy("Ngày sinh không trước ngày kết nạp %(admitted)s."),
    "ADMITTED_TOO_YOUNG": lazy("Kết nạp khi chưa đủ %(least)s tuổi (đủ ngày %(of_age)s)."),
    "AGE_TOO_GREAT": lazy("Quá %(years)s tuổi: kiểm tra ngày sinh, hoặc ghi từ trần."),
    "ADMITTED_AFTER_OFFICIAL": lazy("Ngày kết nạp sau ngày chính thức %(official)s."),
    "RECOGNISED_EARLY": lazy("Công nhận khi dự bị chưa đủ %(months)s tháng (đủ ngày %(due)s)."),
    "PARTY_AGE_TOO_EARLY": lazy("Tính tuổi đảng từ trước ngày kết nạp %(admitted)s."),
    "NUMBER_MISSHAPEN": lazy("%(field)s không đúng mẫu."),
    "CITIZEN_MISSHAPEN": lazy("Số căn cước công dân không đúng mẫu."),
    "CITIZEN_BIRTH_DIFFERS": lazy("Năm sinh không khớp với số căn cước công dân."),
    "CITIZEN_SEX_DIFFERS": lazy("Giới tính không khớp với số căn cước công dân."),
    "FIELD_LACKING": lazy("Thiếu: %(field)s."),
    "NAME_HAS_DIGITS": lazy("Họ tên có chữ số."),
    "NAME_HAS_SIGNS": lazy("Họ tên có ký tự không dùng trong tên người."),
    "NAME_IS_ONE_WORD": lazy("Họ tên chỉ có một chữ: kiểm tra xem có thiếu không."),
    "VALUE_NOT_LISTED": lazy("%(field)s: “%(value)s” không có trong danh mục."),
    "RECORD_STALE": lazy("Quá %(years)s năm chưa ghi, chưa xác nhận (lần cuối %(touched)s)."),
    "PROBATION_OVERDUE": lazy("Dự bị từ %(since)s, đã quá hạn xét công nhận chính thức."),
    "TEMPORARY_OVER": lazy("Sinh hoạt tạm thời từ %(since)s, đã quá hạn."),
    "ORG_ENDED": lazy("Nơi sinh hoạt đã kết thúc hoạt động: chuyển đến nơi khác."),
}
REFUSALS: Final = {
    "PAIR_OF_ONE": lazy("Hai mã là của cùng một người. Chọn hai người khác nhau."),
    "NOT_SAME_ALREADY": lazy("Cặp này đã được ghi là hai người khác nhau."),
    "NOT_IN_FORCE": lazy("Lần ghi này không còn hiệu lực. Tải lại trang."),
    "CONFIRMED_AHEAD": lazy("Ngày xác nhận còn ở phía trước (hôm nay là %(today)s)."),
    "CONFIRMED_ALREADY": lazy("Hồ sơ đã được xác nhận ngày %(on)s."),
    "NOT_MEMBER_THEN": lazy("Không phải đảng viên vào ngày %(on)s."),
    "NO_REASON": lazy("Cần văn bản hoặc lý do. Nhập một trong hai."),
}


def check_name(key: str) -> str:
    """Return what a check looks for."""
    code, _sign, where = key.partition(".")
    return field_words(where) if code == LACKING else str(CHECK_NAMES[code])


def sentence(found: Finding) -> str:
    """Return what a check found in one record."""
    values = {name: _in_words(name, fact) for name, fact in found.facts}
    return str(TEXTS[found.code]) % {"field": field_words(found.where), **values}


def _in_words(name: str, fact: Fact) -> Fact:
    return format_day(date.fromisoformat(str(fact))) if name in DAYS else fact


def in_words(verdict: Verdict, *, called: Called, names: Mapping[str, str]) -> list[parts.Finding]:
    """Return why an act is refused, each reason with its rule; `names` are by key."""
    return [_refusal(each, called, names) for each in verdict.against]


def _refusal(found: Finding, called: Called, names: Mapping[str, str]) -> parts.Finding:
    text = REFUSALS.get(found.code)
    facts = {name: _in_words(name, fact) for name, fact in found.facts}
    words = str(text) % facts if text else finding_text(found, called)
    if found.where in names:
        words = _("%(name)s: %(text)s") % {"name": names[found.where], "text": words}
    return parts.Finding("refusal", words, source=found.source)


def sentences(found: Iterable[Finding]) -> str:
    """Return all that was found in one record."""
    return " ".join(map(sentence, found))
