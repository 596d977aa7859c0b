"""Say why an act on a confidential record is refused, or what to heed about it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal

from django.utils.translation import gettext_lazy as _

from dangbo.base.days import format_day
from dangbo.papers.phrases.findings import sentence_of
from dangbo.rules.verdicts import Finding, Verdict
from dangbo.ui import parts

TEXTS: Final[Mapping[str, Any]] = {
    "RECORD_KIND_UNKNOWN": _("Không mở được hồ sơ loại “%(kind)s”. Chọn loại trong danh mục."),
    "TITLE_NEEDED": _("Chưa nêu tên hồ sơ. Ghi ngắn gọn việc gì."),
    "DAY_AHEAD": _("Ngày này còn ở phía trước (hôm nay là %(today)s). Ghi ngày đã làm."),
    "NO_STATE_SECRETS": _(
        "Hồ sơ kín không phải nơi giữ bí mật nhà nước: nội dung độ Mật, Tối mật, Tuyệt mật không "
        "được nhập vào sổ này."
    ),
    "RECORD_CLOSED": _("Hồ sơ đã khép lại. Mở lại hồ sơ rồi mới ghi thêm."),
    "RECORD_OPEN": _("Hồ sơ chưa khép lại. Khép hồ sơ trước."),
    "ENTRY_KIND_UNKNOWN": _("Không có loại ghi “%(what)s”. Chọn loại trong danh mục."),
    "ENTRY_EMPTY": _("Chưa có nội dung. Ghi nội dung, hoặc đính kèm tệp."),
    "READER_ALREADY": _("Tài khoản này đang là người đọc của hồ sơ."),
    "ACCOUNT_CLOSED": _("Tài khoản này không đăng nhập được. Chọn tài khoản đang dùng."),
    "READER_REASON_NEEDED": _("Chưa nêu lý do. Danh sách người đọc chỉ đổi khi có lý do."),
    "READER_SEES_ALL": _(
        "Người này sẽ đọc được toàn bộ hồ sơ, cả những gì đã ghi từ trước, và có thể thêm, bỏ "
        "người đọc."
    ),
    "NOT_A_READER": _("Tài khoản này không còn là người đọc. Tải lại trang."),
    "LAST_READER": _(
        "Phải còn ít nhất một người đọc đăng nhập được. Thêm người khác trước khi bỏ người này."
    ),
    "OUTCOME_NEEDED": _("Chưa nêu kết quả. Ghi kết quả giải quyết."),
    "CLOSED_TOO_EARLY": _("Sớm hơn ngày mở hồ sơ (%(day)s). Sửa ngày."),
    "REOPEN_REASON_NEEDED": _("Chưa nêu lý do mở lại hồ sơ."),
    "KEPT_STILL": _("Hồ sơ còn trong thời hạn lưu, đến hết ngày %(until)s."),
    "FORGET_REASON_NEEDED": _("Chưa nêu lý do hủy. Ghi căn cứ của việc hủy hồ sơ."),
    "FORGOTTEN_FOR_EVER": _(
        "Khóa của hồ sơ bị hủy thì không ai đọc lại được nội dung và tệp; không lấy lại được."
    ),
}
DAYS: Final = frozenset({"today", "day", "until"})


def in_words(verdict: Verdict) -> list[parts.Finding]:
    """Return the findings of a verdict as pages show them, refusals first."""
    return [
        *(_shown(each, "refusal") for each in verdict.against),
        *(_shown(each, "warning") for each in verdict.warnings),
    ]


def sentence(finding: Finding) -> str:
    """Return a finding in words."""
    if finding.code not in TEXTS:
        return sentence_of(finding)
    facts = {
        name: format_day(date.fromisoformat(str(value))) if name in DAYS else value
        for name, value in finding.facts
    }
    return str(TEXTS[finding.code] % facts)


def _shown(finding: Finding, level: Literal["refusal", "warning"]) -> parts.Finding:
    url = f"#id_{finding.where}" if finding.where and level == "refusal" else ""
    return parts.Finding(level, sentence(finding), source=finding.source, url=url)
