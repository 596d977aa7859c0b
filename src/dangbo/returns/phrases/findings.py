"""Say why a step of a report is refused, or what to heed about it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal

from django.utils.translation import gettext_lazy as _

from dangbo.base.days import format_day
from dangbo.returns.phrases.names import STATES, STEPS
from dangbo.rules.verdicts import Finding, Verdict
from dangbo.ui import parts

TEXTS: Final[Mapping[str, Any]] = {
    "RETURN_STATE": _("Không làm được việc “%(step)s” khi báo cáo đang ở trạng thái: %(state)s."),
    "RETURN_CHANGED": _(
        "Có người vừa ghi một bước khác của báo cáo này. Xem lại báo cáo rồi làm tiếp."
    ),
    "RETURN_NOT_STANDING": _(
        "Ngày chốt %(on)s tổ chức này chưa có, không còn, hoặc không phải cấp gửi báo cáo."
    ),
    "REASON_NEEDED": _("Chưa nêu lý do. Ghi lý do để cấp dưới biết cần sửa gì."),
    "WORDS_NEEDED": _("Chưa có nội dung nhắc. Ghi một câu."),
    "PERIOD_RUNNING": _("Kỳ này chốt ngày %(on)s, chưa hết kỳ. Đợi đến ngày chốt."),
    "CELL_LACKING": _("Chưa điền ô: %(name)s."),
    "CELL_HIDDEN": _(
        "Ô này đếm những người mà tài khoản không được xem hết, nên không xác nhận được: %(name)s."
    ),
    "CHECK_FAILED": _(
        "Số không khớp: %(name)s. Xem danh sách sau các số, sửa dữ liệu rồi làm lại."
    ),
    "CELL_NOT_NUMBER": _("Không đọc được số ở ô: %(name)s. Viết như 5.022 hoặc 90,5."),
    "CELL_UNKNOWN": _("Biểu không có ô điền tay: %(name)s. Tải lại trang."),
    "ABOVE_LOCKED": _(
        "Báo cáo của %(name)s đã gửi lên trên. Cấp nhận báo cáo ấy phải mở lại trước."
    ),
    "BELOW_NOT_RECEIVED": _("%(name)s: %(state)s. Số của đơn vị này vẫn được đếm từ sổ."),
    "ABOVE_SENT": _(
        "%(name)s đã gửi báo cáo mà chưa có báo cáo này; gửi muộn sẽ thành chênh lệch."
    ),
    "PERIOD_NAME": _("Chưa đặt tên kỳ."),
    "PERIOD_NAME_TAKEN": _("Đã có kỳ tên “%(name)s”. Đặt tên khác."),
    "PERIOD_DAYS": _("Ngày chốt %(on)s trước ngày đầu kỳ."),
    "PERIOD_DUE": _("Hạn gửi %(on)s trước ngày chốt."),
    "PERIOD_FORMS": _("Chưa chọn biểu nào phải gửi trong kỳ này."),
    "PERIOD_FORM_UNKNOWN": _("Không có biểu “%(name)s” lấy số theo kỳ."),
    "PERIOD_GONE": _("Kỳ này đã bỏ rồi, hoặc không có."),
    "PERIOD_BEGUN": _("Đã có %(number)s báo cáo của kỳ này, nên không bỏ được."),
    "PERIOD_NO_REASON": _("Chưa nêu lý do bỏ kỳ này."),
    "ABOVE_REOPENS": _("Báo cáo của %(name)s cũng được mở lại, vì cộng từ báo cáo này."),
}


def in_words(verdict: Verdict) -> list[parts.Finding]:
    """Return the findings of a verdict as pages show them, refusals first."""
    return [
        *(_shown(each, "refusal") for each in verdict.against),
        *(_shown(each, "warning") for each in verdict.warnings),
    ]


def sentence(finding: Finding) -> str:
    """Return a finding in words."""
    return str(TEXTS[finding.code] % {name: _fact(name, value) for name, value in finding.facts})


def _fact(name: str, value: object) -> object:
    if name == "on":
        return format_day(date.fromisoformat(str(value)))
    if name == "state":
        return STATES[str(value)][0]
    return STEPS[str(value)][0] if name == "step" else value


def _shown(finding: Finding, level: Literal["refusal", "warning"]) -> parts.Finding:
    url = "#id_ly_do" if finding.where == "reason" and level == "refusal" else ""
    return parts.Finding(level, sentence(finding), source=finding.source, url=url)
