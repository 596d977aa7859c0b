"""Say why a person is not forgotten."""

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from dangbo.base.days import format_day
from dangbo.rules.verdicts import Finding, Verdict

TEXTS: Final = {
    "PERSON_FORGOTTEN": _("Khóa của người này đã bị hủy từ trước."),
    "MEMBER_IN_FORCE": _("Người này đang là đảng viên: không được hủy khóa."),
    "RECORD_KEPT_STILL": _(
        "Hồ sơ còn phải giữ đến hết ngày %(until)s (tính từ %(last)s). Chờ qua ngày đó."
    ),
    "CASE_RUNNING": _("Còn %(count)s việc về người này đang giải quyết. Giải quyết xong trước."),
    "NO_REASON": _("Chưa nêu văn bản hoặc lý do. Thêm --paper hoặc --reason."),
    "CONFIRMATION_DIFFERS": _(
        "Mã xác nhận không đúng với lần chạy thử vừa rồi. Chạy thử lại, xem kỹ, rồi ghi mã mới."
    ),
}


def reasons_against(verdict: Verdict) -> list[str]:
    """Return every reason against in a sentence."""
    return [_sentence(each) for each in verdict.against]


def _sentence(found: Finding) -> str:
    facts = {
        name: format_day(date.fromisoformat(str(fact))) if name in {"last", "until"} else fact
        for name, fact in found.facts
    }
    return str(TEXTS[found.code]) % facts
